//! `list`: the tickets that a query finds.

use crate::cli::before::unmark;
use crate::cli::values::Format;

pub const FORMATS: &[Format] =
    &[Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Yaml, Format::Markdown, Format::Html];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "QUERY", value_parser = unmark, help_heading = "arguments")]
    pub query: Vec<String>,
    // `-due` is the other way round, so a hyphen does not make it a flag.
    #[arg(long, value_name = "KEY", allow_hyphen_values = true, help_heading = "options")]
    pub sort: Option<String>,
    #[arg(long, value_name = "N", help_heading = "options")]
    pub limit: Option<usize>,
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', help_heading = "options")]
    pub columns: Vec<String>,
}
