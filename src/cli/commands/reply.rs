//! `reply`: a public message of an agent, with a change of status in the same commit when asked.

pub use super::talk::{Args, FORMATS};

use super::talk;
use crate::cli::context::Context;
use crate::domain::ticket::Visibility;
use anyhow::Result;

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    talk::run(ctx, args, Visibility::Public)
}
