//! `new --inbox`: hands a ticket in without reading the desk.

use super::new::Args;
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::prompt;
use crate::cli::values::Format;
use crate::desk::{Desk, HandedIn};
use crate::domain::ticket::Value;
use crate::domain::ticket::submission::{Filed, Submission};
use crate::kit::escape::one_line;
use crate::render::answers::SubmittedView;
use crate::store::format::write_submission;
use anyhow::Result;

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let submission = Submission::Ticket(Box::new(filed(ctx, args)?));
    let Submission::Ticket(filed) = &submission else { return Ok(OK) };
    let desk = ctx.desk_unread()?;
    if args.writing.dry_run {
        ctx.chat(&ctx.words.say("dry-run"))?;
        ctx.print(&write_submission(&submission))?;
        return Ok(OK);
    }
    let handed = ctx.with_text(&filed.text, || Ok(desk.hand_in(&submission, args.remote.as_deref())?))?;
    send(&desk, &handed).map_err(|error| error.context(EdgeError::Unsent(handed.waiting.reference.name.clone())))?;
    tell(ctx, filed, &handed)
}

/// Sends it, and what waited before it.
fn send(desk: &Desk, handed: &HandedIn) -> Result<()> {
    let sent = desk.send(&handed.remote)?;
    match sent.refused.into_iter().find(|(id, _)| *id == handed.waiting.id) {
        None => Ok(()),
        Some((_, error)) => Err(crate::store::Error::from(error).into()),
    }
}

fn filed(ctx: &Context, args: &Args) -> Result<Filed> {
    let title = match &args.title {
        Some(title) => title.clone(),
        None if ctx.may_ask() => prompt::title(ctx)?,
        None => return Err(EdgeError::Missing("TITLE").into()),
    };
    let text = match ctx.given_text(&args.text)? {
        Some(text) => text,
        None if args.title.is_none() => ctx.text(&args.text, &title)?,
        None => String::new(),
    };
    let facts = &args.facts;
    let mut fields: Vec<(String, Value)> = Vec::new();
    for (name, value) in &facts.field {
        fields.retain(|(known, _)| known != name);
        fields.push((name.clone(), Value::Text(value.clone())));
    }
    for (id, texts) in ctx.answers(args.answers.as_deref())? {
        if fields.iter().all(|(known, _)| *known != id) {
            fields.push((id, Value::List(texts.into_iter().map(Value::Text).collect())));
        }
    }
    fields.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(Filed {
        title: one_line(&title).into_owned(),
        text,
        kind: facts.kind,
        priority: facts.priority,
        // Whoever hands it in is the author of its commit.
        requester: facts.requester.clone().filter(|who| who != "me"),
        group: facts.group.clone(),
        brand: facts.brand.clone(),
        channel: facts.channel.clone(),
        language: facts.language.clone(),
        category: facts.category.clone(),
        tags: args.tag.clone(),
        fields,
        form: args.form.clone(),
        refs: args.external.clone(),
        fingerprints: args.fingerprint.clone(),
        occurrences: Vec::new(),
        sighting: None,
    })
}

fn tell(ctx: &Context, filed: &Filed, handed: &HandedIn) -> Result<u8> {
    let ticket = handed.ticket.map(|id| id.to_string());
    let remote = handed.remote.as_str().to_owned();
    if ctx.global.format() == Some(Format::Json) {
        let (id, commit) = (handed.waiting.id.to_string(), handed.waiting.commit.to_string());
        let may_be_known = handed.may_be_known;
        ctx.print_json("submitted", SubmittedView { id, commit, ticket, may_be_known, remote })?;
        return Ok(OK);
    }
    let words = [
        ("ticket", ticket.unwrap_or_default().into()),
        ("title", one_line(&filed.title).into_owned().into()),
        ("remote", one_line(&remote).into_owned().into()),
    ];
    ctx.print_line(&ctx.words.with("inbox-sent", &words))?;
    if handed.may_be_known {
        ctx.chat(&ctx.words.say("inbox-may-be-known"))?;
    }
    Ok(OK)
}
