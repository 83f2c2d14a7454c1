//! `triage`: new tickets one by one, a screen and a few keys for each. Where nobody is at a terminal it
//! prints the first of them.

use super::{next, show};
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::prompt;
use crate::cli::values::{Format, Text};
use crate::desk::{Changed, Setting, TagEdit, Talk, Targets, Transition, Writing};
use crate::domain::ticket::{Key as Field, Kind, Priority, TicketId, Visibility};
use anyhow::Result;
use console::{Key, Term};

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {}

/// What a key does. The letters are the same in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Mine,
    Assign,
    Priority,
    Type,
    Category,
    Group,
    Tag,
    Reply,
    Note,
    Merge,
    Solve,
    Skip,
    Undo,
    Next,
    Quit,
}

/// Keys in the order of the legend, each with the word for what it does.
const KEYS: [(char, Step, &str); 15] = [
    ('m', Step::Mine, "triage-mine"),
    ('a', Step::Assign, "triage-assign"),
    ('p', Step::Priority, "triage-priority"),
    ('t', Step::Type, "triage-type"),
    ('c', Step::Category, "triage-category"),
    ('g', Step::Group, "triage-group"),
    ('+', Step::Tag, "triage-tag"),
    ('r', Step::Reply, "triage-reply"),
    ('n', Step::Note, "triage-note"),
    ('d', Step::Merge, "triage-merge"),
    ('s', Step::Solve, "triage-solve"),
    ('k', Step::Skip, "triage-skip"),
    ('u', Step::Undo, "triage-undo"),
    (' ', Step::Next, "triage-next"),
    ('q', Step::Quit, "triage-quit"),
];

pub fn run(ctx: &Context, _: &Args) -> Result<u8> {
    if !ctx.may_ask() || !ctx.around.stdout_is_terminal || ctx.global.format().is_some() {
        return match ctx.desk()?.next_for_triage(&[])? {
            Some(id) => show::present(ctx, &id.to_string()).map(|()| OK),
            None => next::nothing(ctx, "triage-none"),
        };
    }
    let queue = ctx.desk()?.list(&[], crate::desk::TRIAGE, None)?;
    if queue.tickets.is_empty() {
        return next::nothing(ctx, "triage-none");
    }
    let all = queue.tickets.len();
    for (n, ticket) in queue.tickets.iter().enumerate() {
        if one(ctx, ticket.id, (n + 1, all))? == Step::Quit {
            break;
        }
    }
    Ok(OK)
}

/// One ticket, until the person goes on.
fn one(ctx: &Context, id: TicketId, place: (usize, usize)) -> Result<Step> {
    let term = Term::stderr();
    let mut said = String::new();
    loop {
        term.clear_screen().ok();
        let heading = ctx.words.with("triage-place", &[("n", place.0.into()), ("all", place.1.into())]);
        ctx.chat(&heading)?;
        show::present_whole(ctx, &id.to_string())?;
        ctx.chat(&format!("\n{}", legend(ctx)))?;
        if !said.is_empty() {
            ctx.chat(&format!("\n{said}"))?;
        }
        let step = key(&term)?;
        match step {
            Step::Next | Step::Quit => return Ok(step),
            Step::Skip => {
                if let Ok(Some(reason)) = prompt::line(ctx, "prompt-reason") {
                    ctx.desk()?.skip(id, &reason)?;
                    return Ok(Step::Next);
                }
            }
            step => match act(ctx, id, step) {
                Ok(done) => said = done,
                Err(error) if matches!(error.downcast_ref(), Some(EdgeError::Aborted)) => {}
                Err(error) => {
                    ctx.report(&error);
                    ctx.chat(&ctx.words.say("triage-any-key"))?;
                    term.read_key().ok();
                }
            },
        }
    }
}

fn legend(ctx: &Context) -> String {
    let shown = |key: char| if key == ' ' { ctx.words.say("triage-space") } else { key.to_string() };
    let told = KEYS.iter().map(|(key, _, word)| format!("{} {}", shown(*key), ctx.words.say(word)));
    told.collect::<Vec<_>>().join(" · ")
}

/// The next key that means something. Ctrl-C, the end of input and Escape end the round.
fn key(term: &Term) -> Result<Step> {
    loop {
        let step = match term.read_key() {
            Ok(Key::Char(c)) => KEYS.iter().find(|(key, ..)| *key == c.to_ascii_lowercase()).map(|(_, step, _)| *step),
            Ok(Key::Enter) => Some(Step::Next),
            Ok(Key::Escape | Key::CtrlC) | Err(_) => Some(Step::Quit),
            Ok(_) => None,
        };
        if let Some(step) = step {
            return Ok(step);
        }
    }
}

/// Does it; gives what became of the ticket, or nothing when the person thought better of it.
fn act(ctx: &Context, id: TicketId, step: Step) -> Result<String> {
    let writing = Writing::default();
    let (targets, desk) = (Targets::one(id), ctx.desk()?);
    let changed = match step {
        Step::Mine => desk.assign(&targets, Some("me"), writing)?,
        Step::Assign => match prompt::person(ctx)? {
            Some(who) => desk.assign(&targets, Some(&who), writing)?,
            None => return Ok(String::new()),
        },
        Step::Priority => {
            let names: Vec<&str> = Priority::ALL.iter().map(|p| p.as_str()).collect();
            return set(ctx, id, Field::Priority, prompt::choice(ctx, "priority", &names)?);
        }
        Step::Type => {
            let names: Vec<&str> = Kind::ALL.iter().map(|k| k.as_str()).collect();
            return set(ctx, id, Field::Type, prompt::choice(ctx, "type", &names)?);
        }
        Step::Category => return set(ctx, id, Field::Category, prompt::line(ctx, "prompt-category")?),
        Step::Group => return set(ctx, id, Field::Group, prompt::line(ctx, "prompt-group")?),
        Step::Tag => {
            let Some(line) = prompt::line(ctx, "prompt-tags")? else { return Ok(String::new()) };
            let add = line.split_whitespace().map(|t| t.trim_start_matches('+').to_owned()).collect();
            desk.tag(&targets, &TagEdit { add, remove: Vec::new() }, writing)?
        }
        Step::Reply => return write(ctx, id, Visibility::Public),
        Step::Note => return write(ctx, id, Visibility::Internal),
        Step::Merge => desk.merge(&targets, &prompt::ticket(ctx)?, writing)?,
        Step::Solve => {
            let text = prompt::line(ctx, "prompt-reason")?;
            desk.transition(&targets, &Transition { to: "solved".to_owned(), text, ..Transition::default() }, writing)?
        }
        Step::Undo => desk.undo(Some(id.as_str()), false)?.changed,
        Step::Skip | Step::Next | Step::Quit => return Ok(String::new()),
    };
    told(ctx, &changed)
}

fn set(ctx: &Context, id: TicketId, key: Field, value: Option<String>) -> Result<String> {
    let Some(value) = value else { return Ok(String::new()) };
    let changed = ctx
        .desk()?
        .set(&Targets::one(id), &vec![Setting::Key(key, Some(value))], Writing::default())?;
    told(ctx, &changed)
}

fn write(ctx: &Context, id: TicketId, visibility: Visibility) -> Result<String> {
    let about = ctx.desk()?.title_of(id.as_str())?;
    let text = ctx.text(&Text::default(), &about)?;
    let talk = Talk { text: text.clone(), visibility, channel: None, status: None, until: None, files: Vec::new() };
    let changed = ctx.with_text(&text, || Ok(ctx.desk()?.talk(id.as_str(), &talk, false)?))?;
    told(ctx, &changed)
}

fn told(ctx: &Context, changed: &Changed) -> Result<String> {
    let desk = ctx.desk()?;
    let (_, config) = desk.open()?;
    let ids: Vec<TicketId> = changed.tickets.iter().map(|t| t.ticket.id).collect();
    desk.saw(&ids)?;
    Ok(ctx.changed_lines(changed, &config)?.join("\n"))
}
