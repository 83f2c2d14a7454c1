//! `help`: what `-h` says, for git-desk or for one verb. Needs no repository.

use crate::cli::values::Format;
use std::ffi::OsString;

pub const FORMATS: &[Format] = &[Format::Table];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "VERB", help_heading = "arguments")]
    pub verb: Option<String>,
}

impl Args {
    /// The command line that is meant: `git-desk new -h`.
    pub fn line(&self) -> Vec<OsString> {
        let verb = self.verb.as_deref();
        ["git-desk"].into_iter().chain(verb).chain(["-h"]).map(OsString::from).collect()
    }
}
