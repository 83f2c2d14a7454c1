//! Figures from history, and from tickets as they are.
pub mod recurrence;
pub mod report;
pub mod requester;
pub mod similar;
