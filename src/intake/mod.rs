//! Outside bytes to values: event streams, reports of continuous integration.

pub mod ci;
pub mod events;
