//! `check`: whether the desk's files and history are sound.

use crate::cli::context::Context;
use crate::cli::error::{NO, OK};
use crate::cli::faults;
use crate::cli::values::Format;
use crate::desk::check::Checked;
use crate::render::json;
use crate::render::words::Words;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    // Commits, as `git log` takes them; without it, everything.
    #[arg(value_name = "RANGE", help_heading = "arguments")]
    pub range: Option<String>,
    #[arg(long, help_heading = "options")]
    pub strict: bool,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let checked = ctx.desk()?.check(args.range.as_deref(), args.strict)?;
    if ctx.global.format() == Some(Format::Json) {
        ctx.print(&json::pretty(&faults::view(&checked))?)?;
    } else {
        ctx.page(&report(&checked, ctx.words))?;
    }
    Ok(if checked.counts.faults == 0 { OK } else { NO })
}

/// Faults first, then what is only worth a look, then the verdict.
fn report(checked: &Checked, words: &Words) -> String {
    let counts = &checked.counts;
    let mut lines: Vec<String> = checked.faults.iter().map(|f| faults::line(f, words)).collect();
    lines.extend(more(counts.faults, checked.faults.len(), words));
    let warning = |finding| words.with("check-warning", &[("line", faults::line(finding, words).into())]);
    lines.extend(checked.warnings.iter().map(warning));
    lines.extend(more(counts.warnings, checked.warnings.len(), words));
    if !checked.imported.is_empty() {
        lines.extend(checked.imported.iter().map(|i| faults::imported(i, words)));
        lines.extend(more(counts.imported, checked.imported.len(), words));
    }
    lines.push(faults::closing(counts, words));
    lines.push(faults::note(counts, words));
    lines.join("\n") + "\n"
}

/// How many were found beyond those that are listed.
fn more(found: u64, listed: usize, words: &Words) -> Option<String> {
    let rest = found.saturating_sub(listed as u64);
    (rest > 0).then(|| words.with("check-more", &[("n", rest.into())]))
}
