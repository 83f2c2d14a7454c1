//! What all parts of GitHub's answers have, in both of its interfaces.

use super::super::json::{owned, text, time};
use crate::domain::outcome::import::Cause;
use crate::domain::time::Time;
use serde_json::Value as Json;

/// Parts with their paths.
pub type Parts = Vec<(String, Json)>;

/// The login of the author, in both interfaces; of an event, of who did it.
pub fn login(part: &Json) -> Option<String> {
    ["author", "user", "actor"].iter().find_map(|key| owned(part.get(key)?, "login"))
}

pub fn is_bot(part: &Json) -> bool {
    let who = ["author", "user", "actor"]
        .iter()
        .find_map(|key| part.get(key).filter(|who| who.is_object()));
    who.is_some_and(|who| {
        text(who, "type") == Some("Bot")
            || who.get("is_bot") == Some(&Json::Bool(true))
            || text(who, "login").is_some_and(|name| name.ends_with("[bot]"))
    })
}

/// # Errors
/// When neither key has an instant.
pub fn either(part: &Json, one: &'static str, other: &'static str) -> Result<Time, Cause> {
    if part.get(one).is_some() { time(part, one) } else { time(part, other) }
}
