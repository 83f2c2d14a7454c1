//! `report`: figures from the history.

use crate::cli::before::unmark;
use crate::cli::values::Format;

pub const FORMATS: &[Format] =
    &[Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Yaml, Format::Markdown];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "NAME", value_parser = ["summary", "volume", "times", "flow"], help_heading = "arguments")]
    pub name: String,
    #[arg(value_name = "QUERY", value_parser = unmark, help_heading = "arguments")]
    pub query: Vec<String>,
    // The period is half-open: from this instant, until before that one.
    #[arg(long, value_name = "TIME", help_heading = "options")]
    pub from: Option<String>,
    #[arg(long, value_name = "TIME", help_heading = "options")]
    pub until: Option<String>,
    #[arg(long, value_name = "KEY", value_delimiter = ',', help_heading = "options")]
    pub by: Vec<String>,
    #[arg(long, help_heading = "options", conflicts_with = "explain")]
    pub rows: bool,
    #[arg(long, help_heading = "options")]
    pub explain: bool,
    #[arg(long, value_name = "N", help_heading = "options")]
    pub top: Option<usize>,
    #[arg(long, help_heading = "options")]
    pub with_merged: bool,
}
