//! `show`: one ticket with its messages, now or at an earlier moment.

use crate::cli::values::Format;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json, Format::Yaml, Format::Markdown, Format::Html];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ID", help_heading = "arguments")]
    pub id: String,
    #[arg(long, help_heading = "options")]
    pub public: bool,
    #[arg(long, value_name = "TIME", help_heading = "options")]
    pub at: Option<String>,
}
