//! Figures from history.
pub mod report;
