//! `desk.autosync`: after a write, a process of its own syncs, and nobody waits for it.
//!
//! It has no terminal and asks nobody anything. One is enough: whoever finds another one at work leaves, and that one
//! looks once more, after it has let go, whether something was written in the meantime. What went wrong is kept and told
//! by the next list.

use super::args::Global;
use super::context::{Context, open_store};
use super::error::{OK, describe};
use crate::desk::{Desk, Publication, SyncRequest};
use crate::kit::child::start_detached;
use crate::kit::escape::one_line;
use crate::render::style::{Label, Style};
use crate::store::{self, Store};
use anyhow::Result;
use std::ffi::OsString;

/// The key in git's configuration.
const KEY: &str = "desk.autosync";
/// How often one process starts anew because somebody wrote meanwhile.
const TIMES: usize = 20;
/// Set for the process that syncs, and for what it starts.
const MARK: &str = "GIT_DESK_AUTOSYNC";

pub fn is_wanted(store: &Store) -> bool {
    store.config_bool(KEY) == Some(true)
}

/// This process is the one that was started.
pub fn is_this(ctx: &Context) -> bool {
    ctx.around.variable(MARK).is_some()
}

/// Starts it, where the verb has moved the desk. That it cannot be started is no fault of the verb.
pub fn start(ctx: &Context) {
    let Some(before) = ctx.tip_before.get().filter(|_| !is_this(ctx)) else { return };
    let desk = open_store(ctx.global, ctx.around, None);
    let has_moved = desk.is_ok_and(|store| store.local_tip().is_ok_and(|tip| tip != before));
    if let (true, Some(program)) = (has_moved, &ctx.around.program) {
        start_detached(program, &arguments(ctx.global), &[(MARK, "1")]).ok();
    }
}

fn arguments(global: &Global) -> Vec<OsString> {
    let directory = global.directory.iter().flat_map(|dir| ["-C".into(), dir.into()]);
    let reference = global.reference.iter().flat_map(|name| ["--ref".into(), name.into()]);
    let rest = ["sync", "--quiet", "--no-input"].map(OsString::from);
    directory.chain(reference).chain(rest).collect()
}

/// The process that was started.
pub fn run(ctx: &Context) -> Result<u8> {
    for _ in 0..TIMES {
        let desk = ctx.desk()?;
        let Some(lock) = desk.store.autosync_lock()? else { return Ok(OK) };
        let done = desk.sync(&SyncRequest::default()).map_err(anyhow::Error::from);
        let failed = match done.map(|done| done.publication) {
            Ok(Publication::Failed { error, .. }) => Some(store::Error::from(*error).into()),
            Ok(_) => None,
            Err(error) => Some(error),
        };
        let why =
            failed.map(|error: anyhow::Error| one_line(&describe(&error, ctx.words).message(ctx.words)).into_owned());
        desk.store.note_autosync(why.as_deref());
        drop(lock);
        // Whoever wrote while the lock was held has left it to us.
        if why.is_some() || desk.unpublished()?.unwrap_or(0) == 0 {
            return Ok(OK);
        }
    }
    Ok(OK)
}

/// Says quietly, to somebody at a terminal, what is not published yet, and that the last sync by itself failed.
pub fn tell(ctx: &Context, desk: &Desk) -> Result<()> {
    if !ctx.around.stderr_is_terminal || ctx.global.quiet || ctx.global.format().is_some() {
        return Ok(());
    }
    let style = Style { color: ctx.colors(true), ..ctx.style() };
    let dim = |text: &str| ctx.chat(&style.paint(Label::Dim, text));
    if let Some(why) = desk.store.autosync_failure() {
        dim(&ctx.words.with("autosync-failed", &[("cause", one_line(&why).into_owned().into())]))?;
    }
    match desk.unpublished()? {
        None | Some(0) => Ok(()),
        Some(n) if n >= Desk::MANY_UNPUBLISHED => Ok(dim(&ctx.words.with("unpublished-many", &[("n", n.into())]))?),
        Some(n) => Ok(dim(&ctx.words.with("unpublished", &[("n", n.into())]))?),
    }
}
