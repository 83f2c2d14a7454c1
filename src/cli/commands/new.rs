//! `new`: files a ticket.

use crate::cli::values::{Facts, Format, Text, Writing};

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    // Asked for on a terminal when it is missing.
    #[arg(value_name = "TITLE", help_heading = "arguments")]
    pub title: Option<String>,
    #[command(flatten)]
    pub text: Text,
    #[command(flatten)]
    pub writing: Writing,
    #[arg(long, value_name = "STATUS", help_heading = "ticket")]
    pub status: Option<String>,
    #[arg(long, value_name = "WHO", help_heading = "ticket")]
    pub assignee: Option<String>,
    #[command(flatten)]
    pub facts: Facts,
    #[arg(long, value_name = "TAG", help_heading = "ticket")]
    pub tag: Vec<String>,
    #[arg(long, value_name = "KEY", help_heading = "ticket")]
    pub fingerprint: Vec<String>,
    // The ticket's name elsewhere, such as `github:acme/shop#812`.
    #[arg(long, value_name = "REF", help_heading = "ticket")]
    pub external: Vec<String>,
}
