//! Plain values that the desk returns and render prints.

pub mod clocks;
pub mod fault;
pub mod import;
pub mod push;
