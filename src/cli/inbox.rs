//! Wording for what came of collecting, and its JSON shape.

use super::decided::why;
use super::error::of_desk;
use super::words::yaml_fault_here;
use crate::desk::{Aside, Collected, Did, Folded, Reason};
use crate::kit::escape::one_line;
use crate::render::answers::{CollectedView, QuarantinedView, SubmissionView};
use crate::render::words::{Lang, Words};
use crate::store::inbox::{Bad, Quarantined};

/// A line for each submission, and one that counts them.
pub fn lines(collected: &Collected, words: &Words) -> Vec<String> {
    let mut lines: Vec<String> = collected.folded.iter().map(|folded| line(folded, words)).collect();
    lines.extend(collected.aside.iter().map(|aside| aside_line(aside, words)));
    if lines.is_empty() && collected.waiting == 0 {
        lines.push(words.say("inbox-empty"));
    }
    lines
}

fn line(folded: &Folded, words: &Words) -> String {
    let title = one_line(&folded.title).into_owned();
    let what = words.say(&format!("inbox-{}", folded.action()));
    let ticket = folded.ticket.map_or_else(|| "-".to_owned(), |id| id.to_string());
    // What was left alone is asked about.
    let is_left = folded.did == Did::Suppressed;
    let why = if is_left { format!(" ({})", why(&folded.why, words)) } else { String::new() };
    format!("{ticket}  {what}  {title}{why}")
}

fn aside_line(aside: &Aside, words: &Words) -> String {
    let reason = reason(&aside.reason, words);
    let args = [("id", aside.pending.id().to_string().into()), ("reason", reason.into())];
    words.with("inbox-aside", &args)
}

/// What is to be done yet, for the person.
pub fn more(collected: &Collected, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    if collected.waiting > 0 {
        lines.push(words.with("inbox-waiting", &[("count", collected.waiting.into())]));
    }
    if !collected.aside.is_empty() {
        lines.push(words.say("inbox-look-aside"));
    }
    lines
}

/// Why a submission was set aside, in one line.
fn reason(reason: &Reason, words: &Words) -> String {
    let said = match reason {
        Reason::Bad(Bad::Unreadable(fault)) => return yaml_fault_here(fault, words),
        Reason::Refused(error) => {
            let mut described = of_desk(error, words);
            described.args.retain(|(name, _)| *name != "ticket");
            described.args.push(("ticket", String::new().into()));
            return described.message(words);
        }
        Reason::Bad(Bad::TooLarge { size, limit }) => [("size", (*size).into()), ("limit", (*limit).into())].to_vec(),
        Reason::NothingSeen(fingerprint) => [("fingerprint", one_line(fingerprint).into_owned().into())].to_vec(),
        _ => Vec::new(),
    };
    words.with(&format!("inbox-reason-{}", reason.code()), &said)
}

/// What programs get; its texts are English.
pub fn view(collected: &Collected) -> CollectedView {
    let words = Words::new(Lang::En);
    let folded = |folded: &Folded| SubmissionView {
        id: folded.pending.id().to_string(),
        commit: folded.pending.object.to_string(),
        action: folded.action(),
        ticket: folded.ticket.map(|id| id.to_string()),
        reason: (folded.did == Did::Suppressed).then(|| folded.why.code()),
        message: (folded.did == Did::Suppressed).then(|| why(&folded.why, &words)),
    };
    let aside = |aside: &Aside| SubmissionView {
        id: aside.pending.id().to_string(),
        commit: aside.pending.object.to_string(),
        action: "set-aside",
        ticket: None,
        reason: Some(aside.reason.code()),
        message: Some(reason(&aside.reason, &words)),
    };
    CollectedView {
        remote: collected.remote.as_ref().map(|remote| remote.as_str().to_owned()),
        submissions: collected.folded.iter().map(folded).chain(collected.aside.iter().map(aside)).collect(),
        waiting: collected.waiting,
        commit: collected.commit.clone(),
    }
}

/// A line for each that was set aside.
pub fn quarantine_lines(found: &[Quarantined], words: &Words) -> Vec<String> {
    let line = |one: &Quarantined| {
        let key = format!("inbox-reason-{}", one.reason);
        let plain = matches!(one.reason.as_str(), "not-a-commit" | "no-author" | "layout" | "future");
        let reason = if plain { words.say(&key) } else { format!("{} {}", one.reason, one.detail) };
        let who = one.author.as_ref().map_or("-", |author| author.who());
        format!("{}  {}  {}", one.id, one_line(who), one_line(&reason))
    };
    found.iter().map(line).collect()
}

pub fn quarantine_view(found: &[Quarantined]) -> Vec<QuarantinedView> {
    let view = |one: &Quarantined| QuarantinedView {
        id: one.id.to_string(),
        reference: one.reference.name.clone(),
        commit: one.reference.id.to_string(),
        author: one.author.as_ref().map(|author| author.who().to_owned()),
        reason: one.reason.clone(),
        detail: one.detail.clone(),
    };
    found.iter().map(view).collect()
}
