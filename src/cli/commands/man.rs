//! `man`: the manual pages, shown, installed or written. Needs no repository.

use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::text::write;
use crate::cli::values::Format;
use crate::cli::{docs, query_page};
use crate::kit::escape;
use crate::render::words::{Lang, Words};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub const FORMATS: &[Format] = &[Format::Table];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(long, help_heading = "options", conflicts_with = "out")]
    pub install: bool,
    #[arg(long, value_name = "DIR", help_heading = "options")]
    pub out: Option<PathBuf>,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    if args.install {
        return install(ctx);
    }
    if let Some(dir) = &args.out {
        write_pages(dir)?;
        ctx.print_line(&ctx.words.with("man-written", &[("dir", shown(dir).into())]))?;
        return Ok(OK);
    }
    let (name, page) = docs::man_pages(ctx.words).into_iter().next().ok_or(EdgeError::Missing("VERB"))?;
    if !(ctx.around.stdout_is_terminal && show(&name, &page)) {
        ctx.print(&String::from_utf8_lossy(&page))?;
    }
    Ok(OK)
}

/// Has `man` show the page. A file, because not every `man` reads standard input.
fn show(name: &str, page: &[u8]) -> bool {
    let Ok(dir) = tempfile::tempdir() else { return false };
    let path = dir.path().join(name);
    fs::write(&path, page).is_ok() && Command::new("man").arg(&path).status().is_ok_and(|s| s.success())
}

/// Puts the pages where this person's `man`, and so `git desk --help`, looks for them.
fn install(ctx: &Context) -> Result<u8> {
    let dir = personal(ctx).ok_or(EdgeError::NoHome)?;
    write_pages(&dir)?;
    ctx.print_line(&ctx.words.with("man-written", &[("dir", shown(&dir).into())]))?;
    let key = if is_searched(&dir) { "man-found" } else { "man-not-found" };
    ctx.print_line(&ctx.words.with(key, &[("dir", shown(&dir).into())]))?;
    Ok(OK)
}

/// `$XDG_DATA_HOME/man`, by default `~/.local/share/man`; relative paths count as none.
pub fn personal(ctx: &Context) -> Option<PathBuf> {
    let absolute = |name: &str| ctx.around.variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let data = absolute("XDG_DATA_HOME").or_else(|| Some(absolute("HOME")?.join(".local/share")))?;
    Some(data.join("man"))
}

/// Whether `man` looks there; it tells its path by itself.
fn is_searched(dir: &Path) -> bool {
    let path = |program: &str, flag: &str| {
        let answer = Command::new(program).arg(flag).stderr(Stdio::null()).output().ok()?;
        answer.status.success().then(|| String::from_utf8_lossy(&answer.stdout).trim().to_owned())
    };
    let searched = path("manpath", "-q").or_else(|| path("man", "-w")).unwrap_or_default();
    let same = |one: &str| Path::new(one) == dir || fs::canonicalize(one).ok() == fs::canonicalize(dir).ok();
    searched.split(':').filter(|one| !one.is_empty()).any(same)
}

/// The pages of both languages, in the folders of a manual.
fn write_pages(dir: &Path) -> Result<()> {
    for lang in Lang::ALL {
        let section = dir.join(docs::man_section(lang));
        for (name, page) in docs::man_pages(&Words::new(lang)) {
            write(&section.join(name), &page)?;
        }
        let page = query_page::page(&Words::new(lang));
        write(&dir.join(query_page::folder(lang)).join(query_page::NAME), &page)?;
    }
    Ok(())
}

fn shown(path: &Path) -> String {
    escape::one_line(&path.display().to_string()).into_owned()
}
