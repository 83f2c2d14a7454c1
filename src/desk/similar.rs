//! The tickets that are most like one, or like a text: chosen by the index of words where there is one, else by reading
//! every ticket. Both find the same.

use super::Desk;
use super::by_index::files;
use super::config::Config;
use super::error::Result;
use super::find::load;
use super::indexed::Need;
use super::search::files_of;
use super::select::{read_all, read_these};
use crate::domain::insight::similar::{Bag, Likeness, Sought, Weighed, read};
use crate::domain::people::Role;
use crate::domain::ticket::{Ticket, TicketId};
use crate::index::Index;
use crate::store::{Broken, Snapshot};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The most that are told.
const MOST: usize = 5;
/// Whoever is less alike is not told.
const LEAST: f64 = 0.05;
/// Whoever is this much alike is told to somebody who did not ask.
const STRIKING: f64 = 0.3;
/// A desk of so many tickets is read without an index while somebody waits for something else.
const SMALL: usize = 2_500;
/// Tickets that were made at once are held against others up to so many.
const HINTS: usize = 8;
/// Merges that are followed from a ticket to where it went.
const STEPS: usize = 32;

/// A ticket that is like another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    pub ticket: Ticket,
    pub likeness: Likeness,
    /// Characters of its id that are enough to name it.
    pub prefix: usize,
}

/// The tickets that are most alike, the most first.
pub struct Similar {
    pub list: Vec<Alike>,
    /// Files that could not be read.
    pub broken: Vec<Broken>,
    /// By the eyes of a requester.
    pub public: bool,
    pub config: Config,
}

/// Who looks, and at what.
#[derive(Clone, Copy)]
struct Look<'a> {
    snapshot: &'a Snapshot<'a>,
    config: &'a Config,
    public: bool,
}

/// What was chosen to be compared.
struct Chosen {
    weighed: Weighed,
    tickets: Vec<Ticket>,
    broken: Vec<Broken>,
}

/// Tickets and how alike they are, and files that cannot be read.
type Likely = (Vec<(Ticket, Likeness)>, Vec<Broken>);

impl Desk {
    /// The tickets that are most like one: open and solved ones; a merged one stands for where it went. It, those that
    /// were merged with it, and spam are left out. With `public`, or for whoever is a requester here, internal notes are as if
    /// they were not there.
    ///
    /// # Errors
    /// Those of finding the ticket.
    pub fn similar(&self, typed: &str, public: bool) -> Result<Similar> {
        let (snapshot, config) = self.open()?;
        let public = public || self.is_requester(&config);
        let look = Look { snapshot: &snapshot, config: &config, public };
        let ticket = load(&snapshot, &config, self.find(&snapshot, &config, typed)?)?;
        let sought = Sought::of(Bag::of_ticket(&ticket, public), true);
        let itself = look.target(ticket).map(|target| target.id);
        let (list, broken) = self.alike(&sought, look, &itself.into_iter().collect())?;
        self.named(list, broken, look)
            .map(|(list, broken)| Similar { list, broken, public, config })
    }

    /// The tickets that are most like a text that is none yet.
    ///
    /// # Errors
    /// Those of reading the desk.
    pub fn similar_to(&self, title: &str, text: &str, public: bool) -> Result<Similar> {
        let (snapshot, config) = self.open()?;
        let public = public || self.is_requester(&config);
        let look = Look { snapshot: &snapshot, config: &config, public };
        let sought = Sought::of(Bag::of(title, [text]), false);
        let (list, broken) = self.alike(&sought, look, &HashSet::new())?;
        self.named(list, broken, look)
            .map(|(list, broken)| Similar { list, broken, public, config })
    }

    /// The same for somebody who did not ask: only what is strikingly alike, and only where it costs no time. `None`:
    /// nothing to tell.
    pub fn strikingly_similar_to(&self, title: &str, text: &str) -> Option<Similar> {
        let (snapshot, _) = self.open().ok()?;
        self.is_quick(&snapshot).then_some(())?;
        let mut similar = self.similar_to(title, text, false).ok()?;
        similar.list.retain(|alike| alike.likeness.score >= STRIKING);
        (!similar.list.is_empty()).then_some(similar)
    }

    /// Of tickets that were just made from outside, the first so many: what was there before and is strikingly like each.
    /// Nothing where it would cost time, and nothing where it cannot be told: it is only a hint.
    pub(super) fn hints(&self, made: &[&Ticket]) -> HashMap<TicketId, Vec<TicketId>> {
        let hints = || -> Result<HashMap<TicketId, Vec<TicketId>>> {
            let (snapshot, config) = self.open()?;
            if made.is_empty() || !self.is_quick(&snapshot) {
                return Ok(HashMap::new());
            }
            let look = Look { snapshot: &snapshot, config: &config, public: self.is_requester(&config) };
            let new: HashSet<TicketId> = made.iter().map(|ticket| ticket.id).collect();
            let mut hints = HashMap::new();
            for ticket in made.iter().take(HINTS) {
                let within = snapshot.ids(ticket.id.as_str())?.contains(&ticket.id);
                let sought = Sought::of(Bag::of_ticket(ticket, look.public), within);
                let (list, _) = self.alike(&sought, look, &new)?;
                let striking = list.into_iter().filter(|(_, likeness)| likeness.score >= STRIKING);
                hints.insert(ticket.id, striking.map(|(ticket, _)| ticket.id).collect());
            }
            Ok(hints)
        };
        hints().unwrap_or_default()
    }

    fn is_requester(&self, config: &Config) -> bool {
        let person = self.store.author();
        person.is_ok_and(|person| config.people.role_on(person.who(), None) == Role::Requester)
    }

    /// Whether nobody waits: there is an index of words, or it is made at once.
    fn is_quick(&self, snapshot: &Snapshot) -> bool {
        let is_there = || self.index_place().texts().open().is_ok_and(|index| index.is_some());
        (!self.index_is_off() && is_there()) || snapshot.files().is_ok_and(|files| files.len() <= SMALL)
    }

    fn named(
        &self,
        list: Vec<(Ticket, Likeness)>,
        broken: Vec<Broken>,
        look: Look,
    ) -> Result<(Vec<Alike>, Vec<Broken>)> {
        let prefixes = self.unique_prefixes(look.snapshot, look.config, list.iter().map(|(ticket, _)| ticket))?;
        let named = |((ticket, likeness), prefix)| Alike { ticket, likeness, prefix };
        Ok((list.into_iter().zip(prefixes).map(named).collect(), broken))
    }

    /// Those that are most alike but for these, and files that cannot be read.
    fn alike(&self, sought: &Sought, look: Look, without: &HashSet<TicketId>) -> Result<Likely> {
        let Chosen { weighed, mut tickets, broken } = match self.chosen_by_index(sought, look)? {
            Some(chosen) => chosen,
            None => chosen_by_reading(sought, look)?,
        };
        let mut found: BTreeMap<TicketId, (Ticket, Likeness)> = BTreeMap::new();
        // However they were chosen: of two that went to one ticket the first counts.
        tickets.sort_by_key(|ticket| ticket.id);
        for ticket in tickets {
            let Some(likeness) = weighed.compare(&Bag::of_ticket(&ticket, look.public)) else { continue };
            if likeness.score < LEAST || is_spam(&ticket) {
                continue;
            }
            let Some(target) = look.target(ticket).filter(|target| !is_spam(target)) else { continue };
            let known = found.get(&target.id);
            if !without.contains(&target.id) && known.is_none_or(|(_, known)| known.score < likeness.score) {
                found.insert(target.id, (target, likeness));
            }
        }
        let mut found: Vec<(Ticket, Likeness)> = found.into_values().collect();
        found.sort_by(|(_, one), (_, other)| other.score.total_cmp(&one.score));
        found.truncate(MOST);
        Ok((found, broken))
    }

    /// `None`: the indexes cannot help.
    fn chosen_by_index(&self, sought: &Sought, look: Look) -> Result<Option<Chosen>> {
        let Look { snapshot, config, public } = look;
        let Some(tip) = snapshot.tip else { return Ok(None) };
        // First the index of tickets: where there can be none, there is none of words either.
        let Some(broken) = self.ask(snapshot, config, Need::State, Index::broken) else { return Ok(None) };
        let Some(texts) = self.index_of_texts(snapshot, config) else { return Ok(None) };
        let found = self.ask_texts(|| texts.find_similar(tip.as_slice(), sought, public));
        let Some((weighed, ids)) = found else { return Ok(None) };
        let found = self.ask(snapshot, config, Need::State, |index| files_of(index, &ids));
        let (Some(found), Some(broken)) = (found.and_then(files), files(broken)) else { return Ok(None) };
        let (tickets, odd) = read_these(&found, snapshot, config)?;
        let (mended, broken) = read_these(&broken, snapshot, config)?;
        Ok((odd.is_empty() && mended.is_empty()).then_some(Chosen { weighed, tickets, broken }))
    }
}

fn chosen_by_reading(sought: &Sought, look: Look) -> Result<Chosen> {
    let (mut tickets, broken) = read_all(look.snapshot, look.config)?;
    let (weighed, ids) = read::choose(&tickets, sought, look.public);
    let ids: HashSet<TicketId> = ids.into_iter().collect();
    tickets.retain(|ticket| ids.contains(&ticket.id));
    Ok(Chosen { weighed, tickets, broken })
}

impl Look<'_> {
    /// Where a ticket went that was merged; itself when it was not. `None`: nobody knows.
    fn target(self, mut ticket: Ticket) -> Option<Ticket> {
        for _ in 0..STEPS {
            let Some(into) = ticket.merged_into else { return Some(ticket) };
            ticket = load(self.snapshot, self.config, into).ok()?;
        }
        None
    }
}

fn is_spam(ticket: &Ticket) -> bool {
    ticket.tags.iter().any(|tag| tag.eq_ignore_ascii_case("spam"))
}
