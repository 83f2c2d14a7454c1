//! The operations of a bug, one after the other, to a ticket and what happened to it.
//!
//! Clocks of those who write may be wrong, so the order of operations decides over what changes the same thing: none of
//! them counts before the one that it follows. Comments are where their own times put them.

use super::pack::{Op, short};
use super::{Item, Reader};
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::attachment::Enclosed;
use crate::domain::ticket::model::Author;
use crate::domain::time::{Time, at};
use crate::intake::foreign::item::{Reworded, Said, What, Word};
use crate::intake::foreign::json::{list, owned, text};
use crate::intake::foreign::{MOST_OF_ONE, github};
use serde_json::Value as Json;
use std::collections::HashMap;

/// The longest title that is kept, in characters, and the longest value of what is known beside an operation, in bytes.
const TITLE: usize = 1000;
const LONGEST: usize = 500;
/// No calendar has later instants.
const LAST: i64 = 253_402_300_799;

type Files = Vec<(String, Result<Vec<u8>, Cause>)>;
type Bad = Vec<(String, Cause)>;

pub struct Teller<'a> {
    id: &'a str,
    place: &'a str,
    reader: &'a Reader,
    item: Option<Item>,
    bad: Bad,
    /// The messages by the operation that made them.
    said: HashMap<String, Reworded>,
    /// The operation that made the bug.
    first: String,
    /// When something was changed last: the status, a message.
    changed: HashMap<String, Time>,
}

impl<'a> Teller<'a> {
    pub fn new(id: &'a str, place: &'a str, reader: &'a Reader, bad: Bad) -> Teller<'a> {
        Teller {
            id,
            place,
            reader,
            item: None,
            bad,
            said: HashMap::new(),
            first: String::new(),
            changed: HashMap::new(),
        }
    }

    pub fn done(self) -> (Option<Item>, Bad) {
        (self.item, self.bad)
    }

    pub fn op(&mut self, op: &Op, files: &mut Files) {
        if let Err(cause) = self.told(op, files) {
            self.bad.push((op.place.clone(), cause));
        }
    }

    fn told(&mut self, op: &Op, files: &mut Files) -> Result<(), Cause> {
        let json = &op.json;
        let kind = json.get("type").and_then(Json::as_u64).ok_or(Cause::Missing { key: "type" })?;
        let seconds = json.get("timestamp").and_then(Json::as_i64).ok_or(Cause::Missing { key: "timestamp" })?;
        let at = Some(seconds).filter(|s| (1..=LAST).contains(s)).map(at);
        let at = at.ok_or(Cause::BadValue { key: "timestamp" })?;
        match (kind, self.item.is_some()) {
            (1, false) => return self.create(op, at, files),
            (1, true) => return Err(Cause::BadValue { key: "type" }),
            // Said once, of the bug.
            (2..=8, false) => return Ok(()),
            _ => {}
        }
        let what = match kind {
            2 => What::Title(self.title(op)?),
            3 => return self.comment(op, at, files),
            4 => What::Status(status(json)?),
            5 => What::Tag { add: self.labels(op, "added"), remove: self.labels(op, "removed") },
            6 => self.edit(op, files)?,
            7 => return Err(Cause::NotOurs { name: "noop".to_owned() }),
            8 => return self.metadata(op),
            _ => return Err(Cause::UnknownType { name: kind.to_string() }),
        };
        let thing = match &what {
            What::Reworded(_) => text(json, "target").unwrap_or_default().to_owned(),
            _ => kind.to_string(),
        };
        let latest = self.changed.entry(thing).or_insert(at);
        *latest = at.max(*latest);
        let at = *latest;
        self.step(op, at, what);
        Ok(())
    }

    fn step(&mut self, op: &Op, at: Time, what: What) {
        let actor = self.reader.word(op);
        if let Some(item) = &mut self.item {
            item.step(at, actor, what);
        }
    }

    fn create(&mut self, op: &Op, at: Time, files: &mut Files) -> Result<(), Cause> {
        let title = self.title(op)?;
        let mut item = Item::new(self.place.to_owned(), self.id.to_owned(), title, at);
        item.author = self.reader.word(op);
        item.text = owned(&op.json, "message").unwrap_or_default();
        item.status = Word::meaning("open", "new");
        item.files = self.enclosed(op, files);
        item.refs = op.json.get("metadata").map(refs).unwrap_or_default();
        let (id, text) = (String::new(), item.text.clone());
        let said = Said { role: Author::Requester, ..Said::new(id, text) };
        self.first.clone_from(&op.id);
        self.said.insert(op.id.clone(), Reworded { said, at, author: item.author.clone() });
        self.item = Some(item);
        Ok(())
    }

    fn comment(&mut self, op: &Op, at: Time, files: &mut Files) -> Result<(), Cause> {
        let files = self.enclosed(op, files);
        let text = match owned(&op.json, "message") {
            None if files.is_empty() => return Err(Cause::Missing { key: "message" }),
            text => text.unwrap_or_default(),
        };
        let author = self.reader.word(op);
        let is_requester = author.is_some() && self.item.as_ref().is_some_and(|item| item.author == author);
        let role = if is_requester { Author::Requester } else { Author::Agent };
        let said = Said { role, files, ..Said::new(op.id.clone(), text) };
        let alone = Said { files: Vec::new(), ..said.clone() };
        self.changed.insert(op.id.clone(), at);
        self.said.insert(op.id.clone(), Reworded { said: alone, at, author });
        self.step(op, at, What::Comment(said));
        Ok(())
    }

    fn edit(&mut self, op: &Op, files: &mut Files) -> Result<What, Cause> {
        let target = text(&op.json, "target").ok_or(Cause::Missing { key: "target" })?;
        let now = op.json.get("message").and_then(Json::as_str).ok_or(Cause::Missing { key: "message" })?;
        let files = self.enclosed(op, files);
        let known = self.said.get_mut(target);
        let known = known.ok_or_else(|| Cause::NoTicket { name: short(target).to_owned() })?;
        known.said.text = now.to_owned();
        let said = Said { files, ..known.said.clone() };
        Ok(What::Reworded(Reworded { said, ..known.clone() }))
    }

    /// What is known of the bug itself stays; of other operations there is no place for it.
    fn metadata(&mut self, op: &Op) -> Result<(), Cause> {
        let target = text(&op.json, "target").ok_or(Cause::Missing { key: "target" })?;
        let is_of_bug = target == self.first;
        let new = op.json.get("new_metadata").map(refs).unwrap_or_default();
        match &mut self.item {
            Some(item) if is_of_bug => {
                for one in new {
                    let key = one.split(':').next().unwrap_or_default();
                    // What is known once never changes there.
                    if !item.refs.iter().any(|known| known.split(':').next() == Some(key)) {
                        item.refs.push(one);
                    }
                }
                Ok(())
            }
            _ => Err(Cause::NotOurs { name: "set-metadata".to_owned() }),
        }
    }

    fn title(&mut self, op: &Op) -> Result<String, Cause> {
        let title = text(&op.json, "title").ok_or(Cause::Missing { key: "title" })?;
        match title.char_indices().nth(TITLE) {
            Some((end, _)) => {
                self.bad.push((op.place.clone(), Cause::TooLong { limit: TITLE }));
                Ok(format!("{}…", &title[..end]))
            }
            None => Ok(title.to_owned()),
        }
    }

    fn labels(&mut self, op: &Op, key: &str) -> Vec<String> {
        let all = list(&op.json, key);
        if all.len() > MOST_OF_ONE {
            self.bad.push((format!("{}.{key}", op.place), Cause::TooMany { limit: MOST_OF_ONE }));
        }
        all.iter()
            .take(MOST_OF_ONE)
            .filter_map(|label| label.as_str().map(str::to_owned))
            .collect()
    }

    /// The files of an operation: only what its commit brought along, or a bug could name any object of a repository.
    fn enclosed(&mut self, op: &Op, files: &mut Files) -> Vec<Enclosed> {
        let mut found = Vec::new();
        for hash in list(&op.json, "files").iter().filter_map(Json::as_str).take(MOST_OF_ONE) {
            let bytes = match files.iter().find(|(known, _)| known == hash) {
                Some((_, bytes)) => bytes.as_ref().map_err(Clone::clone),
                None => Err(Cause::NoObject { name: hash.chars().take(12).collect() }),
            };
            match bytes {
                Ok(bytes) => found.push(Enclosed { name: name(hash, bytes), bytes: bytes.as_slice().into() }),
                Err(cause) => self.bad.push((op.place.clone(), cause)),
            }
        }
        found
    }
}

fn status(json: &Json) -> Result<Word, Cause> {
    match json.get("status").and_then(Json::as_u64) {
        Some(1) => Ok(Word::meaning("reopened", "open")),
        Some(2) => Ok(Word::meaning("closed", "solved")),
        _ => Err(Cause::BadValue { key: "status" }),
    }
}

/// What bridges know of a bug, as further ids: `github-id:MDU6…`, `origin:github`; an issue of GitHub also as an import
/// from there calls it.
fn refs(metadata: &Json) -> Vec<String> {
    let Some(map) = metadata.as_object() else { return Vec::new() };
    let mut refs = Vec::new();
    for (key, value) in map.iter().take(20) {
        let value = value.as_str().map(str::trim).unwrap_or_default();
        let is_odd = |text: &str| text.is_empty() || text.len() > LONGEST || text.chars().any(char::is_control);
        if is_odd(key) || is_odd(value) || key.contains(':') {
            continue;
        }
        if key == "github-url" {
            refs.extend(github::reference(value));
        }
        refs.push(format!("{key}:{value}"));
    }
    refs
}

/// Files have no names there: that of their object, and what they are.
fn name(hash: &str, bytes: &[u8]) -> String {
    const KINDS: [(&[u8], &str); 7] = [
        (b"\x89PNG", ".png"),
        (b"\xff\xd8\xff", ".jpg"),
        (b"GIF8", ".gif"),
        (b"%PDF", ".pdf"),
        (b"PK\x03\x04", ".zip"),
        (b"\x1f\x8b", ".gz"),
        (b"RIFF", ".webp"),
    ];
    let known = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, ending)| *ending);
    let text = || std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'));
    let ending = known.unwrap_or_else(|| if text() { ".txt" } else { "" });
    format!("{}{ending}", hash.chars().take(12).collect::<String>())
}
