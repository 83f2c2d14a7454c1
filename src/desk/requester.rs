//! Everything about one requester or one organization: their tickets, and what can be counted on them.

use super::Desk;
use super::clocks::{Clocks, ids};
use super::config::Config;
use super::error::{Error, Result};
use super::find::unique_prefix;
use super::select::{Known, facts, read_all};
use crate::domain::insight::requester::{Card, Party, card, last_contact};
use crate::domain::people::same_person;
use crate::domain::query::Order;
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::Time;
use crate::kit::yaml::near::nearest;
use crate::store::Broken;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// Tickets that are shown besides those that are still to be done.
const LATEST: usize = 5;
/// Parties that an ambiguous word lists.
const CANDIDATES: usize = 8;

/// What the desk knows of somebody.
pub struct Requester {
    pub party: Party,
    /// What people call them, where the configuration says so.
    pub name: Option<String>,
    pub card: Card,
    /// Their unsolved tickets, in the desk's order.
    pub open: Vec<Ticket>,
    /// The last of the others, by when they last wrote.
    pub latest: Vec<Ticket>,
    /// Of the tickets above: the characters of the id that are enough to name it, the last change.
    pub prefixes: HashMap<TicketId, usize>,
    pub updated: HashMap<TicketId, Time>,
    /// Of the open ones.
    pub clocks: Clocks,
    /// Files that could not be read; they may be theirs.
    pub broken: Vec<Broken>,
    pub config: Config,
}

impl Desk {
    /// Somebody by address, by name, by a part of them that nobody else has, or as `me`; an organization
    /// by its name.
    ///
    /// # Errors
    /// [`Error::UnknownRequester`], [`Error::AmbiguousRequester`].
    pub fn requester(&self, typed: &str) -> Result<Requester> {
        let (snapshot, config) = self.open()?;
        let (tickets, broken) = read_all(&snapshot, &config)?;
        let me = self.me();
        let typed = me.first().filter(|_| typed == "me").map_or(typed, String::as_str);
        let party = find(typed, &tickets, &config)?;
        let theirs: Vec<Ticket> = tickets.into_iter().filter(|ticket| party.owns(ticket)).collect();
        let category = |ticket: &Ticket| config.workflow.category(&ticket.status);
        let card = card(&party, &theirs, category);
        let is_open = |ticket: &Ticket| ticket.merged_into.is_none() && category(ticket).is_unsolved();
        let (mut open, mut latest): (Vec<Ticket>, Vec<Ticket>) = theirs.into_iter().partition(is_open);
        let (order, clocks) = (Order::of_work(), self.clocks_if_known(&snapshot, &config, &ids(&open))?);
        let known = Known { clocks: Some(&clocks), ..Known::default() };
        open.sort_by_cached_key(|t| order.place(&facts(t, &config, &known)));
        latest.sort_by_key(|ticket| Reverse((last_contact(ticket), ticket.id)));
        latest.truncate(LATEST);
        let shown: Vec<Ticket> = open.iter().chain(&latest).cloned().collect();
        let prefix = |ticket: &Ticket| Ok((ticket.id, unique_prefix(&snapshot, ticket.id)?));
        let prefixes = shown.iter().map(prefix).collect::<Result<_>>()?;
        let updated = self.updates(&snapshot, &config, &shown)?;
        let name = name(&party, &config)?;
        Ok(Requester { party, name, card, open, latest, prefixes, updated, clocks, broken, config })
    }
}

/// Who is meant: the whole of an address or a name decides, else a part that only one of them has.
fn find(typed: &str, tickets: &[Ticket], config: &Config) -> Result<Party> {
    let people = config.people.list.iter().map(|person| (&person.who, &person.name));
    let organizations = config.organizations()?.list.iter().map(|o| (&o.id, &o.name));
    let mut all = people.chain(organizations);
    let named = all.find(|(_, name)| name.as_deref().is_some_and(|name| same_person(name, typed)));
    let typed = named.map_or(typed, |(who, _)| who.as_str());
    let parties = parties(tickets, config)?;
    if let Some(whole) = parties.iter().find(|party| same_person(party.who(), typed)) {
        return Ok(whole.clone());
    }
    let folded = typed.to_lowercase();
    let has = |party: &&Party| {
        let name = name(party, config).ok().flatten().unwrap_or_default();
        party.who().to_lowercase().contains(&folded) || name.to_lowercase().contains(&folded)
    };
    let found: Vec<&Party> = parties.iter().filter(has).collect();
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        [] => {
            let nearest = nearest(typed, parties.iter().map(Party::who));
            Err(Error::UnknownRequester { typed: typed.to_owned(), nearest })
        }
        many => {
            let candidates = many.iter().take(CANDIDATES).map(|party| party.who().to_owned()).collect();
            Err(Error::AmbiguousRequester { typed: typed.to_owned(), candidates })
        }
    }
}

fn name(party: &Party, config: &Config) -> Result<Option<String>> {
    Ok(match party {
        Party::Person(who) => config.people.find(who).and_then(|person| person.name.clone()),
        Party::Organization(id) => config.organizations()?.find(id).and_then(|o| o.name.clone()),
    })
}

/// Whoever asked, whoever may ask, and their organizations; people first.
fn parties(tickets: &[Ticket], config: &Config) -> Result<Vec<Party>> {
    let folded = |who: &String| (who.to_lowercase(), who.clone());
    let listed = config.people.list.iter().map(|person| &person.who);
    let asked = tickets.iter().filter_map(|ticket| ticket.requester.as_ref());
    let people: BTreeSet<(String, String)> = listed.chain(asked).map(folded).collect();
    let declared = config.organizations()?.list.iter().map(|organization| &organization.id);
    let served = tickets.iter().filter_map(|ticket| ticket.organization.as_ref());
    let organizations: BTreeSet<(String, String)> = declared.chain(served).map(folded).collect();
    let once = |set: BTreeSet<(String, String)>| {
        let mut all: Vec<(String, String)> = set.into_iter().collect();
        all.dedup_by(|one, other| one.0 == other.0);
        all.into_iter().map(|(_, who)| who)
    };
    Ok(once(people)
        .map(Party::Person)
        .chain(once(organizations).map(Party::Organization))
        .collect())
}
