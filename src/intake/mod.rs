//! Outside bytes to values: event streams, exports of other trackers, reports of continuous integration, mail, answers
//! to forms, webhooks.

pub mod answers;
pub mod ci;
pub mod events;
pub mod foreign;
pub mod json;
pub mod mail;
