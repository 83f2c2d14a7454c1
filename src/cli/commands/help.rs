//! `help`: what `-h` says, for git-desk or for one verb. Needs no repository.

use crate::cli::args::{Stop, command, parse};
use crate::cli::usage::{Usage, usage};
use crate::cli::values::Format;
use crate::render::words::Words;
use clap::builder::StyledStr;

pub const FORMATS: &[Format] = &[Format::Table];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "VERB", help_heading = "arguments")]
    pub verb: Option<String>,
}

/// The help of git-desk, or of one verb; a verb that does not exist is a usage error.
pub fn text(args: &Args, words: &Words) -> Result<StyledStr, Usage> {
    let mut command = command(words);
    // Building hands the flags of every verb down to the verbs.
    command.build();
    let Some(verb) = &args.verb else {
        return Ok(command.render_help());
    };
    match command.find_subcommand_mut(verb) {
        Some(verb) => Ok(verb.render_help()),
        None => {
            let typed = ["git-desk".into(), verb.into()];
            match parse(&typed, words) {
                Err(Stop::Misuse { misuse, .. }) => Err(usage(&misuse, None, words)),
                _ => Ok(command.render_help()),
            }
        }
    }
}
