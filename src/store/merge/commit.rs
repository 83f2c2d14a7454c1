//! The commit of a merge: a pure function of its parents, in fixed English.

use super::Merge;
use crate::domain::ticket::law::Slot;
use crate::domain::ticket::{Change, TicketId};
use crate::store::draft;
use crate::store::error::{Error, Result};
use crate::store::history::Discarded;
use crate::store::identity::Signature;
use gix::ObjectId;

/// The name of the trailers that tell what does not count.
pub const DISCARDED: &str = "Discarded";
const SUBJECT: &str = "Merge of two clones";
/// Trailers in one commit at most; history has the rest.
pub const MOST: usize = 200;
/// Characters of a value in a trailer.
const VALUE: usize = 60;

/// Writes the commit; its date is that of the later parent.
pub fn write(repo: &gix::Repository, parents: [ObjectId; 2], merge: &Merge) -> Result<ObjectId> {
    let mut seconds = i64::MIN;
    for parent in parents {
        let time = || repo.find_commit(parent)?.time();
        seconds = seconds.max(time().map_err(|e: gix::Error| Error::reading(parent, &e))?.seconds);
    }
    let who = Signature { seconds, ..Signature::fixed() };
    let who = gix::actor::Signature {
        name: who.name.as_str().into(),
        email: who.email.as_str().into(),
        time: gix::date::Time::new(seconds, 0),
    };
    let commit = gix::objs::Commit {
        tree: merge.tree,
        parents: parents.into_iter().collect(),
        author: who.clone(),
        committer: who,
        encoding: None,
        message: message(merge).into(),
        extra_headers: Vec::new(),
    };
    draft::put(repo, &commit).map_err(|e| Error::reading("commit", &e))
}

/// Whether it is the message of a merge of ours, which says what it overruled.
pub fn is_ours(message: &str) -> bool {
    message.lines().next() == Some(SUBJECT)
}

fn message(merge: &Merge) -> String {
    let mut out = format!("{SUBJECT}\n");
    let lost = merge.discarded.iter().map(|(ticket, lost)| of_ticket(*ticket, lost));
    let files = merge.lost.iter().map(|(path, lost)| {
        format!("{} {}", one_line(&format!("{path} {}", lost.key.join("."))).trim_end(), lost.commit.to_hex())
    });
    let kept = merge.kept.iter().map(|path| format!("Kept: {}\n", one_line(path)));
    let lines: Vec<String> = lost.chain(files).map(|line| format!("{DISCARDED}: {line}\n")).chain(kept).collect();
    if !lines.is_empty() {
        out.push('\n');
        lines.iter().take(MOST).for_each(|line| out.push_str(line));
    }
    out
}

/// `k39fq2m7xd priority=low <commit>`: what was said in vain, and where it stands in full.
fn of_ticket(ticket: TicketId, lost: &Discarded) -> String {
    let values: Vec<String> = lost.lost.held.iter().filter_map(value).collect();
    let value = one_line(&values.join(" "));
    format!("{ticket} {}={value} {}", one_line(&name(&lost.lost.slot)), lost.commit.to_hex())
}

/// What a change sets, as a person would write it; messages and files have their own places in history.
fn value(change: &Change) -> Option<String> {
    match change {
        Change::Set { to, .. } => to.clone(),
        Change::Field { to, .. } | Change::Unknown { to, .. } => to.as_ref().map(|value| value.to_text()),
        Change::Rated { to, .. } => to.as_ref().map(|csat| csat.score.clone()),
        Change::Claimed { to, .. } => to.as_ref().map(|claim| claim.by.clone()),
        _ => None,
    }
}

/// The key of a slot, as a ticket's file has it.
pub fn name(slot: &Slot) -> String {
    match slot {
        Slot::Existence => "ticket".to_owned(),
        Slot::Status => "status".to_owned(),
        Slot::Owner => "assignee".to_owned(),
        Slot::Single(key) => key.as_str().to_owned(),
        Slot::Field(name) => format!("fields.{name}"),
        Slot::Unknown(name) => name.clone(),
        Slot::Item(set, item) => format!("{set}.{item}"),
        Slot::Link(link) => format!("links.{}.{}", link.kind, link.ticket),
        Slot::Csat => "csat".to_owned(),
        Slot::Claim => "claim".to_owned(),
        Slot::Run(fingerprint, _) => format!("occurrences.{fingerprint}"),
        Slot::File(_, name) => format!("attachments.{name}"),
        Slot::Message(id) => format!("messages.{id}"),
    }
}

fn one_line(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c });
    plain.take(VALUE).collect()
}
