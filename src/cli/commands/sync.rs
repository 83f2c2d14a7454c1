//! `sync`: fetches what others did, brings it together with what was done here, publishes it.

use crate::cli::autosync;
use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::values::{Format, Writing};
use crate::desk::{LostValue, Publication, Renumbered, SyncRequest, Synced};
use crate::kit::escape::one_line;
use crate::render::answers::{LostView, RenumberedView, SyncView};
use crate::store;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "REMOTE")]
    pub remote: Option<String>,
    #[arg(long, value_name = "BRANCH", help_heading = "options")]
    pub to: Option<String>,
    #[arg(long, help_heading = "options")]
    pub adopt: bool,
    #[command(flatten)]
    pub writing: Writing,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    if autosync::is_this(ctx) {
        return autosync::run(ctx);
    }
    let request = SyncRequest {
        remote: args.remote.clone(),
        to: args.to.clone(),
        adopt: args.adopt,
        dry_run: args.writing.dry_run,
    };
    let desk = ctx.desk()?;
    let done = desk.sync(&request)?;
    // Whatever kept it from syncing by itself is over.
    if !request.dry_run && !matches!(done.publication, Publication::Failed { .. }) {
        desk.store.note_autosync(None);
    }
    if ctx.global.format() == Some(Format::Json) {
        ctx.print_json("sync", view(&done))?;
    } else {
        if done.dry_run {
            ctx.chat(&ctx.words.say("dry-run"))?;
        }
        for line in lines(ctx, &done) {
            ctx.print_line(&line)?;
        }
    }
    if done.homeless {
        let remote = one_line(&done.remote).into_owned();
        ctx.chat(&ctx.words.with("sync-homeless", &[("remote", remote.into())]))?;
    }
    let Publication::Failed { commits, error } = done.publication else { return Ok(OK) };
    ctx.chat(&ctx.words.with("sync-kept", &[("n", commits.into())]))?;
    Err(store::Error::from(*error).into())
}

fn lines(ctx: &Context, done: &Synced) -> Vec<String> {
    let remote = one_line(&done.remote).into_owned();
    let say = |key: &str, n: usize| ctx.words.with(key, &[("n", n.into()), ("remote", remote.as_str().into())]);
    let mut lines = Vec::new();
    if done.received > 0 {
        lines.push(say("sync-received", done.received));
    }
    if done.merged {
        lines.push(say("sync-met", done.met.len()));
    }
    lines.extend(
        done.follow_ups
            .iter()
            .map(|id| ctx.words.with("sync-followed", &[("ticket", id.to_string().into())])),
    );
    if done.collected > 0 {
        lines.push(say("sync-collected", done.collected));
    }
    if done.set_aside > 0 {
        lines.push(say("sync-set-aside", done.set_aside));
    }
    lines.extend(
        done.squashed
            .iter()
            .map(|branch| ctx.words.with("sync-squashed", &[("branch", one_line(branch).into_owned().into())])),
    );
    if done.numbered > 0 {
        lines.push(say("sync-numbered", done.numbered));
    }
    lines.extend(done.renumbered.iter().map(|one| {
        let words = [
            ("was", one.was.to_string().into()),
            ("now", one.now.to_string().into()),
            ("ticket", one.ticket.to_string().into()),
        ];
        ctx.words.with("sync-renumbered", &words)
    }));
    match &done.publication {
        Publication::Done(commits) => lines.push(say("sync-published", *commits)),
        Publication::Aside { commits, branch } => {
            let args = [("n", (*commits).into()), ("branch", one_line(branch).into_owned().into())];
            lines.push(ctx.words.with("sync-aside", &args));
        }
        Publication::Nothing if done.received + done.collected == 0 && !done.merged => lines.push(say("sync-same", 0)),
        Publication::Nothing | Publication::Failed { .. } => {}
    }
    if !done.lost.is_empty() {
        lines.push(say("sync-lost", done.lost.len()));
        let of = |lost: &LostValue| format!("  {} {}", one_line(&lost.of), one_line(&lost.key));
        lines.extend(done.lost.iter().map(|lost| of(lost).trim_end().to_owned()));
    }
    lines.extend(
        done.kept
            .iter()
            .map(|path| ctx.words.with("sync-unreadable", &[("path", one_line(path).into_owned().into())])),
    );
    lines
}

fn view(done: &Synced) -> SyncView {
    let (published, branch, unpublished) = match &done.publication {
        Publication::Nothing => (0, None, 0),
        Publication::Done(commits) => (*commits, None, 0),
        Publication::Aside { commits, branch } => (*commits, Some(branch.clone()), 0),
        Publication::Failed { commits, .. } => (0, None, *commits),
    };
    let lost = |lost: &LostValue| LostView {
        of: lost.of.clone(),
        key: Some(lost.key.clone()).filter(|key| !key.is_empty()),
        commit: lost.commit.clone(),
    };
    let renumbered = |one: &Renumbered| RenumberedView { ticket: one.ticket.to_string(), was: one.was, now: one.now };
    SyncView {
        remote: done.remote.clone(),
        received: done.received,
        merged: done.merged,
        collected: done.collected,
        set_aside: done.set_aside,
        met: done.met.iter().map(ToString::to_string).collect(),
        squashed: done.squashed.clone(),
        follow_ups: done.follow_ups.iter().map(ToString::to_string).collect(),
        numbered: done.numbered,
        renumbered: done.renumbered.iter().map(renumbered).collect(),
        published,
        branch,
        unpublished,
        overruled: done.lost.iter().map(lost).collect(),
        unreadable: done.kept.clone(),
    }
}
