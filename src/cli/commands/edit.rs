//! `edit`: sets values of a ticket, or opens its YAML in the editor when no flag sets one.

use crate::cli::values::{Facts, Format, Writing};

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ID", help_heading = "arguments")]
    pub id: String,
    #[command(flatten)]
    pub writing: Writing,
    #[arg(long, value_name = "TITLE", help_heading = "ticket")]
    pub title: Option<String>,
    #[command(flatten)]
    pub facts: Facts,
    #[arg(long, value_name = "NAME", help_heading = "ticket")]
    pub organization: Option<String>,
    #[arg(long, value_name = "KEY", help_heading = "ticket")]
    pub unset: Vec<String>,
}

impl Args {
    /// No flag sets anything: the editor is meant.
    pub fn is_bare(&self) -> bool {
        self.title.is_none() && self.organization.is_none() && self.unset.is_empty() && self.facts == Facts::default()
    }
}
