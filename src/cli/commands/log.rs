//! `log`: what happened to a ticket, event by event.

use crate::cli::values::Format;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Markdown];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ID", help_heading = "arguments")]
    pub id: String,
}
