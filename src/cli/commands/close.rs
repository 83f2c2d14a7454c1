//! `close`: closes tickets, where the workflow lets people do so.

pub use super::transition::{Args, FORMATS};

use super::transition::run_to;
use crate::cli::context::Context;
use anyhow::Result;

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    run_to(ctx, args, "closed")
}
