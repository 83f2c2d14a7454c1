//! `import`: brings tickets with their history from elsewhere.

use crate::cli::context::Context;
use crate::cli::error::{EdgeError, FAILED, OK};
use crate::cli::interrupt;
use crate::cli::values::{Format, Writing};
use crate::desk::Brought;
use crate::desk::import::Watch;
use crate::domain::outcome::import::{Cause, Imported, Skip};
use crate::render::answers::{ImportView, SkippedView};
use crate::render::words::Arg;
use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "KIND", value_parser = ["events"], help_heading = "arguments")]
    pub kind: String,
    // `-` is standard input.
    #[arg(value_name = "FILE", help_heading = "arguments")]
    pub file: PathBuf,
    #[command(flatten)]
    pub writing: Writing,
}

#[expect(clippy::disallowed_methods, reason = "the edge: a stream may come on standard input")]
pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let desk = ctx.desk()?;
    let (mut progress, bar) = progress(ctx, args);
    let mut was_asked = interrupt::catch()?;
    let mut watch = Watch { progress: &mut progress, stop: &mut was_asked };
    let mut taken = false;
    let mut open = || -> std::io::Result<Option<Box<dyn Read>>> {
        if args.file.as_os_str() != "-" {
            return Ok(Some(Box::new(File::open(&args.file)?)));
        }
        // Standard input can be read once only.
        let first = !std::mem::replace(&mut taken, true);
        Ok(first.then(|| Box::new(std::io::stdin()) as Box<dyn Read>))
    };
    let brought = desk.bring(&mut open, args.writing.dry_run, &mut watch);
    bar.finish_and_clear();
    tell(ctx, args, &brought?)
}

/// A bar on a terminal; nothing elsewhere. The length is known for plain files only.
fn progress(ctx: &Context, args: &Args) -> (impl FnMut(u64, u64) + use<>, ProgressBar) {
    if !ctx.around.stderr_is_terminal || ctx.global.quiet {
        return (told(ProgressBar::hidden(), String::new()), ProgressBar::hidden());
    }
    let plain = args.file.extension().is_none_or(|e| e != "gz");
    let length = args.file.metadata().ok().filter(|m| plain && m.is_file()).map(|m| m.len());
    let (bar, style) = match length {
        Some(length) => (ProgressBar::new(length), "{wide_bar} {percent} %  {msg}  {elapsed}"),
        None => (ProgressBar::new_spinner(), "{spinner} {msg}  {elapsed}"),
    };
    bar.set_style(ProgressStyle::with_template(style).expect("our own template is valid"));
    let words = ctx.words.with("import-progress", &[("read", PLACE.into())]);
    (told(bar.clone(), words), bar)
}

/// Where the number goes in the words of the progress.
const PLACE: &str = "\u{1}";

fn told(bar: ProgressBar, words: String) -> impl FnMut(u64, u64) {
    move |lines, bytes| {
        bar.set_position(bytes);
        bar.set_message(words.replace(PLACE, &lines.to_string()));
    }
}

fn tell(ctx: &Context, args: &Args, brought: &Brought) -> Result<u8> {
    let counts = &brought.counts;
    if ctx.global.format() == Some(Format::Json) {
        ctx.print_json("import", view(counts))?;
    } else {
        if args.writing.dry_run {
            ctx.chat(&ctx.words.say("dry-run"))?;
        }
        let number = |n: u64| Arg::from(n);
        let done = [
            ("read", number(counts.read)),
            ("imported", number(counts.imported)),
            ("skipped", number(counts.skipped_in_all())),
        ];
        ctx.print_line(&ctx.words.with("import-done", &done))?;
        for (why, n) in &counts.skipped {
            ctx.print_line(&format!("  {}", ctx.words.with(&format!("skip-{}", why.as_str()), &[("n", number(*n))])))?;
        }
        if counts.floored > 0 {
            ctx.print_line(&ctx.words.with("import-floored", &[("n", number(counts.floored))]))?;
        }
    }
    for (line, cause) in &counts.invalid {
        let cause = cause_words(ctx, cause);
        ctx.chat(&ctx.words.with("import-line", &[("line", (*line).into()), ("cause", cause.into())]))?;
    }
    if brought.interrupted {
        ctx.chat(&ctx.words.say("import-interrupted"))?;
        return Ok(FAILED);
    }
    match counts.skipped.get(&Skip::Invalid) {
        Some(n) => Err(EdgeError::BadLines(*n).into()),
        None => Ok(OK),
    }
}

fn view(counts: &Imported) -> ImportView {
    let skipped = counts
        .skipped
        .iter()
        .map(|(why, n)| SkippedView { reason: why.as_str().to_owned(), n: *n });
    ImportView { read: counts.read, imported: counts.imported, skipped: skipped.collect(), floored: counts.floored }
}

fn cause_words(ctx: &Context, cause: &Cause) -> String {
    let key = |key: &'static str| [("key", Arg::from(key))];
    match cause {
        Cause::TooLong { limit } => ctx.words.with("line-too-long", &[("limit", (*limit).into())]),
        Cause::NotJson { column } => ctx.words.with("line-not-json", &[("column", (*column).into())]),
        Cause::NotAnObject => ctx.words.say("line-not-an-object"),
        Cause::Missing { key: name } => ctx.words.with("line-missing", &key(name)),
        Cause::BadValue { key: name } => ctx.words.with("line-bad-value", &key(name)),
        Cause::UnknownType { name } => {
            let name = crate::kit::escape::one_line(name).into_owned();
            ctx.words.with("line-unknown-type", &[("name", name.into())])
        }
    }
}
