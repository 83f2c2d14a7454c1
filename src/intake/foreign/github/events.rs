//! Events of GitHub's issues.

use super::super::history::{self, Event, Told};
use super::super::item::{Export, Item, Word};
use super::super::json::{owned, text};
use super::part::{Parts, either, login};
use crate::domain::outcome::import::Cause;
use serde_json::Value as Json;

/// Adds the steps of these events; whether the issue is closed after them.
pub fn tell(item: &mut Item, parts: Parts, export: &mut Export) -> bool {
    let mut events = Vec::new();
    for (path, part) in parts {
        match event(&part) {
            Ok(event) => events.push(event),
            Err(cause) => export.skip(path, cause),
        }
    }
    history::tell(item, events)
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
