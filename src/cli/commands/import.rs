//! `import`: brings tickets with their history from elsewhere.

mod migrate;

use crate::cli::context::Context;
use crate::cli::error::{EdgeError, FAILED, OK};
use crate::cli::interrupt;
use crate::cli::values::{Format, Writing};
use crate::desk::Brought;
use crate::desk::import::Watch;
use crate::intake::foreign::Kind;
use crate::render::import;
use crate::render::words::Words;
use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

const KINDS: [&str; 8] = [EVENTS, "csv", "git-bug", "github", "gitlab", "jira", "mbox", "zendesk"];
const EVENTS: &str = "events";

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "KIND", value_parser = KINDS, help_heading = "arguments")]
    pub kind: String,
    // `-` is standard input.
    #[arg(value_name = "FILE", help_heading = "arguments")]
    pub file: PathBuf,
    #[arg(long, value_name = "FILE", conflicts_with = "suggest_map", help_heading = "options")]
    pub map: Option<PathBuf>,
    #[arg(long, help_heading = "options")]
    pub suggest_map: bool,
    #[command(flatten)]
    pub writing: Writing,
}

#[expect(clippy::disallowed_methods, reason = "the edge: a stream may come on standard input")]
pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    if let Some(kind) = Kind::parse(&args.kind) {
        return bring(ctx, args, kind);
    }
    if args.map.is_some() || args.suggest_map {
        return Err(EdgeError::MapWithEvents.into());
    }
    let desk = ctx.desk()?;
    let (mut progress, bar) = progress(ctx, args);
    let mut was_asked = interrupt::catch()?;
    let mut watch = Watch { progress: &mut progress, stop: &mut was_asked };
    let is_stdin = args.file.as_os_str() == "-";
    if !is_stdin {
        File::open(&args.file).map_err(|e| EdgeError::unreadable(&args.file, &e))?;
    }
    let mut taken = false;
    let mut open = || -> std::io::Result<Option<Box<dyn Read>>> {
        if !is_stdin {
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

/// Another tracker's export.
fn bring(ctx: &Context, args: &Args, kind: Kind) -> Result<u8> {
    let mut mapping = migrate::mapping(args.map.as_deref())?;
    if args.suggest_map {
        ctx.print(&migrate::suggestion(ctx, (kind, &args.file))?)?;
        return Ok(OK);
    }
    let desk = ctx.desk()?;
    mapping.know_staff(desk.staff()?);
    let read = migrate::read(kind, &args.file, &mapping)?;
    let (mut progress, bar) = progress(ctx, args);
    let mut was_asked = interrupt::catch()?;
    let mut watch = Watch { progress: &mut progress, stop: &mut was_asked };
    let brought = desk.bring_export(kind, read, &mapping, args.writing.dry_run, &mut watch);
    bar.finish_and_clear();
    tell(ctx, args, &brought?)
}

/// A bar on a terminal; nothing elsewhere. The length is known for plain files only.
fn progress(ctx: &Context, args: &Args) -> (impl FnMut(u64, u64) + use<>, ProgressBar) {
    if !ctx.around.stderr_is_terminal || ctx.global.quiet {
        return (told(ProgressBar::hidden(), Words::new(ctx.words.lang())), ProgressBar::hidden());
    }
    let plain = args.file.extension().is_none_or(|e| e != "gz");
    let length = args.file.metadata().ok().filter(|m| plain && m.is_file()).map(|m| m.len());
    let (bar, style) = match length {
        Some(length) => (ProgressBar::new(length), "{wide_bar} {percent} %  {msg}  {elapsed}"),
        None => (ProgressBar::new_spinner(), "{spinner} {msg}  {elapsed}"),
    };
    bar.set_style(ProgressStyle::with_template(style).expect("our own template is valid"));
    let words = Words::new(ctx.words.lang());
    (told(bar.clone(), words), bar)
}

fn told(bar: ProgressBar, words: Words) -> impl FnMut(u64, u64) {
    move |lines, bytes| {
        bar.set_position(bytes);
        bar.set_message(import::progress(lines, &words));
    }
}

fn tell(ctx: &Context, args: &Args, brought: &Brought) -> Result<u8> {
    if ctx.global.format() == Some(Format::Json) {
        ctx.print_json("import", import::view(&brought.counts))?;
    } else {
        if args.writing.dry_run {
            ctx.chat(&ctx.words.say("dry-run"))?;
        }
        for line in import::summary(&brought.counts, ctx.words) {
            ctx.print_line(&line)?;
        }
    }
    if brought.interrupted {
        ctx.chat(&import::interrupted(ctx.words))?;
        return Ok(FAILED);
    }
    match brought.counts.bad() {
        0 => Ok(OK),
        count => {
            let (waiting, dry_run) = (brought.counts.unknown_words(), args.writing.dry_run);
            Err(EdgeError::BadLines { count, waiting, dry_run }.into())
        }
    }
}
