//! Reports.
pub mod table;
