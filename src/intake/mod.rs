//! Outside bytes to values: event streams, reports of continuous integration, answers to forms, webhooks.

pub mod answers;
pub mod ci;
pub mod events;
pub mod json;
