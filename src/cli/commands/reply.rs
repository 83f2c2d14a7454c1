//! `reply`: a public message of an agent, with a change of status in the same commit when asked.

use crate::cli::values::{Format, Text, Writing};

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ID", help_heading = "arguments")]
    pub id: String,
    #[command(flatten)]
    pub text: Text,
    #[arg(long, value_name = "STATUS", help_heading = "options")]
    pub status: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}
