//! `man`: the manual pages, shown, installed or written. Needs no repository.

use crate::cli::values::Format;
use std::path::PathBuf;

pub const FORMATS: &[Format] = &[Format::Table];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(long, help_heading = "options", conflicts_with = "out")]
    pub install: bool,
    #[arg(long, value_name = "DIR", help_heading = "options")]
    pub out: Option<PathBuf>,
}
