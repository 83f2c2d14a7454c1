//! `import`: brings tickets with their history from elsewhere.

use crate::cli::values::{Format, Writing};
use std::path::PathBuf;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "KIND", value_parser = ["events"], help_heading = "arguments")]
    pub kind: String,
    // `-` is standard input.
    #[arg(value_name = "FILE", help_heading = "arguments")]
    pub file: PathBuf,
    #[command(flatten)]
    pub writing: Writing,
}
