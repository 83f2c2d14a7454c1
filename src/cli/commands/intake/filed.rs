//! Filing what was read, here or through the inbox, and telling what became of each item.

use super::Args;
use crate::cli::context::Context;
use crate::cli::decided::why;
use crate::cli::error::EdgeError;
use crate::cli::values::Format;
use crate::desk::{Decision, Desk, Did, Item, Passed, Why};
use crate::domain::time::zone::Zone;
use crate::render::intake::{DecisionView, line};
use crate::render::words::{Lang, Words};
use anyhow::Result;

/// Files the items here, or with `--inbox` hands them in; gives what became of each.
pub fn file(ctx: &Context, args: &Args, items: &[Item]) -> Result<Vec<Decision>> {
    match args.inbox {
        true => hand_in(ctx, args, &ctx.desk_unread()?, items),
        false => take_in(ctx, args, &ctx.desk()?, items, None),
    }
}

/// Files the items here, with the tests of the same run that passed.
pub fn take_in(
    ctx: &Context,
    args: &Args,
    desk: &Desk,
    items: &[Item],
    passed: Option<&Passed>,
) -> Result<Vec<Decision>> {
    let taken = desk.take_in_run(items, passed, args.writing.dry_run)?;
    if taken.clock_behind.is_some() {
        ctx.chat(&ctx.words.say("clock-behind"))?;
    }
    ctx.tell_written(&taken.behind, taken.commit.as_deref(), taken.dry_run)?;
    Ok(taken.decisions)
}

/// Hands the items in, without reading the desk.
pub fn hand_in(ctx: &Context, args: &Args, desk: &Desk, items: &[Item]) -> Result<Vec<Decision>> {
    if args.writing.dry_run {
        ctx.chat(&ctx.words.say("dry-run"))?;
        let remote = desk.store.exchange_remote(args.remote.as_deref())?;
        return Ok(items.iter().map(|item| waits(item, remote.as_str())).collect());
    }
    let handed = desk.hand_in_items(items, args.remote.as_deref())?;
    let kept = handed.first().map(|one| one.waiting.reference.name.clone()).unwrap_or_default();
    desk.send_items(items, &handed)
        .map_err(|error| anyhow::Error::from(error).context(EdgeError::Unsent(kept)))
}

/// What `--dry-run` says of an item that would be handed in.
fn waits(item: &Item, remote: &str) -> Decision {
    Decision {
        source: item.source.clone(),
        did: Did::HandedIn,
        why: Why::Waits(remote.to_owned()),
        ticket: None,
        title: None,
        fingerprint: item.fingerprint().cloned(),
        similar: Vec::new(),
    }
}

/// Prints what became of each item.
pub fn tell(ctx: &Context, decisions: &[Decision]) -> Result<()> {
    if ctx.global.format() == Some(Format::Json) {
        return ctx.print_json("intake", decisions.iter().map(view).collect::<Vec<_>>());
    }
    let lines = ctx.read_with(&Zone::utc(), |reader| {
        let line = |decision: &Decision| line(&view(decision), &why(&decision.why, ctx.words), reader);
        decisions.iter().map(line).collect::<Vec<_>>()
    })?;
    lines.iter().try_for_each(|line| ctx.print_line(line))?;
    if decisions.is_empty() {
        ctx.chat(&ctx.words.say("intake-nothing"))?;
    }
    Ok(())
}

/// What programs get; its texts are English.
fn view(decision: &Decision) -> DecisionView {
    DecisionView {
        source: decision.source.clone(),
        action: decision.did.as_str(),
        ticket: decision.ticket.map(|id| id.to_string()),
        title: decision.title.clone(),
        fingerprint: decision.fingerprint.clone(),
        similar: decision.similar.iter().map(ToString::to_string).collect(),
        reason: decision.why.code(),
        message: why(&decision.why, &Words::new(Lang::En)),
    }
}
