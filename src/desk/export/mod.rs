//! Tickets and their history for other programs.

mod sorter;

use super::Desk;
use super::config::Config;
use super::error::{Error, Result};
use crate::domain::ticket::attachment::Enclosed;
use crate::domain::ticket::replay::{Action, Retelling, StatusWord, StreamEvent, retell};
use crate::domain::ticket::workflow::{Category, Workflow};
use crate::domain::ticket::{Ticket, TicketId, Visibility};
use crate::store::history::{Chapter, Want};
use crate::store::{FileAt, ObjectId, Snapshot};
use sorter::{Sorted, Sorter};
use std::collections::BTreeMap;

/// What there is to tell of the tickets that match.
struct Told<'a> {
    config: &'a Config,
    /// Each with its refs.
    tickets: &'a BTreeMap<TicketId, Vec<String>>,
    /// Not all that history tells of: it is read for these only.
    some: bool,
    public: bool,
}

/// A line of a stream, or an event that still lacks its bytes.
enum Written {
    Text(String),
    File(Box<StreamEvent>),
}

impl Desk {
    /// The events of the tickets that match, each as `write` writes it, in order of time; equal times in the order
    /// of their tickets' timelines. With `public`, what a requester may see. `write` is called from many threads;
    /// what it has written is not held in memory as a whole.
    ///
    /// # Errors
    /// Those of the query and of reading history; when there is no room for what memory does not hold, so are the
    /// texts.
    pub fn retell(
        &self,
        words: &[String],
        public: bool,
        write: fn(&StreamEvent) -> String,
    ) -> Result<impl Iterator<Item = Result<String>> + use<>> {
        let (snapshot, config) = self.open()?;
        let tickets = self.refs(&snapshot, &config, words)?;
        let told = Told { config: &config, tickets: &tickets, some: !words.is_empty(), public };
        let written = match snapshot.tip {
            Some(tip) => self.in_order(tip, &told, write)?,
            None => Sorter::new().finish()?,
        };
        Ok(written.map(|text| text.map_err(Error::Store)))
    }

    /// The readable tickets that match, with their refs.
    fn refs(&self, snapshot: &Snapshot, config: &Config, words: &[String]) -> Result<BTreeMap<TicketId, Vec<String>>> {
        if !words.is_empty() {
            let compiled = self.compile(config, words, "is:any")?;
            let found = self.query(snapshot, config, &compiled, None)?.tickets;
            return Ok(found.into_iter().map(|ticket| (ticket.id, ticket.refs)).collect());
        }
        let refs = |(id, _): FileAt, ticket: std::result::Result<Ticket, _>| Some((id, ticket.ok()?.refs));
        let read = snapshot.read_files(&snapshot.files()?, &config.limits(), refs)?;
        Ok(read.into_iter().flatten().collect())
    }

    fn in_order(&self, tip: ObjectId, told: &Told, write: fn(&StreamEvent) -> String) -> Result<Sorted> {
        let limits = told.config.limits();
        let only = told.some.then(|| told.tickets.keys().copied().collect());
        let want = Want { only: only.as_ref(), texts: true, who: true, limits: &limits };
        // Bytes of files are read where the desk is: behind the threads.
        let written = |chapter: Chapter| -> Vec<(i64, Written)> {
            let one = |event: StreamEvent| match event.action {
                Action::File { .. } => (event.at.timestamp(), Written::File(Box::new(event))),
                _ => (event.at.timestamp(), Written::Text(write(&event))),
            };
            told.events(chapter).map(one).collect()
        };
        let (mut sorter, watch, mut failed) = (Sorter::new(), &self.env.watch, None);
        let put = |all: Vec<(i64, Written)>| {
            all.into_iter().try_for_each(|(at, one)| match one {
                Written::Text(text) => sorter.put(at, &text),
                Written::File(mut event) => match self.enclose(&mut event, tip) {
                    Ok(()) => sorter.put(at, &write(&event)),
                    Err(error) => {
                        failed.get_or_insert(error);
                        Ok(())
                    }
                },
            })
        };
        self.store
            .stretch(None, tip)?
            .tell(&want, |_| Vec::new(), written, put, |done, all| watch.tell(done, all))?;
        match failed {
            Some(error) => Err(error),
            None => Ok(sorter.finish()?),
        }
    }

    /// Puts the bytes of a file into the event that tells it.
    fn enclose(&self, event: &mut StreamEvent, tip: ObjectId) -> Result<()> {
        let ticket = event.ticket_id();
        let Action::File { attachment, bytes } = &mut event.action else { return Ok(()) };
        let name = attachment.name.clone();
        let found = self.store.snapshot_at(Some(tip))?.file(&attachment.path(ticket))?;
        let Some(found) = found else {
            return Err(Error::UnknownAttachment { ticket, name, known: Vec::new() });
        };
        *bytes = Some(Enclosed { name, bytes: found.into() });
        Ok(())
    }
}

impl Told<'_> {
    /// What the chapter of one ticket comes to in a stream.
    fn events(&self, chapter: Chapter) -> impl Iterator<Item = StreamEvent> {
        let find = |id: TicketId| self.tickets.get(&id).cloned();
        let how = Retelling { workflow: &self.config.workflow, refs: &find };
        let events: Vec<_> = chapter.events.into_iter().map(|(_, event)| event).collect();
        let wanted = self.tickets.contains_key(&chapter.ticket);
        let told = if wanted { retell(chapter.ticket, &events, &how) } else { Vec::new() };
        told.into_iter()
            .filter_map(|event| if self.public { in_public(event, &self.config.workflow) } else { Some(event) })
    }
}

/// An event as a requester may see it: no notes, nobody's assignments, no tags, hold as open.
fn in_public(mut event: StreamEvent, workflow: &Workflow) -> Option<StreamEvent> {
    match &mut event.action {
        Action::Create(create) => {
            create.tags.clear();
            create.category = None;
            create.subcategory = None;
            hide_hold(&mut create.status, workflow);
        }
        Action::Status(to) => hide_hold(to, workflow),
        Action::Comment(comment) if comment.visibility == Visibility::Public => {}
        Action::Csat { .. } | Action::Priority { .. } => {}
        Action::File { attachment, .. } if attachment.visibility == Visibility::Public => {}
        _ => return None,
    }
    Some(event)
}

fn hide_hold(status: &mut StatusWord, workflow: &Workflow) {
    let own = workflow
        .find(status.name.as_deref().unwrap_or(&status.word))
        .map_or("", |s| s.name.as_str());
    let (shown, category) = workflow.shown(own);
    if shown != own {
        let word = category.as_str();
        *status = StatusWord { word: word.to_owned(), name: (shown != word).then(|| shown.to_owned()) };
        return;
    }
    let means_hold = |word: &str| workflow.find(word).is_some_and(|s| s.category == Category::Hold);
    if status.word == "on-hold" || means_hold(&status.word) || status.name.as_deref().is_some_and(means_hold) {
        *status = StatusWord { word: Category::Open.as_str().to_owned(), name: None };
    }
}
