//! `demo`: a desk with a real history to try things on. Needs no repository.

use crate::cli::values::Format;
use std::path::PathBuf;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "DIR", help_heading = "arguments")]
    pub dir: Option<PathBuf>,
}
