//! Full-text search: by the index of words where there is one, else every ticket is read. Both find the same.

use super::Desk;
use super::by_index::files;
use super::config::Config;
use super::error::Result;
use super::indexed::Need;
use super::select::{Selected, bad, parse, read_all, read_these};
use crate::domain::query::Order;
use crate::domain::query::search::{Found, Search};
use crate::domain::ticket::{Ticket, TicketId};
use crate::index::Wanted;
use crate::store::{Broken, FileAt, ObjectId, Snapshot, ticket_path};
use std::collections::HashMap;

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

/// Tickets that were found, in order, and how many there are.
struct Hits {
    tickets: Vec<Ticket>,
    all: usize,
    broken: Vec<Broken>,
}

/// From so many tickets on, listing all files is quicker than finding each.
const MANY: usize = 500;

impl Desk {
    /// Searches the texts of tickets for words and phrases; terms with keys choose among the tickets.
    /// With `public`, internal notes and files, and what the desk keeps of a ticket besides, are as if they
    /// were not there. `None`: there was no word to search for.
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
        let Hits { tickets, all, broken } = match self.look_up(&search, limit, &snapshot, &config)? {
            Some(hits) => hits,
            None => self.choose(read_all(&snapshot, &config)?, &search, limit, &snapshot, &config)?,
        };
        let prefixes = self.unique_prefixes(&snapshot, &config, &tickets)?;
        let found = |(ticket, prefix): (Ticket, usize)| Match { found: search.look(&ticket), ticket, prefix };
        let list = tickets.into_iter().zip(prefixes).map(found).collect();
        Ok(Some(Matches { list, all, broken, config }))
    }

    /// What the index of words finds. `None`: it cannot help.
    fn look_up(
        &self,
        search: &Search,
        limit: Option<usize>,
        snapshot: &Snapshot,
        config: &Config,
    ) -> Result<Option<Hits>> {
        // How often something is seen, all tickets together know.
        let plan = search.plan().filter(|_| !search.compiled.asks_recurrence());
        let (Some(plan), Some(tip)) = (plan, snapshot.tip) else { return Ok(None) };
        let index = self.index(snapshot, config);
        let broken = index.and_then(|index| self.ask(|| index.broken()));
        let (Some(broken), Some(texts)) = (broken, self.index_of_texts(snapshot, config)) else { return Ok(None) };
        let is_all = plan.exact && search.compiled.order.is_empty();
        let (needles, public) = (search.needles(), search.is_public());
        let wanted = Wanted { look: &plan.look, needles, public, limit: limit.filter(|_| is_all) };
        let Some(found) = self.ask_texts(|| texts.find_words(tip.as_slice(), &wanted)) else { return Ok(None) };
        let broken: Vec<FileAt> = broken
            .iter()
            .filter_map(|(id, blob)| Some((*id, ObjectId::try_from(&blob[..]).ok()?)))
            .collect();
        let (_, broken) = read_these(&broken, snapshot, config)?;
        let (mut tickets, _) = read_these(&files_of(&found.tickets, snapshot)?, snapshot, config)?;
        if !is_all {
            return self.choose((tickets, broken), search, limit, snapshot, config).map(Some);
        }
        if public {
            tickets.iter_mut().for_each(hide_internal);
        }
        Ok(Some(Hits { tickets, all: found.all, broken }))
    }

    /// Those among some tickets that the search finds, the best first unless the query says how to sort.
    fn choose(
        &self,
        mut read: (Vec<Ticket>, Vec<Broken>),
        search: &Search,
        limit: Option<usize>,
        snapshot: &Snapshot,
        config: &Config,
    ) -> Result<Hits> {
        if search.is_public() {
            read.0.iter_mut().for_each(hide_internal);
        }
        // Found ones are ranked afterwards, unless the query says how to sort.
        let quickly = search.compiled.clone().or_by(Order::by_urgency);
        let Selected { mut tickets, broken, .. } = self.query_among(read, snapshot, config, &quickly)?;
        if search.compiled.order.is_empty() {
            tickets.sort_by_cached_key(|ticket| search.rank(ticket, &search.look(ticket)));
        }
        let all = tickets.len();
        tickets.truncate(limit.unwrap_or(usize::MAX));
        Ok(Hits { tickets, all, broken })
    }
}

/// The files of these tickets, in this order.
fn files_of(ids: &[TicketId], snapshot: &Snapshot) -> Result<Vec<FileAt>> {
    if ids.len() > MANY {
        let files: HashMap<TicketId, ObjectId> = snapshot.files()?.into_iter().collect();
        return Ok(ids.iter().filter_map(|id| Some((*id, *files.get(id)?))).collect());
    }
    let mut files = Vec::with_capacity(ids.len());
    for id in ids {
        files.extend(snapshot.id_of(&ticket_path(*id))?.map(|blob| (*id, blob)));
    }
    Ok(files)
}

/// Takes away what no requester sees.
fn hide_internal(ticket: &mut Ticket) {
    ticket.messages.retain(|message| message.visibility.is_public());
    ticket.attachments.retain(|file| file.visibility.is_public());
}
