//! The command line: reads what was typed, has the desk do it, prints what came of it.

pub mod args;
pub mod before;
pub mod commands;
pub mod complete;
pub mod context;
pub mod docs;
pub mod error;
pub mod localise;
mod pager;
mod present;
mod prompt;
#[cfg(test)]
mod tests;
mod text;
#[cfg(test)]
mod tests;
pub mod usage;
pub mod values;
mod words;

use crate::render::words::Words;
use args::{Cli, Stop, Verb};
use context::{Context, Surroundings, language};
use std::cell::RefCell;
use args::Stop;
use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

/// Runs the process.
#[expect(clippy::disallowed_methods, reason = "the edge: the only place that reads the arguments")]
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let around = Surroundings::of_process();
    let mut out = BufWriter::new(io::stdout());
    let code = run(&args, &around, &mut out, &mut io::stderr());
    // A closed pipe is quiet; anything else that keeps the answer from arriving is a failure.
    let code = match out.flush() {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe && code == error::OK => error::FAILED,
        _ => code,
    };
    ExitCode::from(code)
}

/// Runs one command line, its first word being the program. Gives the exit code.
pub fn run(args: &[OsString], around: &Surroundings, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let words = Words::new(language(args, before::value(args, "-C").map(std::path::Path::new), around));
    let done = match args::parse(args, &words) {
        Ok(cli) => return answer(&cli, &words, around, out, err),
        Err(Stop::Answer(text)) => write!(out, "{text}").map(|()| error::OK),
        Err(Stop::Misuse { misuse, verb }) => {
            refuse(&usage::usage(&misuse, verb.as_deref(), &words), before::wants_json(args), &words, err)
        }
    };
    done.unwrap_or(error::OK)
}

fn answer(cli: &Cli, words: &Words, around: &Surroundings, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    if let Some(Verb::Help(help)) = &cli.verb {
        return match commands::help::text(help, words) {
            Ok(text) => write!(out, "{text}").map_or(error::OK, |()| error::OK),
            Err(misuse) => refuse(&misuse, cli.global.json, words, err).unwrap_or(error::USAGE),
        };
    }
    let ctx = Context { global: &cli.global, words, around, out: RefCell::new(out), err: RefCell::new(err) };
    match dispatch(&ctx, cli.verb.as_ref()) {
        Ok(code) => code,
        Err(error) => {
            // What was answered before the error comes before it on the screen too.
            ctx.out.borrow_mut().flush().ok();
            ctx.report(&error)
        }
    }
}

fn dispatch(ctx: &Context, verb: Option<&Verb>) -> anyhow::Result<u8> {
    match verb {
        None => commands::my_desk::run(ctx),
        Some(Verb::New(args)) => commands::new::run(ctx, args),
        Some(Verb::List(args)) => commands::list::run(ctx, args),
        Some(Verb::Show(args)) => commands::show::run(ctx, args),
        Some(Verb::Log(args)) => commands::log::run(ctx, args),
        Some(Verb::Edit(args)) => commands::edit::run(ctx, args),
        Some(Verb::Reply(args)) => commands::reply::run(ctx, args),
        Some(Verb::Note(args)) => commands::note::run(ctx, args),
        Some(Verb::Assign(args)) => commands::assign::run(ctx, args),
        Some(Verb::Status(args)) => commands::status::run(ctx, args),
        Some(Verb::Solve(args)) => commands::solve::run(ctx, args),
        Some(Verb::Pend(args)) => commands::pend::run(ctx, args),
        Some(Verb::Hold(args)) => commands::hold::run(ctx, args),
        Some(Verb::Reopen(args)) => commands::reopen::run(ctx, args),
        Some(Verb::Tag(args)) => commands::tag::run(ctx, args),
        Some(Verb::Init(args)) => commands::init::run(ctx, args),
        _ => Ok(error::BUG),
    }
}

/// Words that mean nothing: what is wrong with them, and what would not be.
fn refuse(usage: &usage::Usage, json: bool, words: &Words, err: &mut dyn Write) -> io::Result<u8> {
    if json {
        // clap's words come from the catalogue already, in the language of the person.
        let view = serde_json::json!({"version": 1, "error": {"kind": "usage", "message": usage.message, "hint": usage.hint}});
        writeln!(err, "{view}")?;
        return Ok(error::USAGE);
    }
    writeln!(err, "{}", words.with("cli-error", &[("message", (&usage.message).into())]))?;
    writeln!(err, "{}", words.with("cli-hint", &[("hint", (&usage.hint).into())]))?;
    Ok(error::USAGE)
}
    let lang = localise::language(&args, None, |name| std::env::var(name).ok());
    let mut out = io::stdout().lock();
    if let (Some(typed), Ok(shell)) = (complete::request(&args), std::env::var("COMPLETE")) {
        let command = complete::attach(args::command(&Words::new(lang)), &complete::nothing());
        let directory = std::env::current_dir().ok();
        let answered = complete::answer(&shell, typed, command, directory.as_deref(), &mut out);
        return ExitCode::from(if answered.unwrap_or_default() { 0 } else { 2 });
    }
    let code = run(&args, &Words::new(lang), &mut out, &mut io::stderr().lock());
    // A closed pipe is quiet.
    ExitCode::from(code.unwrap_or_default())
}

/// Runs one command line, its first word being the program. Gives the exit code.
pub fn run(args: &[OsString], words: &Words, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    match args::parse(args, words) {
        Ok(_) => Ok(0),
        Err(Stop::Answer(text)) => write!(out, "{text}").map(|()| 0),
        Err(Stop::Misuse { misuse, verb }) => {
            let usage = usage::usage(&misuse, verb.as_deref(), words);
            writeln!(err, "{}", words.with("cli-error", &[("message", usage.message.into())]))?;
            writeln!(err, "{}", words.with("cli-hint", &[("hint", usage.hint.into())]))?;
            Ok(2)
        }
    }
}
