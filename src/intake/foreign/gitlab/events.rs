//! Resource events of GitLab: what changed, when, by whom.

use super::super::history::{Event, Told};
use super::super::item::Word;
use super::super::json::{owned, text, time};
use super::people::{Names, label_name};
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::Value;
use serde_json::Value as Json;

/// # Errors
/// When it does not say what or when, or changes nothing of a ticket here.
pub fn event(part: &Json, names: &Names) -> Result<Event, Cause> {
    let at = time(part, "created_at")?;
    let actor = names.of(part, "user", "user_id");
    Ok(Event { at, actor, what: told(part)? })
}

fn told(part: &Json) -> Result<Told, Cause> {
    let is_set = || match text(part, "action") {
        Some("add") => Ok(true),
        Some("remove") => Ok(false),
        Some(_) => Err(Cause::BadValue { key: "action" }),
        None => Err(Cause::Missing { key: "action" }),
    };
    let titled = |key: &'static str| part.get(key).and_then(|part| owned(part, "title")).ok_or(Cause::Missing { key });
    if part.get("label").is_some() {
        let label = part.get("label").filter(|label| !label.is_null());
        // A label that was deleted since has no name any more, and no issue has it.
        let label = label.ok_or_else(|| Cause::NotOurs { name: "label".to_owned() })?;
        let name = label_name(label).ok_or(Cause::Missing { key: "label" })?;
        return Ok(Told::Label(name.to_owned(), is_set()?));
    }
    // Events of milestones in a project export have a state too: that of the issue.
    if part.get("milestone").is_some_and(|milestone| !milestone.is_null()) {
        return Ok(Told::Milestone(titled("milestone")?, is_set()?));
    }
    if part.get("iteration").is_some_and(|iteration| !iteration.is_null()) {
        let title = titled("iteration")?;
        return Ok(Told::Field("iteration", if is_set()? { Value::Text(title) } else { Value::Null }));
    }
    if let Some(weight) = part.get("weight") {
        return Ok(Told::Field("weight", weight.as_i64().map_or(Value::Null, Value::Int)));
    }
    match text(part, "state").filter(|_| part.get("action").is_none()) {
        Some("closed") => Ok(Told::Closed(closed())),
        Some("reopened" | "opened") => Ok(Told::Reopened),
        Some(other) => Err(Cause::NotOurs { name: other.chars().take(80).collect() }),
        // A milestone or an iteration that was deleted since.
        None if part.get("action").is_some() => Err(Cause::NotOurs { name: "milestone".to_owned() }),
        None => Err(Cause::Missing { key: "state" }),
    }
}

pub fn closed() -> Word {
    Word::meaning("closed", "solved")
}
