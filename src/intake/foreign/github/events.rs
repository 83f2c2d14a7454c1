//! Events of GitHub's issues. They tell what changed, the issue what is so now: what was so at first is found by taking
//! them back, the last one first.

use super::super::MOST_OF_ONE;
use super::super::item::{Export, Item, What, Word};
use super::super::json::{owned, text};
use super::part::{Parts, either, login};
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::Value;
use crate::domain::time::Time;
use serde_json::Value as Json;

struct Event {
    at: Time,
    actor: Option<String>,
    what: Told,
}

enum Told {
    Closed(Word),
    Reopened,
    Label(String, bool),
    Assignee(String, bool),
    Milestone(String, bool),
    Renamed { from: String, to: String },
}

/// Adds the steps of these events; whether the issue is closed after them.
pub fn tell(item: &mut Item, parts: Parts, export: &mut Export) -> bool {
    let mut events = Vec::new();
    for (path, part) in parts {
        match event(&part) {
            Ok(event) => events.push(event),
            Err(cause) => export.skip(path, cause),
        }
    }
    events.sort_by_key(|event| event.at);
    for event in events.iter().rev() {
        take_back(item, &event.what);
    }
    let mut assigned = std::mem::take(&mut item.followers);
    item.assignee = assigned.first().cloned();
    item.followers = assigned.iter().skip(1).cloned().collect();
    let mut is_closed = false;
    for event in events {
        let what = match event.what {
            Told::Closed(word) => {
                is_closed = true;
                What::Status(word)
            }
            Told::Reopened => {
                is_closed = false;
                What::Status(Word::meaning("reopened", "open"))
            }
            Told::Label(name, true) => What::Tag { add: vec![name], remove: Vec::new() },
            Told::Label(name, false) => What::Tag { add: Vec::new(), remove: vec![name] },
            Told::Milestone(title, is_set) => {
                What::Field("milestone".to_owned(), if is_set { Value::Text(title) } else { Value::Null })
            }
            Told::Renamed { to, .. } => What::Title(to),
            Told::Assignee(who, is_set) => {
                let before = assigned.first().cloned();
                toggle(&mut assigned, who, is_set);
                if assigned.first() == before.as_ref() {
                    let others = assigned.iter().skip(1).map(|who| Value::Text(who.clone())).collect();
                    What::Field("followers".to_owned(), Value::List(others))
                } else {
                    What::Assign(assigned.first().cloned())
                }
            }
        };
        item.step(event.at, event.actor, what);
    }
    is_closed
}

fn event(part: &Json) -> Result<Event, Cause> {
    let at = either(part, "created_at", "createdAt")?;
    let name = text(part, "event").ok_or(Cause::Missing { key: "event" })?;
    let of = |key: &'static str, inner: &str| {
        part.get(key).and_then(|value| owned(value, inner)).ok_or(Cause::Missing { key })
    };
    let what = match name {
        "closed" => Told::Closed(closed(part)),
        "reopened" => Told::Reopened,
        "labeled" | "unlabeled" => Told::Label(of("label", "name")?, name == "labeled"),
        "assigned" | "unassigned" => Told::Assignee(of("assignee", "login")?, name == "assigned"),
        "milestoned" | "demilestoned" => Told::Milestone(of("milestone", "title")?, name == "milestoned"),
        "renamed" => Told::Renamed { from: of("rename", "from")?, to: of("rename", "to")? },
        other => return Err(Cause::NotOurs { name: other.chars().take(80).collect() }),
    };
    Ok(Event { at, actor: login(part), what })
}

/// The word of a mapping for a closed issue says why it was closed: `completed`, `not_planned`, `duplicate`.
pub fn closed(part: &Json) -> Word {
    let reason = text(part, "state_reason").or_else(|| text(part, "stateReason"));
    Word::meaning(reason.map_or_else(|| "closed".to_owned(), str::to_lowercase), "solved")
}

fn take_back(item: &mut Item, told: &Told) {
    match told {
        Told::Closed(_) | Told::Reopened => {}
        Told::Label(name, is_set) => toggle(&mut item.tags, name.clone(), !is_set),
        Told::Assignee(who, is_set) => toggle(&mut item.followers, who.clone(), !is_set),
        Told::Milestone(title, is_set) => {
            item.fields.retain(|(name, _)| name != "milestone");
            if !is_set {
                item.fields.push(("milestone".to_owned(), title.as_str().into()));
            }
        }
        Told::Renamed { from, .. } => item.title.clone_from(from),
    }
}

fn toggle(items: &mut Vec<String>, item: String, is_set: bool) {
    items.retain(|i| *i != item);
    if is_set && items.len() < MOST_OF_ONE {
        items.push(item);
    }
}
