//! `export`: tickets in full, or their events, for other programs.

use crate::cli::before::unmark;
use crate::cli::values::Format;
use std::path::PathBuf;

pub const FORMATS: &[Format] = &[Format::Jsonl, Format::Csv, Format::Events];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "QUERY", value_parser = unmark, help_heading = "arguments")]
    pub query: Vec<String>,
    #[arg(long, help_heading = "options")]
    pub public: bool,
    #[arg(short, long, value_name = "FILE", help_heading = "options")]
    pub output: Option<PathBuf>,
}
