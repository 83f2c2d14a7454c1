//! `conflicts`: what was said and does not count, since somebody else said otherwise.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::values::{Format, filled};
use crate::desk::{Conflict, Conflicts, Part, Said};
use crate::domain::ticket::Change;
use crate::domain::time::stamp;
use crate::kit::escape;
use crate::render::answers::{ConflictView, SayingView};
use crate::render::reader::Reader;
use crate::store::Voice;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

/// Characters of a value that stands in its line; longer ones stand below it.
const SHORT: usize = 72;
/// Digits of a commit that name it.
const COMMIT: usize = 12;

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ID", value_parser = filled, help_heading = "arguments")]
    pub ids: Vec<String>,
    #[arg(long, value_name = "N", help_heading = "options")]
    pub limit: Option<usize>,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let mut found = ctx.desk()?.conflicts(&args.ids)?;
    let rest = args.limit.map_or(0, |limit| found.list.len().saturating_sub(limit));
    found.list.truncate(found.list.len() - rest);
    if ctx.global.format() == Some(Format::Json) {
        ctx.print_json("conflicts", views(&found))?;
        return Ok(OK);
    }
    let text = ctx.read_with(&found.config.zone, |reader| text(&found, reader))?;
    ctx.page(&text)?;
    if found.list.is_empty() && found.kept.is_empty() && rest == 0 {
        ctx.chat(&ctx.words.say("conflicts-none"))?;
    }
    if rest > 0 {
        ctx.chat(&ctx.words.with("conflicts-more", &[("n", rest.into())]))?;
    }
    Ok(OK)
}

fn text(found: &Conflicts, reader: &Reader) -> String {
    let entries = found.list.iter().map(|conflict| entry(conflict, reader));
    let kept = |path: &String| {
        let path = escape::one_line(path).into_owned();
        reader.words.with("conflicts-kept", &[("path", path.into())]) + "\n"
    };
    entries.chain(found.kept.iter().map(kept)).collect::<Vec<_>>().join("\n")
}

fn entry(conflict: &Conflict, reader: &Reader) -> String {
    let part = match &conflict.part {
        Part::Ticket(id) => id.to_string(),
        Part::File(path) => escape::one_line(path).into_owned(),
    };
    let mut lines = vec![format!("{part}  {}", escape::one_line(&conflict.key)).trim_end().to_owned()];
    lines.extend(saying("conflicts-said", &conflict.said, Some(&conflict.by), reader));
    lines.extend(saying("conflicts-counts", &conflict.counts, conflict.counts_by.as_ref(), reader));
    lines.join("\n") + "\n"
}

fn saying(label: &str, said: &Said, by: Option<&Voice>, reader: &Reader) -> Vec<String> {
    let words = reader.words;
    let value = match said {
        Said::Redacted => Some(words.say("conflicts-redacted")),
        Said::Changes(changes) => Some(changes).filter(|all| !all.is_empty()).map(|all| values(all, Some(reader))),
        Said::Text(text) => text.clone(),
    };
    let value = value.unwrap_or_else(|| words.say("conflicts-nothing"));
    let value = value.trim_end();
    let is_short = value.chars().count() <= SHORT && !value.contains('\n');
    let mut line = format!(
        "  {}",
        if label == "conflicts-said" { words.say("conflicts-said") } else { words.say("conflicts-counts") }
    );
    if is_short {
        line = format!("{line} {}", escape::one_line(value));
    }
    if let Some(by) = by {
        let commit = by.commit.to_hex_with_len(COMMIT).to_string();
        let about = format!("{} · {} · {commit}", escape::one_line(&by.actor), reader.date_time(by.at));
        line = format!("{line}  {}", reader.dim(&about));
    }
    let below = escape::lines(value).map(|line| format!("    {line}").trim_end().to_owned());
    std::iter::once(line).chain(below.filter(|_| !is_short)).collect()
}

/// What changes set, as a reader sees it, or as the file has it.
fn values(changes: &[Change], reader: Option<&Reader>) -> String {
    let value = |change: &Change| match change {
        Change::Set { key, to: Some(to), .. } => Some(reader.map_or_else(|| to.clone(), |r| r.value(*key, to))),
        Change::Field { to, .. } | Change::Unknown { to, .. } => to.as_ref().map(|value| value.to_text()),
        Change::Rated { to: Some(csat), .. } => {
            let plain = || csat.comment.as_ref().map_or(csat.score.clone(), |said| format!("{}: {said}", csat.score));
            Some(reader.map_or_else(plain, |reader| reader.csat(csat)))
        }
        Change::Claimed { to: Some(claim), .. } => Some(claim.by.clone()),
        Change::Attached(file) => Some(file.name.clone()),
        Change::Message(message) | Change::Edited { to: message, .. } => Some(message.text.clone()),
        _ => None,
    };
    changes.iter().filter_map(value).collect::<Vec<_>>().join(", ")
}

fn views(found: &Conflicts) -> Vec<ConflictView> {
    let list = found.list.iter().map(|conflict| {
        let (ticket, path) = match &conflict.part {
            Part::Ticket(id) => (Some(id.to_string()), None),
            Part::File(path) => (None, Some(path.clone())),
        };
        ConflictView {
            kind: "overruled",
            ticket,
            path,
            key: Some(conflict.key.clone()).filter(|key| !key.is_empty()),
            redacted: conflict.said == Said::Redacted,
            said: Some(saying_view(&conflict.said, Some(&conflict.by))),
            counts: Some(saying_view(&conflict.counts, conflict.counts_by.as_ref())),
        }
    });
    let kept = found.kept.iter().map(|path| ConflictView {
        kind: "unreadable",
        ticket: crate::store::kept_beside(path).map(|id| id.to_string()),
        path: Some(path.clone()),
        key: None,
        redacted: false,
        said: None,
        counts: None,
    });
    list.chain(kept).collect()
}

fn saying_view(said: &Said, by: Option<&Voice>) -> SayingView {
    SayingView {
        value: match said {
            Said::Redacted => None,
            Said::Changes(changes) => Some(changes).filter(|all| !all.is_empty()).map(|all| values(all, None)),
            Said::Text(text) => text.clone(),
        },
        by: by.map(|by| by.actor.clone()),
        at: by.map(|by| stamp(by.at)),
        commit: by.map(|by| by.commit.to_string()),
    }
}
