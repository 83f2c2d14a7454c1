//! git-desk: a help desk that lives in a git repository.

#![forbid(unsafe_code)]

pub mod cli;
pub mod desk;
pub mod domain;
pub mod intake;
pub mod kit;
pub mod render;
pub mod store;
