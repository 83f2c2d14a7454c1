//! `init`: makes the desk, or adopts the remote's. The desk's language is the global `--lang`.

use crate::cli::values::{Format, Writing};

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(long, value_name = "WORKFLOW", value_parser = ["support", "liveagent", "engineering"], help_heading = "options")]
    pub workflow: Option<String>,
    // An IANA name, such as `Europe/Madrid`.
    #[arg(long, value_name = "ZONE", help_heading = "options")]
    pub time_zone: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}
