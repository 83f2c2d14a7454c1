//! Notes of GitLab: what people said, and what GitLab noted itself.

use super::super::history::{Event, Told};
use super::super::item::{Export, Item, Said, What};
use super::super::json::{id, owned, time};
use super::part::with_links;
use super::people::Names;
use super::{Parts, system};
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::model::Visibility;
use serde_json::Value as Json;
use std::collections::HashSet;

/// A resource event and the note on the same are that close, in seconds.
const CLOSE: i64 = 5;

/// Adds what people said to the item, with links below `home`, and to `told` what only a system note tells.
pub fn tell(
    item: &mut Item,
    (notes, home): (Parts, Option<&str>),
    told: &mut Vec<Event>,
    names: &Names,
    export: &mut Export,
) {
    let by_events: HashSet<(i64, String)> =
        told.iter().map(|event| (event.at.timestamp(), format!("{:?}", event.what))).collect();
    for (path, note) in notes {
        let outcome = match note.get("system") == Some(&Json::Bool(true)) {
            true => noted(&note, told, &by_events, names),
            false => said(item, (&note, home), names),
        };
        if let Err(cause) = outcome {
            export.skip(path, cause);
        }
    }
}

fn said(item: &mut Item, (note, home): (&Json, Option<&str>), names: &Names) -> Result<(), Cause> {
    let at = time(note, "created_at")?;
    let text = with_links(body(note)?, home);
    let author = names.of(note, "author", "author_id");
    let is = |key: &str| note.get(key) == Some(&Json::Bool(true));
    let visibility = if is("internal") || is("confidential") { Visibility::Internal } else { Visibility::Public };
    let role = names.role(note, author.as_deref(), item.author.as_deref());
    // Project exports leave the numbers of notes out; their times have milliseconds.
    let id = id(note, "id").or_else(|| owned(note, "created_at")).unwrap_or_default();
    item.step(at, author, What::Comment(Said { visibility, role, ..Said::new(id, text) }));
    Ok(())
}

fn noted(note: &Json, told: &mut Vec<Event>, by_events: &HashSet<(i64, String)>, names: &Names) -> Result<(), Cause> {
    let at = time(note, "created_at")?;
    let text = body(note)?;
    let Some(changes) = system::changes(&text, names) else {
        return Err(Cause::NotOurs { name: text.chars().take(80).collect() });
    };
    let actor = names.of(note, "author", "author_id");
    let is_known = |what: &Told| {
        let what = format!("{what:?}");
        (-CLOSE..=CLOSE).any(|seconds| by_events.contains(&(at.timestamp() + seconds, what.clone())))
    };
    let new: Vec<Told> = changes.into_iter().filter(|what| !is_known(what)).collect();
    if new.is_empty() {
        return Err(Cause::NotOurs { name: text.chars().take(80).collect() });
    }
    told.extend(new.into_iter().map(|what| Event { at, actor: actor.clone(), what }));
    Ok(())
}

fn body(note: &Json) -> Result<String, Cause> {
    owned(note, "body").or_else(|| owned(note, "note")).ok_or(Cause::Missing { key: "body" })
}
