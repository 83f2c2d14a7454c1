//! The command line: reads what was typed, has the desk do it, prints what came of it.

pub mod args;
mod ask;
mod autosync;
pub mod before;
pub mod commands;
mod complain;
pub mod complete;
pub mod context;
mod decided;
mod described;
pub mod docs;
pub mod error;
mod faults;
mod filing;
mod inbox;
mod interrupt;
pub mod localise;
mod outside;
mod pager;
mod pick;
mod present;
mod prompt;
mod pushed;
pub mod query_page;
mod refused;
mod remote;
mod shells;
#[cfg(test)]
mod tests;
mod text;
pub mod usage;
pub mod values;
mod watch;
mod words;

use crate::render::answers::ErrorView;
use crate::render::json;
use crate::render::view::Document;
use crate::render::words::{Lang, Words};
use crate::store::Found;
use args::{Cli, Misuse, Stop, Verb};
use context::{Context, Surroundings, language};
use std::cell::{Cell, RefCell};
use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;

/// Runs the process.
#[expect(clippy::disallowed_methods, reason = "the edge: the only place that reads the arguments")]
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let around = Surroundings::of_process();
    let mut out = BufWriter::new(io::stdout());
    if let (Some(typed), Some(shell)) = (complete::request(&args), around.variable("COMPLETE")) {
        let done = complete::respond(&shell, typed, &around, &mut out);
        return ExitCode::from(if done { error::OK } else { error::USAGE });
    }
    let code = guarded(&around, || run(&args, &around, &mut out, &mut io::stderr()));
    // A closed pipe is quiet; anything else that keeps the answer from arriving is a failure.
    let code = match out.flush() {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe && code == error::OK => error::FAILED,
        _ => code,
    };
    ExitCode::from(code)
}

/// Runs the program; a panic is a defect of ours, and is said as one.
#[expect(clippy::disallowed_methods, reason = "the edge: a defect is told on stderr")]
fn guarded(around: &Surroundings, run: impl FnOnce() -> u8) -> u8 {
    if around.variable("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let text = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or(panic.downcast_ref::<&str>().copied());
        let words = Words::new(localise::language(&[], || None, |name| around.variable(name)));
        error::tell_bug(text.unwrap_or_default(), &words, &mut io::stderr())
    })
}

/// Runs one command line, its first word being the program. Gives the exit code.
pub fn run(args: &[OsString], around: &Surroundings, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let read = args::plainly(args);
    // The version is the same in every language: nobody looks for a repository that may choose one.
    let (lang, found) = match read {
        Some(Err(_)) => (Lang::En, None),
        _ => language(args, before::value(args, "-C").map(Path::new), around),
    };
    let words = Words::new(lang);
    let read = read.unwrap_or_else(|| args::with_texts(args, &words));
    match understand(read, args, &words, around.stdout_is_terminal, out, err) {
        Ok(cli) => answer(&cli, args, &words, around, found, out, err),
        Err(done) => done.unwrap_or(error::OK),
    }
}

/// What was read of a command line. What needs no desk is answered here: help, the version, words that
/// mean nothing; the exit code is the error then.
fn understand(
    read: Result<Cli, Stop>,
    args: &[OsString],
    words: &Words,
    color: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Cli, io::Result<u8>> {
    read.map_err(|stop| match stop {
        Stop::Answer(text) if color => write!(out, "{}", text.ansi()).map(|()| error::OK),
        Stop::Answer(text) => write!(out, "{text}").map(|()| error::OK),
        Stop::Misuse { misuse, verb } => refuse(&misuse, verb.as_deref(), before::wants_json(args), words, err),
    })
}

fn answer(
    cli: &Cli,
    args: &[OsString],
    words: &Words,
    around: &Surroundings,
    found: Option<Found>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let ctx = Context {
        global: &cli.global,
        words,
        around,
        typed: args,
        found: RefCell::new(found),
        tip_before: Cell::new(None),
        out: RefCell::new(out),
        err: RefCell::new(err),
    };
    let done = dispatch(&ctx, cli.verb.as_ref());
    autosync::start(&ctx);
    match done {
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
        Some(Verb::Close(args)) => commands::close::run(ctx, args),
        Some(Verb::Claim(args)) => commands::claim::run(ctx, args),
        Some(Verb::Release(args)) => commands::release::run(ctx, args),
        Some(Verb::Escalate(args)) => commands::escalate::run(ctx, args),
        Some(Verb::Link(args)) => commands::link::run(ctx, args),
        Some(Verb::Follow(args)) => commands::follow::run(ctx, args),
        Some(Verb::Merge(args)) => commands::merge::run(ctx, args),
        Some(Verb::Unmerge(args)) => commands::unmerge::run(ctx, args),
        Some(Verb::Split(args)) => commands::split::run(ctx, args),
        Some(Verb::Attach(args)) => commands::attach::run(ctx, args),
        Some(Verb::Attachment(args)) => commands::attachment::run(ctx, args),
        Some(Verb::Undo(args)) => commands::undo::run(ctx, args),
        Some(Verb::Next(args)) => commands::next::run(ctx, args),
        Some(Verb::Triage(args)) => commands::triage::run(ctx, args),
        Some(Verb::Tag(args)) => commands::tag::run(ctx, args),
        Some(Verb::Search(args)) => commands::search::run(ctx, args),
        Some(Verb::Similar(args)) => commands::similar::run(ctx, args),
        Some(Verb::Sla(args)) => commands::sla::run(ctx, args),
        Some(Verb::View(args)) => commands::view::run(ctx, args),
        Some(Verb::Form(args)) => commands::form::run(ctx, args),
        Some(Verb::Init(args)) => commands::init::run(ctx, args),
        Some(Verb::Import(args)) => commands::import::run(ctx, args),
        Some(Verb::Intake(args)) => commands::intake::run(ctx, args),
        Some(Verb::Sync(args)) => commands::sync::run(ctx, args),
        Some(Verb::Conflicts(args)) => commands::conflicts::run(ctx, args),
        Some(Verb::MergeDriver(args)) => commands::merge_driver::run(ctx, args),
        Some(Verb::Collect(args)) => commands::collect::run(ctx, args),
        Some(Verb::Export(args)) => commands::export::run(ctx, args),
        Some(Verb::Requester(args)) => commands::requester::run(ctx, args),
        Some(Verb::Report(args)) => commands::report::run(ctx, args),
        Some(Verb::Calendar(args)) => commands::calendar::run(ctx, args),
        Some(Verb::Check(args)) => commands::check::run(ctx, args),
        Some(Verb::Hook(args)) => commands::hook::run(ctx, args),
        Some(Verb::Config(args)) => commands::config::run(ctx, args),
        Some(Verb::People(args)) => commands::people::run(ctx, args),
        Some(Verb::Doctor(args)) => commands::doctor::run(ctx, args),
        Some(Verb::Uninstall(args)) => commands::uninstall::run(ctx, args),
        Some(Verb::Schema(args)) => commands::schema::run(ctx, args),
        Some(Verb::Man(args)) => commands::man::run(ctx, args),
        Some(Verb::Completions(args)) => commands::completions::run(ctx, args),
        Some(Verb::Demo(args)) => commands::demo::run(ctx, args),
        _ => Ok(error::BUG),
    }
}

/// Words that mean nothing: what is wrong with them, and what would not be.
fn refuse(misuse: &Misuse, verb: Option<&str>, json: bool, words: &Words, err: &mut dyn Write) -> io::Result<u8> {
    if json {
        let usage = usage::usage(misuse, verb, &Words::new(Lang::En));
        let body = ErrorView { kind: "usage".to_owned(), message: usage.message, hint: Some(usage.hint), kept: None };
        writeln!(err, "{}", json::line(&Document { noun: "error", body }).unwrap_or_default())?;
        return Ok(error::USAGE);
    }
    let usage = usage::usage(misuse, verb, words);
    writeln!(err, "{}", words.with("cli-error", &[("message", (&usage.message).into())]))?;
    writeln!(err, "{}", words.with("cli-hint", &[("hint", (&usage.hint).into())]))?;
    Ok(error::USAGE)
}
