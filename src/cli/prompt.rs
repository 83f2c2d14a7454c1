//! Questions at a terminal. Only asked when somebody is there to answer.

use super::context::Context;
use super::error::EdgeError;
use crate::desk::{Changed, ChangedTicket, Config};
use crate::kit::escape::one_line;
use crate::render::{log, page};
use anyhow::Result;
use dialoguer::{Confirm, FuzzySelect, Input, Select};

/// The title of a new ticket. An empty answer, or Ctrl-C, writes nothing.
pub fn title(ctx: &Context) -> Result<String> {
    line(ctx, "prompt-title")?.ok_or_else(|| EdgeError::Aborted.into())
}

/// One line of text; `None` for an empty one.
///
/// # Errors
/// [`EdgeError::Aborted`] for Ctrl-C and the end of input.
pub fn line(ctx: &Context, prompt: &str) -> Result<Option<String>> {
    let asked: dialoguer::Result<String> =
        Input::new().with_prompt(ctx.words.say(prompt)).allow_empty(true).interact_text();
    let text = asked.map_err(|_| EdgeError::Aborted)?;
    Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
}

/// One of a closed set of words, shown in the reader's language. `None`: nothing was chosen.
pub fn choice(ctx: &Context, family: &str, names: &[&str]) -> Result<Option<String>> {
    let shown: Vec<String> = names.iter().map(|name| ctx.words.say(&format!("{family}-{name}"))).collect();
    let prompt = ctx.words.say(&format!("field-{family}"));
    let chosen = Select::new().with_prompt(prompt).items(&shown).default(0).interact_opt();
    Ok(chosen.map_err(|_| EdgeError::Aborted)?.map(|n| names[n].to_owned()))
}

/// Somebody whom the desk knows, or any other address typed.
pub fn person(ctx: &Context) -> Result<Option<String>> {
    let (_, config) = ctx.desk()?.open().map(|(_, config)| ((), config))?;
    let people = &config.people.list;
    if people.is_empty() {
        return line(ctx, "prompt-person");
    }
    let shown: Vec<String> = people
        .iter()
        .map(|p| match &p.name {
            Some(name) => one_line(&format!("{name} <{}>", p.who)).into_owned(),
            None => one_line(&p.who).into_owned(),
        })
        .collect();
    let prompt = ctx.words.say("prompt-person");
    let chosen = FuzzySelect::new().with_prompt(prompt).items(&shown).default(0).interact_opt();
    Ok(chosen.map_err(|_| EdgeError::Aborted)?.map(|n| people[n].who.clone()))
}

/// A ticket chosen from those that are unsolved, by typing a part of its id or title.
///
/// # Errors
/// [`EdgeError::Missing`] where nobody may be asked.
pub fn ticket(ctx: &Context) -> Result<String> {
    if !ctx.may_ask() {
        return Err(EdgeError::Missing("ID").into());
    }
    let listing = ctx.desk()?.list(&[], "is:unsolved", None)?;
    let lines: Vec<String> = listing
        .tickets
        .iter()
        .zip(&listing.prefixes)
        .map(|(ticket, prefix)| format!("{}  {}", &ticket.id.as_str()[..*prefix], one_line(&ticket.title)))
        .collect();
    if lines.is_empty() {
        return Err(EdgeError::Missing("ID").into());
    }
    let prompt = ctx.words.say("prompt-ticket");
    match FuzzySelect::new().with_prompt(prompt).items(&lines).default(0).interact_opt() {
        Ok(Some(chosen)) => Ok(listing.tickets[chosen].id.to_string()),
        Ok(None) | Err(_) => Err(EdgeError::Aborted.into()),
    }
}

/// Shows what a merge would do, and asks whether it shall.
///
/// # Errors
/// [`EdgeError::Aborted`] when the person does not say yes.
pub fn confirm_merge(ctx: &Context, preview: &Changed, config: &Config) -> Result<()> {
    let lines = ctx.read_with(&config.zone, |reader| {
        let line = |t: &ChangedTicket| {
            let title = page::title(&t.ticket, reader);
            format!("  {}  {title}\n    {}", t.ticket.id, log::done(&t.changes, reader))
        };
        preview.tickets.iter().map(line).collect::<Vec<_>>().join("\n")
    })?;
    ctx.chat(&lines)?;
    confirm(&ctx.words.say("prompt-merge"))
}

/// A question that is answered with yes or no.
///
/// # Errors
/// [`EdgeError::Aborted`] when the person does not say yes.
pub fn confirm(question: &str) -> Result<()> {
    match Confirm::new().with_prompt(question).default(false).interact_opt() {
        Ok(Some(true)) => Ok(()),
        Ok(_) | Err(_) => Err(EdgeError::Aborted.into()),
    }
}
