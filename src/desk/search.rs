//! Full-text search: by the index of words where there is one, else every ticket is read. Both find the same.

use super::Desk;
use super::articles::Articles;
use super::by_index::files;
use super::config::Config;
use super::error::Result;
use super::indexed::Need;
use super::select::{Selected, bad, parse, read_all, read_these};
use crate::domain::query::look::Plan;
use crate::domain::query::search::{Found, Search};
use crate::domain::query::{Filter, Order};
use crate::domain::ticket::{Ticket, TicketId};
use crate::index::{self, Ask, Index, Oid, Wanted};
use crate::store::{Broken, Snapshot};
use std::collections::HashSet;

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
    /// They have a limit of their own.
    pub articles: Articles,
    pub config: Config,
}

/// Tickets that were found, in order, and how many there are.
struct Hits {
    tickets: Vec<Ticket>,
    all: usize,
    broken: Vec<Broken>,
}

/// So few tickets are read sooner than judged by their rows.
const FEW: usize = 100;

impl Desk {
    /// Searches the texts of tickets for words and phrases; terms with keys choose among the tickets. Without such
    /// terms, articles are searched too.
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
        let found = |(ticket, prefix)| Match { found: search.look(&ticket), ticket, prefix };
        let list = tickets.into_iter().zip(prefixes).map(found).collect();
        let articles = self.search_articles(&search, limit, &snapshot, &config)?;
        Ok(Some(Matches { list, all, broken, articles, config }))
    }

    /// What the indexes find. `None`: they cannot help.
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
        let is_all = plan.rest.is_empty() && search.compiled.order.is_empty();
        let (needles, public) = (search.needles(), search.is_public());
        let wanted = Wanted { look: &plan.look, needles, public, limit: limit.filter(|_| is_all) };
        // First the index of tickets: where there can be none, there is none of words either.
        let Some(broken) = self.ask(snapshot, config, Need::State, Index::broken) else { return Ok(None) };
        let Some(texts) = self.index_of_texts(snapshot, config) else { return Ok(None) };
        let Some(found) = self.ask_texts(|| texts.find_words(tip.as_slice(), &wanted)) else { return Ok(None) };
        let judge = Judge { search, plan: &plan, config };
        let judged = |index: &Index| match is_all {
            true => Ok(Judged { files: files_of(index, &found.tickets)?, all: Some(found.all) }),
            false => judge.judge(index, &found.tickets, limit),
        };
        let Some(judged) = self.ask(snapshot, config, Need::State, judged) else { return Ok(None) };
        let (Some(files), Some(broken)) = (files(judged.files), files(broken)) else { return Ok(None) };
        let (mut tickets, odd) = read_these(&files, snapshot, config)?;
        let (mended, broken) = read_these(&broken, snapshot, config)?;
        if !odd.is_empty() || !mended.is_empty() {
            return Ok(None);
        }
        let Some(all) = judged.all else {
            return self.choose((tickets, broken), search, limit, snapshot, config).map(Some);
        };
        if public {
            tickets.iter_mut().for_each(hide_internal);
        }
        Ok(Some(Hits { tickets, all, broken }))
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

/// What is left of the tickets that have the words.
struct Judged {
    files: Vec<(TicketId, Oid)>,
    /// These are the ones, in order, of so many; `None`: each of them has to be read and asked.
    all: Option<usize>,
}

/// Whoever asks the index of tickets what the index of words cannot know.
struct Judge<'a> {
    search: &'a Search,
    plan: &'a Plan<'a>,
    config: &'a Config,
}

impl Judge<'_> {
    fn judge(&self, index: &Index, found: &[TicketId], limit: Option<usize>) -> index::Result<Judged> {
        let order = &self.search.compiled.order;
        // Rows know nothing of what requesters see, and of clocks only now and then.
        if found.len() <= FEW || self.search.is_public() || order.asks_clocks() {
            return Ok(Judged { files: files_of(index, found)?, all: None });
        }
        let rest = Filter::All(self.plan.rest.iter().map(|part| (*part).clone()).collect());
        let selection = index.select(&rest, order, &Ask { workflow: &self.config.workflow, limit: None })?;
        let chosen = selection.hits.into_iter().map(|hit| hit.id);
        let ids: Vec<TicketId> = if order.is_empty() {
            let chosen: HashSet<TicketId> = chosen.collect();
            found.iter().copied().filter(|id| chosen.contains(id)).collect()
        } else {
            let found: HashSet<TicketId> = found.iter().copied().collect();
            chosen.filter(|id| found.contains(id)).collect()
        };
        let is_all = selection.exact && (order.is_empty() || selection.ordered);
        let shown = if is_all { limit.unwrap_or(usize::MAX).min(ids.len()) } else { ids.len() };
        Ok(Judged { files: files_of(index, &ids[..shown])?, all: is_all.then_some(ids.len()) })
    }
}

/// The files of these tickets, in this order.
pub(super) fn files_of(index: &Index, ids: &[TicketId]) -> index::Result<Vec<(TicketId, Oid)>> {
    let file = |id: &TicketId| match index.ticket(*id)? {
        Some(hit) => Ok((hit.id, hit.blob)),
        None => Err(index::Error::Odd("words of a ticket that is not there")),
    };
    ids.iter().map(file).collect()
}

/// Takes away what no requester sees.
fn hide_internal(ticket: &mut Ticket) {
    ticket.messages.retain(|message| message.visibility.is_public());
    ticket.attachments.retain(|file| file.visibility.is_public());
}
