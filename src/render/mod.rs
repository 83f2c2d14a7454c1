//! Values to bytes.
pub mod words;
