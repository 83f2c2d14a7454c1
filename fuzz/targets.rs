//! The plain functions of the tests, for the wrappers of cargo-fuzz.

#[path = "../tests/it/hostile/targets.rs"]
pub mod targets;
