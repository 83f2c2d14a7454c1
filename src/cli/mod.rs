//! The command line: reads what was typed, has the desk do it, prints what came of it.

pub mod args;
pub mod before;
pub mod context;
pub mod error;
pub mod pager;
pub mod present;
pub mod prompt;
pub mod text;
pub mod commands;
pub mod complete;
pub mod docs;
pub mod localise;
pub mod usage;
pub mod values;
mod words;

use crate::render::words::Words;
use args::{Cli, Stop, Verb};
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

/// Runs the process: the only place that knows its arguments and its environment.
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let lang = localise::language(&args, None, |name| std::env::var(name).ok());
    let code = run(&args, &Words::new(lang), &mut io::stdout().lock(), &mut io::stderr().lock());
    // A closed pipe is quiet.
    ExitCode::from(code.unwrap_or_default())
}

/// Runs one command line, its first word being the program. Gives the exit code.
pub fn run(args: &[OsString], words: &Words, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    match args::parse(args, words) {
        Ok(cli) => answer(&cli, words, out, err),
        Err(Stop::Answer(text)) => write!(out, "{text}").map(|()| 0),
        Err(Stop::Misuse { misuse, verb }) => refuse(&usage::usage(&misuse, verb.as_deref(), words), words, err),
    }
}

fn answer(cli: &Cli, words: &Words, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    if let Some(Verb::Help(help)) = &cli.verb {
        return match commands::help::text(help, words) {
            Ok(text) => write!(out, "{text}").map(|()| 0),
            Err(misuse) => refuse(&misuse, words, err),
        };
    }
    Ok(0)
}

fn refuse(usage: &usage::Usage, words: &Words, err: &mut dyn Write) -> io::Result<u8> {
    writeln!(err, "{}", words.with("cli-error", &[("message", (&usage.message).into())]))?;
    writeln!(err, "{}", words.with("cli-hint", &[("hint", (&usage.hint).into())]))?;
    Ok(2)
}
