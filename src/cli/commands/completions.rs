//! `completions`: the script that makes a shell complete `git desk`. Needs no repository.

use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::shells::{SHELLS, completion_script};
use crate::cli::text::write;
use crate::cli::values::Format;
use anyhow::Result;
use std::path::PathBuf;

pub const FORMATS: &[Format] = &[Format::Table];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "SHELL", value_parser = SHELLS, help_heading = "arguments")]
    pub shell: String,
    #[arg(long, value_name = "DIR", help_heading = "options")]
    pub out: Option<PathBuf>,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let (name, script) = completion_script(&args.shell).ok_or(EdgeError::Missing("SHELL"))?;
    let Some(dir) = &args.out else {
        ctx.print(&script)?;
        return Ok(OK);
    };
    let path = dir.join(name);
    write(&path, script.as_bytes())?;
    ctx.print_line(&path.display().to_string())?;
    Ok(OK)
}
