//! When a person last looked at a ticket: notes of this clone, in the common git directory.
//!
//! One file per desk and person, a line per look: ticket, commit, seconds since the epoch. Lines are appended, so
//! two processes never lose each other's; what is too old to matter is dropped when a file grows. A note
//! that cannot be kept or read is no note: nothing depends on them but a warning.

use super::{ObjectId, Store};
use crate::domain::ticket::TicketId;
use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

/// Where the notes are, below the common git directory.
pub const FOLDER: &str = "desk/looked";
/// A look is forgotten after this many seconds.
pub const LASTS_S: i64 = 12 * 3600;
/// A file of notes larger than this is written anew, in bytes.
const LARGE: u64 = 64 << 10;

/// The commit at which each ticket was last seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked(HashMap<TicketId, (ObjectId, i64)>);

impl Looked {
    /// The commit at which somebody saw a ticket, unless that was too long before `now` (seconds).
    pub fn at(&self, ticket: TicketId, now: i64) -> Option<ObjectId> {
        let (commit, seconds) = self.0.get(&ticket)?;
        (0..LASTS_S).contains(&(now - seconds)).then_some(*commit)
    }
}

impl Store {
    /// What `who` looked at.
    pub fn looked(&self, who: &str) -> Looked {
        let text = fs::read_to_string(self.notes(who)).unwrap_or_default();
        Looked(
            text.lines()
                .filter_map(line)
                .map(|(id, commit, seconds)| (id, (commit, seconds)))
                .collect(),
        )
    }

    /// Notes that `who` saw these tickets as `commit` has them.
    pub fn note_look(&self, who: &str, tickets: &[TicketId], commit: ObjectId, now: i64) {
        let path = self.notes(who);
        if fs::metadata(&path).is_ok_and(|m| m.len() > LARGE) {
            self.shorten(who, now);
        }
        let lines: String = tickets.iter().map(|id| format!("{id} {commit} {now}\n")).collect();
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).ok();
        }
        let file = fs::OpenOptions::new().create(true).append(true).open(&path);
        file.and_then(|mut file| file.write_all(lines.as_bytes())).ok();
    }

    fn shorten(&self, who: &str, now: i64) {
        let kept = self.looked(who).0.into_iter().filter(|(_, (_, seconds))| now - seconds < LASTS_S);
        let text: String = kept.map(|(id, (commit, seconds))| format!("{id} {commit} {seconds}\n")).collect();
        let path = self.notes(who);
        let new = path.with_extension("new");
        fs::write(&new, text).and_then(|()| fs::rename(&new, &path)).ok();
    }

    fn notes(&self, who: &str) -> PathBuf {
        // Another ref is another desk, even in this repository.
        let name = TicketId::derived(self.reference(), &who.to_lowercase());
        self.common_dir().join(FOLDER).join(name.as_str())
    }
}

fn line(line: &str) -> Option<(TicketId, ObjectId, i64)> {
    let mut words = line.split(' ');
    let id = TicketId::parse(words.next()?)?;
    let commit = ObjectId::from_hex(words.next()?.as_bytes()).ok()?;
    Some((id, commit, words.next()?.parse().ok()?))
}
