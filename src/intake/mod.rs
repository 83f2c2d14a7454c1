//! Outside bytes to values: event streams.

pub mod events;
