//! Full-text search without an index: every ticket is read.

use super::Desk;
use super::config::Config;
use super::error::Result;
use super::find::unique_prefix;
use super::select::{Selected, bad, parse, read_all};
use crate::domain::query::Order;
use crate::domain::query::search::{Found, Search};
use crate::domain::ticket::Ticket;
use crate::store::Broken;

/// A ticket that was found, and where in it.
pub struct Match {
    pub ticket: Ticket,
    pub found: Found,
    /// Characters of its id that are enough to name it.
    pub prefix: usize,
}

/// What a search found, the best first.
pub struct Matches {
    pub list: Vec<Match>,
    /// How many there were before the limit.
    pub all: usize,
    /// Files that could not be read; the rest is complete.
    pub broken: Vec<Broken>,
    pub config: Config,
}

impl Desk {
    /// Searches titles and messages for words and phrases; terms with keys choose among the tickets.
    /// With `public`, internal notes and files are as if they were not there. `None`: there was no word
    /// to search for.
    ///
    /// # Errors
    /// [`super::Error::BadQuery`].
    pub fn search(&self, words: &[String], public: bool, limit: Option<usize>) -> Result<Option<Matches>> {
        let (snapshot, config) = self.open()?;
        let (line, parsed) = parse(words)?;
        let me = self.me();
        let scope = config.scope(&parsed, self.env.now, &me)?;
        let search = Search::compile(&parsed, &scope, public).map_err(bad(&line))?;
        if !search.has_text() {
            return Ok(None);
        }
        let mut read = read_all(&snapshot, &config)?;
        if public {
            read.0.iter_mut().for_each(hide_internal);
        }
        // Found ones are ranked afterwards, unless the query says how to sort.
        let quickly = search.compiled.clone().or_by(Order::by_urgency);
        let Selected { tickets, broken, .. } = self.query_among(read, &snapshot, &config, &quickly)?;
        let ranked = rank(tickets, &search);
        let all = ranked.len();
        let shown = ranked.into_iter().take(limit.unwrap_or(usize::MAX));
        let with_prefix = |(ticket, found): (Ticket, Found)| {
            unique_prefix(&snapshot, ticket.id).map(|prefix| Match { ticket, found, prefix })
        };
        let list = shown.map(with_prefix).collect::<Result<_>>()?;
        Ok(Some(Matches { list, all, broken, config }))
    }
}

/// Takes away what no requester sees.
fn hide_internal(ticket: &mut Ticket) {
    ticket.messages.retain(|message| message.visibility.is_public());
    ticket.attachments.retain(|file| file.visibility.is_public());
}

/// The best first, unless the query says how to sort.
fn rank(tickets: Vec<Ticket>, search: &Search) -> Vec<(Ticket, Found)> {
    let look = |ticket: Ticket| {
        let found = search.look(&ticket);
        (ticket, found)
    };
    let mut found: Vec<(Ticket, Found)> = tickets.into_iter().map(look).collect();
    if search.compiled.order.is_empty() {
        found.sort_by_cached_key(|(ticket, found)| search.rank(ticket, found));
    }
    found
}
