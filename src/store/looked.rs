//! When a person last looked at a ticket, or skipped it: notes of this clone, in the common git directory.
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

/// What a note is about; each has a folder of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    Looked,
    /// `next` was asked for another one.
    Skipped,
}

impl Note {
    pub const ALL: [Note; 2] = [Note::Looked, Note::Skipped];

    /// Below the common git directory.
    pub fn folder(self) -> &'static str {
        match self {
            Note::Looked => "desk/looked",
            Note::Skipped => "desk/skipped",
        }
    }
}

/// A note is forgotten after this many seconds.
pub const LASTS_S: i64 = 12 * 3600;
/// A file of notes larger than this is written anew, in bytes.
const LARGE: u64 = 64 << 10;

/// The commit of each ticket's last note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes(HashMap<TicketId, (ObjectId, i64)>);

impl Notes {
    /// The commit at which a ticket was noted, unless that was too long before `now` (seconds).
    pub fn at(&self, ticket: TicketId, now: i64) -> Option<ObjectId> {
        let (commit, seconds) = self.0.get(&ticket)?;
        (0..LASTS_S).contains(&(now - seconds)).then_some(*commit)
    }
}

impl Store {
    /// The notes of `who`.
    pub fn notes(&self, note: Note, who: &str) -> Notes {
        let text = fs::read_to_string(self.file_of(note, who)).unwrap_or_default();
        Notes(
            text.lines()
                .filter_map(line)
                .map(|(id, commit, seconds)| (id, (commit, seconds)))
                .collect(),
        )
    }

    /// Notes these tickets for `who`, as `commit` has them.
    pub fn note(&self, note: Note, who: &str, tickets: &[TicketId], commit: ObjectId, now: i64) {
        let path = self.file_of(note, who);
        if fs::metadata(&path).is_ok_and(|m| m.len() > LARGE) {
            self.shorten(note, who, now);
        }
        let lines: String = tickets.iter().map(|id| format!("{id} {commit} {now}\n")).collect();
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).ok();
        }
        let file = fs::OpenOptions::new().create(true).append(true).open(&path);
        file.and_then(|mut file| file.write_all(lines.as_bytes())).ok();
    }

    /// Forgets the notes of `who`.
    pub fn forget(&self, note: Note, who: &str) {
        fs::remove_file(self.file_of(note, who)).ok();
    }

    fn shorten(&self, note: Note, who: &str, now: i64) {
        let kept = self.notes(note, who).0.into_iter().filter(|(_, (_, seconds))| now - seconds < LASTS_S);
        let text: String = kept.map(|(id, (commit, seconds))| format!("{id} {commit} {seconds}\n")).collect();
        let path = self.file_of(note, who);
        let new = path.with_extension("new");
        fs::write(&new, text).and_then(|()| fs::rename(&new, &path)).ok();
    }

    fn file_of(&self, note: Note, who: &str) -> PathBuf {
        // Another ref is another desk, even in this repository.
        let name = TicketId::derived(self.reference(), &who.to_lowercase());
        self.common_dir().join(note.folder()).join(name.as_str())
    }
}

fn line(line: &str) -> Option<(TicketId, ObjectId, i64)> {
    let mut words = line.split(' ');
    let id = TicketId::parse(words.next()?)?;
    let commit = ObjectId::from_hex(words.next()?.as_bytes()).ok()?;
    Some((id, commit, words.next()?.parse().ok()?))
}
