//! `new` at a terminal: before it is filed, what is there already and strikingly like it.

use super::new::Args;
use super::show;
use crate::cli::context::Context;
use crate::cli::error::EdgeError;
use crate::desk::{Alike, Changed, Desk, Similar, Talk, Upload};
use crate::domain::people::Deed;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{TicketId, Visibility};
use crate::kit::escape::one_line;
use crate::render::alike::{self, Row};
use crate::render::excerpt::Excerpt;
use anyhow::Result;
use dialoguer::Select;

/// So many tickets are offered.
const OFFERED: usize = 3;
/// Columns of a title in a list to choose from.
const TITLE: usize = 50;

/// What may be done instead of filing.
#[derive(Clone, Copy)]
enum Choice {
    File,
    Add(TicketId),
    Show(TicketId),
}

/// The ticket to which it shall be added instead. `None`: file it. Whoever is not at a terminal is not asked.
///
/// # Errors
/// [`EdgeError::Aborted`] when the person leaves.
pub fn ask(ctx: &Context, args: &Args, title: &str, text: &str) -> Result<Option<TicketId>> {
    if args.no_similar || args.writing.dry_run || !ctx.may_ask() || ctx.global.format().is_some() {
        return Ok(None);
    }
    let Some(mut similar) = ctx.desk()?.strikingly_similar_to(title, text) else { return Ok(None) };
    similar.list.truncate(OFFERED);
    ctx.chat(&ctx.words.say("similar-looks-like"))?;
    ctx.chat(told(ctx, &similar)?.trim_end())?;
    let choices: Vec<(Choice, String)> = choices(ctx, &similar);
    let items: Vec<&String> = choices.iter().map(|(_, item)| item).collect();
    loop {
        let prompt = ctx.words.say("similar-prompt");
        let chosen = Select::new().with_prompt(prompt).items(&items).default(0).interact_opt();
        let place = chosen.map_err(|_| EdgeError::Aborted)?.ok_or(EdgeError::Aborted)?;
        match choices.get(place).map(|(choice, _)| *choice) {
            Some(Choice::Add(id)) => return Ok(Some(id)),
            Some(Choice::Show(id)) => show::present_whole(ctx, id.as_str())?,
            Some(Choice::File) | None => return Ok(None),
        }
    }
}

/// Adds what would have been filed to a ticket: a note, which stops no clock; of whoever may write none, a message.
pub fn add(desk: &Desk, args: &Args, id: TicketId, (title, text, files): (&str, &str, Vec<Upload>)) -> Result<Changed> {
    let (_, config) = desk.open()?;
    let author = desk.store.author()?;
    let role = config.people.role_on(author.who(), None);
    let parts = [title, text, args.facts.requester.as_deref().unwrap_or_default()];
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    let talk = Talk {
        text: parts.join("\n\n"),
        visibility: if Deed::Note.allowed_to(role) { Visibility::Internal } else { Visibility::Public },
        channel: args.facts.channel.clone(),
        status: None,
        until: None,
        files,
    };
    Ok(desk.talk(id.as_str(), &talk, false)?)
}

fn told(ctx: &Context, similar: &Similar) -> Result<String> {
    let rows: Vec<Row> = similar
        .list
        .iter()
        .map(|alike| Row {
            ticket: &alike.ticket,
            category: category(alike, similar),
            likeness: &alike.likeness,
            prefix: alike.prefix,
        })
        .collect();
    ctx.read_with(&similar.config.zone, |reader| alike::lines(&rows, reader))
}

fn category(alike: &Alike, similar: &Similar) -> Category {
    similar.config.workflow.category(&alike.ticket.status)
}

fn choices(ctx: &Context, similar: &Similar) -> Vec<(Choice, String)> {
    let item = |key: &str, alike: &Alike| {
        let title = Excerpt::whole(&one_line(&alike.ticket.title), &[], Some(TITLE)).text();
        let named = format!("{}  {title}", &alike.ticket.id.as_str()[..alike.prefix]);
        ctx.words.with(key, &[("ticket", named.into())])
    };
    // Nothing can be added to what is closed.
    let open = similar.list.iter().filter(|alike| category(alike, similar) != Category::Closed);
    let add = open.map(|alike| (Choice::Add(alike.ticket.id), item("similar-add", alike)));
    let show = similar
        .list
        .iter()
        .map(|alike| (Choice::Show(alike.ticket.id), item("similar-show", alike)));
    std::iter::once((Choice::File, ctx.words.say("similar-file")))
        .chain(add)
        .chain(show)
        .collect()
}
