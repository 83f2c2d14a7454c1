//! `check`: whether the desk's files and history are sound.

use crate::cli::values::Format;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    // Commits, as `git log` takes them; without it, everything.
    #[arg(value_name = "RANGE", help_heading = "arguments")]
    pub range: Option<String>,
    #[arg(long, help_heading = "options")]
    pub strict: bool,
}
