//! What a tracker says of a ticket, in its own words.

use super::{Kind, MOST_OF_ONE, id_of};
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::attachment::Enclosed;
use crate::domain::ticket::model::{Author, Visibility};
use crate::domain::ticket::{TicketId, Value};
use crate::domain::time::Time;

/// What was read of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Export {
    pub items: Vec<Item>,
    /// What was left out: its place, a line or a path, and why.
    pub bad: Vec<(String, Cause)>,
}

/// One ticket as it was when it was made, and what happened to it since.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its line or path in the file.
    pub place: String,
    /// Its foreign id without the kind: `owner/repo#12`.
    pub key: String,
    /// The ticket that it is, if that does not follow from the key.
    pub ticket: Option<TicketId>,
    pub title: String,
    pub created: Time,
    pub author: Option<String>,
    /// Whose wish it is, if not the author's.
    pub requester: Option<String>,
    pub text: String,
    /// What came with the text.
    pub files: Vec<Enclosed>,
    /// How it came in, in the desk's words.
    pub channel: Option<&'static str>,
    pub status: Word,
    pub priority: Option<String>,
    pub kind: Option<&'static str>,
    pub assignee: Option<String>,
    pub group: Option<String>,
    pub tags: Vec<String>,
    pub followers: Vec<String>,
    /// Further ids that it is known by, with their kind.
    pub refs: Vec<String>,
    /// Names of the tracker, which a mapping can rename or drop.
    pub fields: Vec<(String, Value)>,
    /// Links to other tickets of this tracker: the kind as it is stored here, and the other's key.
    pub links: Vec<(&'static str, String)>,
    pub steps: Vec<Step>,
    /// The status that it comes to when it moves in, and when: nobody set it. A desk that has the ticket already knows
    /// better.
    pub end: Option<(Time, Word)>,
}

/// A status of the tracker, and what it most likely means in the six words of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub name: String,
    /// `None`: ask the general list of words.
    pub means: Option<&'static str>,
}

impl Word {
    pub fn new(name: impl Into<String>) -> Word {
        Word { name: name.into(), means: None }
    }

    pub fn meaning(name: impl Into<String>, means: &'static str) -> Word {
        Word { name: name.into(), means: Some(means) }
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub at: Time,
    /// `None`: the export does not say; the tracker itself.
    pub actor: Option<String>,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub enum What {
    Status(Word),
    Priority(String),
    Assign(Option<String>),
    Requester(Option<String>),
    Group(Option<String>),
    /// All of them as they are now.
    Followers(Vec<String>),
    Tag {
        add: Vec<String>,
        remove: Vec<String>,
    },
    Title(String),
    Field(String, Value),
    Comment(Said),
    Reworded(Reworded),
    Merged {
        into: String,
    },
    Rated {
        score: String,
        comment: Option<String>,
    },
}

/// A message.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Its id in the tracker; empty when it has none.
    pub id: String,
    pub visibility: Visibility,
    pub role: Author,
    pub text: String,
    /// What it quotes of others.
    pub quoted: Option<String>,
    pub files: Vec<Enclosed>,
}

/// A message that is there already, as it reads from now on; its files are further ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Reworded {
    pub said: Said,
    /// When it was said first, and by whom.
    pub at: Time,
    pub author: Option<String>,
}

impl Said {
    /// Staff's public word, with no file.
    pub fn new(id: String, text: String) -> Said {
        Said { id, visibility: Visibility::Public, role: Author::Agent, text, quoted: None, files: Vec::new() }
    }
}

impl Item {
    pub fn new(place: String, key: String, title: String, created: Time) -> Item {
        Item {
            place,
            key,
            ticket: None,
            title,
            created,
            author: None,
            requester: None,
            text: String::new(),
            files: Vec::new(),
            channel: None,
            status: Word::meaning("new", "new"),
            priority: None,
            kind: None,
            assignee: None,
            group: None,
            tags: Vec::new(),
            followers: Vec::new(),
            refs: Vec::new(),
            fields: Vec::new(),
            links: Vec::new(),
            steps: Vec::new(),
            end: None,
        }
    }

    /// The ticket that it is in every desk.
    pub fn id(&self, kind: Kind) -> TicketId {
        self.ticket.unwrap_or_else(|| id_of(kind, &self.key))
    }

    pub fn step(&mut self, at: Time, actor: Option<String>, what: What) {
        self.steps.push(Step { at, actor, what });
    }
}

impl Export {
    /// Leaves the status of tickets alone that are there.
    pub fn keep_statuses(&mut self, kind: Kind, is_there: impl Fn(TicketId) -> bool) {
        for item in self.items.iter_mut().filter(|item| is_there(item.id(kind))) {
            item.end = None;
        }
    }

    /// Leaves out files of more than so many bytes, and tells of each.
    pub fn without_large_files(&mut self, limit: u64) {
        let mut bad = Vec::new();
        for item in &mut self.items {
            let place = item.place.clone();
            let said = item.steps.iter_mut().filter_map(|step| match &mut step.what {
                What::Comment(said) | What::Reworded(Reworded { said, .. }) => Some(&mut said.files),
                _ => None,
            });
            for files in said.chain([&mut item.files]) {
                files.retain(|file| {
                    let fits = file.bytes.len() as u64 <= limit;
                    if !fits {
                        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
                        bad.push((format!("{place} {}", file.name), Cause::TooLong { limit }));
                    }
                    fits
                });
            }
        }
        self.bad.append(&mut bad);
    }

    pub fn skip(&mut self, place: impl Into<String>, cause: Cause) {
        self.bad.push((place.into(), cause));
    }

    /// What is taken of a list below a ticket, so many at most; that there were more is told.
    pub fn first<'a, T>(&mut self, list: &'a [T], place: &str, key: &str) -> &'a [T] {
        if list.len() > MOST_OF_ONE {
            self.skip(format!("{place}.{key}[{MOST_OF_ONE}]"), Cause::TooMany { limit: MOST_OF_ONE });
        }
        &list[..list.len().min(MOST_OF_ONE)]
    }
}
