//! Comments of Jira.

use super::super::item::{Export, Item, Said, What};
use super::super::json::{id, list, text, time};
use super::{Known, Parts, values};
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::model::{Author, Visibility};
use crate::domain::time::Time;
use serde_json::Value as Json;

pub fn tell(item: &mut Item, comments: Parts, known: &Known, export: &mut Export) {
    for (path, comment) in comments {
        match said(item, &comment, known) {
            Ok((at, said)) => item.step(at, known.people.of(&comment, "author"), What::Comment(said)),
            Err(cause) => export.skip(path, cause),
        }
    }
}

fn said(item: &Item, comment: &Json, known: &Known) -> Result<(Time, Said), Cause> {
    let at = time(comment, "created")?;
    let text = comment.get("body").map(|body| values::prose(body, &known.people)).unwrap_or_default();
    if text.is_empty() {
        return Err(Cause::Missing { key: "body" });
    }
    let visibility = if is_internal(comment) { Visibility::Internal } else { Visibility::Public };
    let id = id(comment, "id").unwrap_or_default();
    Ok((at, Said { visibility, role: role(item, comment, known), ..Said::new(id, text) }))
}

/// Of a service desk those for its staff; elsewhere those that only a role or a group may read.
fn is_internal(comment: &Json) -> bool {
    let is_kept_back = |property: &&Json| {
        text(property, "key") == Some("sd.public.comment")
            && property.get("value").and_then(|value| value.get("internal")) == Some(&Json::Bool(true))
    };
    comment.get("jsdPublic") == Some(&Json::Bool(false))
        || comment
            .get("visibility")
            .is_some_and(|to| to.get("value").is_some() || to.get("identifier").is_some())
        || list(comment, "properties").iter().any(|property| is_kept_back(&property))
}

fn role(item: &Item, comment: &Json, known: &Known) -> Author {
    let who = known.people.of(comment, "author");
    let account = comment.get("author").and_then(|author| text(author, "accountType"));
    match (account, who) {
        (Some("app"), _) => Author::Bot,
        (Some("customer"), _) => Author::Requester,
        (_, Some(who)) if item.requester.as_ref() == Some(&who) => Author::Requester,
        _ => Author::Agent,
    }
}
