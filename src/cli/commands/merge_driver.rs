//! `merge-driver`: merges one file for git, for those who merge the desk's branch in a worktree.

use crate::cli::context::Context;
use crate::cli::error::{EdgeError, NO, OK};
use crate::cli::values::Format;
use crate::kit::escape::one_line;
use crate::store::{Drive, Driven, Store};
use anyhow::Result;
use std::path::{Path, PathBuf};

pub const FORMATS: &[Format] = &[Format::Table];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    // What both sides had; empty for nothing.
    #[arg(value_name = "BASE", required_unless_present_any = ["install", "uninstall"], help_heading = "arguments")]
    pub base: Option<PathBuf>,
    // What is here; the result goes there.
    #[arg(value_name = "OURS", required_unless_present_any = ["install", "uninstall"], help_heading = "arguments")]
    pub ours: Option<PathBuf>,
    #[arg(value_name = "THEIRS", required_unless_present_any = ["install", "uninstall"], help_heading = "arguments")]
    pub theirs: Option<PathBuf>,
    // Where the file is, from the top of the worktree.
    #[arg(value_name = "PATH", required_unless_present_any = ["install", "uninstall"], help_heading = "arguments")]
    pub path: Option<String>,
    #[arg(long, conflicts_with_all = ["uninstall", "base"], help_heading = "options")]
    pub install: bool,
    #[arg(long, conflicts_with = "base", help_heading = "options")]
    pub uninstall: bool,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let store = ctx.desk_unread()?.store;
    if args.install {
        store.install_driver()?;
        ctx.chat(&ctx.words.say("driver-installed"))?;
        return Ok(OK);
    }
    if args.uninstall {
        let had = store.remove_driver()?;
        ctx.chat(&ctx.words.say(if had { "driver-removed" } else { "driver-absent" }))?;
        return Ok(OK);
    }
    let (Some(base), Some(ours), Some(theirs), Some(path)) = (&args.base, &args.ours, &args.theirs, &args.path) else {
        return Ok(NO);
    };
    drive(ctx, &store, [base, ours, theirs], path)
}

fn drive(ctx: &Context, store: &Store, [base, ours, theirs]: [&Path; 3], path: &str) -> Result<u8> {
    let [was, is, other] = [read(base)?, read(ours)?, read(theirs)?];
    let drive = Drive {
        path,
        base: &was,
        ours: &is,
        theirs: &other,
        head: store.checked_out(Path::new(".")),
        other: ctx
            .around
            .merging
            .first()
            .filter(|_| ctx.around.merging.len() == 1)
            .and_then(|id| store.object(id)),
    };
    // Whatever is wrong, git's own way loses nothing.
    let driven = store.drive(&drive).unwrap_or(Driven::Foreign);
    let (text, overruled) = match driven {
        Driven::Exact(text) => (text, Vec::new()),
        Driven::Texts { text, overruled } => (text, overruled),
        Driven::Foreign => return Ok(if store.merge_file(ours, base, theirs)? { OK } else { NO }),
    };
    std::fs::write(ours, text).map_err(|e| EdgeError::Unwritable { path: ours.to_owned(), cause: e.to_string() })?;
    for key in overruled {
        let args = [("path", one_line(path).into_owned().into()), ("key", one_line(&key).into_owned().into())];
        ctx.chat(&ctx.words.with("driver-overruled", &args))?;
    }
    Ok(OK)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    Ok(std::fs::read(path).map_err(|e| EdgeError::unreadable(path, &e))?)
}
