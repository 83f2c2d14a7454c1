//! `completions`: the script that makes a shell complete `git desk`. Needs no repository.

use crate::cli::values::Format;
use std::path::PathBuf;

pub const FORMATS: &[Format] = &[Format::Table];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "SHELL", value_parser = ["bash", "zsh", "fish"], help_heading = "arguments")]
    pub shell: String,
    #[arg(long, value_name = "DIR", help_heading = "options")]
    pub out: Option<PathBuf>,
}
