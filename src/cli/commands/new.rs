//! `new`: files a ticket.

use super::new_similar;
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::filing::{Filing, Given};
use crate::cli::present::Noun;
use crate::cli::prompt;
use crate::cli::values::{Facts, Files, Format, Text, Writing, filled};
use crate::desk::{Changed, Desk, NewTicket, facts};
use crate::domain::ticket::Value;
use crate::kit::escape::one_line;
use anyhow::Result;
use std::path::PathBuf;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    // Asked for on a terminal when it is missing.
    #[arg(value_name = "TITLE", value_parser = filled, help_heading = "arguments")]
    pub title: Option<String>,
    #[arg(long, value_name = "FORM", value_parser = filled, help_heading = "ticket")]
    pub form: Option<String>,
    // JSON: an answer by the id of each question.
    #[arg(long, value_name = "FILE", requires = "form", help_heading = "ticket")]
    pub answers: Option<PathBuf>,
    #[command(flatten)]
    pub text: Text,
    #[command(flatten)]
    pub writing: Writing,
    #[arg(long, value_name = "STATUS", help_heading = "ticket")]
    pub status: Option<String>,
    // For a status that comes back by itself.
    #[arg(long, value_name = "TIME", help_heading = "ticket")]
    pub until: Option<String>,
    #[arg(long, value_name = "WHO", value_parser = filled, help_heading = "ticket")]
    pub assignee: Option<String>,
    #[command(flatten)]
    pub facts: Facts,
    #[command(flatten)]
    pub files: Files,
    #[arg(long, value_name = "TAG", value_parser = filled, help_heading = "ticket")]
    pub tag: Vec<String>,
    #[arg(long, value_name = "KEY", value_parser = filled, help_heading = "ticket")]
    pub fingerprint: Vec<String>,
    // The ticket's name elsewhere, such as `github:acme/shop#812`.
    #[arg(long, value_name = "REF", value_parser = filled, help_heading = "ticket")]
    pub external: Vec<String>,
    // What only whoever works with the desk decides cannot be handed in.
    #[arg(long, conflicts_with_all = ["status", "until", "assignee", "due", "attach"], help_heading = "options")]
    pub inbox: bool,
    #[arg(long, value_name = "REMOTE", value_parser = filled, requires = "inbox", help_heading = "options")]
    pub remote: Option<String>,
    // Only a terminal is ever asked about similar tickets.
    #[arg(long, help_heading = "options")]
    pub no_similar: bool,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    if args.inbox {
        return super::new_inbox::run(ctx, args);
    }
    if let Some(name) = &args.form {
        return file_form(ctx, args, name);
    }
    let title = match &args.title {
        Some(title) => title.clone(),
        None if ctx.may_ask() => prompt::title(ctx)?,
        None => return Err(EdgeError::Missing("TITLE").into()),
    };
    let text = match ctx.given_text(&args.text)? {
        Some(text) => text,
        // A title that was typed at the prompt is on no command line to be found again.
        None if args.title.is_none() => ctx.text(&args.text, &title).inspect_err(|_| say_title(ctx, &title))?,
        None => String::new(),
    };
    let written = ctx.with_text(&text, || {
        let desk = ctx.desk()?;
        if let Some(id) = new_similar::ask(ctx, args, &title, &text)? {
            let files = ctx.uploads(&args.files.attach)?;
            let changed = new_similar::add(&desk, args, id, (&title, &text, files))?;
            return Ok((desk, changed, Noun::Tickets));
        }
        let new = NewTicket { title, text: text.clone(), ..wanted(ctx, args, &desk)? };
        let changed = desk.create(&new, args.writing.dry_run)?;
        Ok((desk, changed, Noun::Ticket))
    });
    let (desk, changed, noun) = written?;
    told(ctx, &desk, &changed, noun)
}

fn say_title(ctx: &Context, title: &str) {
    let title = one_line(title).into_owned();
    ctx.chat(&ctx.words.with("title-was", &[("title", title.into())])).ok();
}

/// Files the ticket that comes out of a form.
fn file_form(ctx: &Context, args: &Args, name: &str) -> Result<u8> {
    let desk = ctx.desk()?;
    let given = Given {
        title: args.title.as_deref(),
        text: ctx.given_text(&args.text)?,
        fields: &args.facts.field,
        answers: ctx.answers(args.answers.as_deref())?,
        facts: facts(&of_facts(ctx, &args.facts)?),
        has_files: !args.files.attach.is_empty(),
    };
    let filing = Filing::collect(ctx, &desk, name, given)?;
    let (changed, noun) = ctx.with_text(&filing.text(), || {
        let fields = filing.fields.iter().map(|(name, value)| (name.clone(), Value::Text(value.clone())));
        let mut flags = NewTicket { fields: fields.collect(), ..wanted(ctx, args, &desk)? };
        flags.files.extend(ctx.uploads(&filing.files)?);
        let new = filing.ticket(flags)?;
        if let Some(id) = new_similar::ask(ctx, args, &new.title, &new.text)? {
            let changed = new_similar::add(&desk, args, id, (&new.title, &new.text, new.files))?;
            return Ok((changed, Noun::Tickets));
        }
        Ok((desk.create(&new, args.writing.dry_run)?, Noun::Ticket))
    })?;
    told(ctx, &desk, &changed, noun)
}

fn told(ctx: &Context, desk: &Desk, changed: &Changed, noun: Noun) -> Result<u8> {
    let (_, config) = desk.open()?;
    ctx.present_changed(noun, changed, &config)?;
    Ok(OK)
}

/// The ticket that the flags ask for, still without title and text.
fn wanted(ctx: &Context, args: &Args, desk: &Desk) -> Result<NewTicket> {
    Ok(NewTicket {
        status: args.status.clone(),
        until: args.until.as_deref().map(|until| ctx.instant_here("--until", until)).transpose()?,
        assignee: me(desk, args.assignee.clone())?,
        tags: args.tag.clone(),
        fingerprints: args.fingerprint.clone(),
        refs: args.external.clone(),
        files: ctx.uploads(&args.files.attach)?,
        ..of_facts(ctx, &args.facts)?
    })
}

fn of_facts(ctx: &Context, facts: &Facts) -> Result<NewTicket> {
    let due = facts.due.as_deref().map(|due| ctx.instant_here("--due", due)).transpose()?;
    Ok(NewTicket {
        requester: facts.requester.clone(),
        kind: facts.kind,
        priority: facts.priority,
        group: facts.group.clone(),
        brand: facts.brand.clone(),
        channel: facts.channel.clone(),
        language: facts.language.clone(),
        category: facts.category.clone(),
        fields: facts
            .field
            .iter()
            .map(|(name, value)| (name.clone(), Value::Text(value.clone())))
            .collect(),
        due,
        ..NewTicket::default()
    })
}

/// `me` is whoever is at the keyboard.
fn me(desk: &Desk, assignee: Option<String>) -> Result<Option<String>> {
    match assignee.as_deref() {
        Some("me") => Ok(Some(desk.store.author()?.who().to_owned())),
        _ => Ok(assignee),
    }
}
