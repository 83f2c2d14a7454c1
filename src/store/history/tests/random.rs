//! Random histories: lines, branches and merges, honest and evil, with broken versions and wrong clocks.

use super::desk::{Commit, Desk, NOON, id};
use super::slow::{law, read, timelines};
use crate::domain::ticket::model::Author;
use crate::domain::ticket::{Message, Occurrence, Ticket, TicketId, Value, Visibility};
use crate::domain::time::at;
use crate::store::ObjectId;
use crate::store::format::write_ticket;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How many tickets there are at most.
const TICKETS: u64 = 3;

/// One commit to be, in numbers that mean something only where it is made.
#[derive(Clone, Debug)]
pub struct Seed {
    /// Which of the commits so far; a second and a third make a merge.
    parents: Vec<usize>,
    /// Of each ticket: what becomes of it.
    deeds: Vec<u16>,
    authored: i64,
    committed: i64,
}

fn seed(merges: bool) -> impl Strategy<Value = Seed> {
    let others = if merges { prop::collection::vec(any::<usize>(), 0..3).boxed() } else { Just(Vec::new()).boxed() };
    let one = prop_oneof![3 => Just(usize::MAX), 1 => any::<usize>()];
    let one = if merges { one.boxed() } else { Just(usize::MAX).boxed() };
    let deeds = prop::collection::vec(any::<u16>(), TICKETS as usize);
    // Clocks that agree, and such that are hours off.
    let clock = || prop_oneof![4 => 0..100i64, 1 => -9_000..9_000i64];
    (one, others, deeds, clock(), clock()).prop_map(|(one, others, deeds, authored, committed)| {
        let many = others.len() > 1 || others.first().is_some_and(|n| n % 2 == 0);
        let parents = std::iter::once(one).chain(others.into_iter().filter(|_| many)).collect();
        Seed { parents, deeds, authored, committed }
    })
}

/// Histories of some commits, in one line or not.
pub fn history(merges: bool) -> impl Strategy<Value = Vec<Seed>> {
    prop::collection::vec(seed(merges), 1..14)
}

/// The repository that the seeds make.
pub fn grow(seeds: &[Seed]) -> Desk {
    let mut desk = Desk::new();
    for (n, seed) in seeds.iter().enumerate() {
        let parents = parents(&desk, &seed.parents);
        let files = if parents.len() > 1 { merged(&desk, &parents, seed) } else { edited(&desk, &parents, seed, n) };
        let (authored, committed) = (NOON + seed.authored, NOON + seed.committed);
        desk.make(Commit { parents, authored, committed, files });
    }
    desk
}

/// The last commit for a number that is too great, so that most histories go on from there; each parent once.
fn parents(desk: &Desk, seeds: &[usize]) -> Vec<ObjectId> {
    let mut parents: Vec<ObjectId> = Vec::new();
    for seed in seeds {
        let Some(last) = desk.order.len().checked_sub(1) else { break };
        let parent = desk.order[if *seed == usize::MAX { last } else { seed % desk.order.len() }];
        if !parents.contains(&parent) {
            parents.push(parent);
        }
    }
    parents
}

fn edited(desk: &Desk, parents: &[ObjectId], seed: &Seed, n: usize) -> BTreeMap<TicketId, String> {
    let mut files = parents.first().map(|p| desk.made[p].files.clone()).unwrap_or_default();
    for (ticket, deed) in (0..TICKETS).map(id).zip(&seed.deeds) {
        edit(&mut files, ticket, *deed, n);
    }
    files
}

fn edit(files: &mut BTreeMap<TicketId, String>, ticket: TicketId, deed: u16, n: usize) {
    let old = files.get(&ticket).map(|text| (text.clone(), read(text)));
    match (deed % 16, old) {
        (0..=5, _) => {}
        (6, _) => drop(files.remove(&ticket)),
        (7, _) => drop(files.insert(ticket, format!("broken: [{}\n", deed / 64))),
        // Another file that says the same.
        (8, Some((text, Some(_)))) => drop(files.insert(ticket, format!("# {}\n{text}", deed / 64))),
        (_, old) => {
            let blank = || Ticket::new(ticket, "A ticket".into(), "open".into(), at(NOON));
            let mut next = old.and_then(|(_, ticket)| ticket).unwrap_or_else(blank);
            change(&mut next, (deed / 16) % 30, n);
            files.insert(ticket, write_ticket(&next));
        }
    }
}

fn change(ticket: &mut Ticket, what: u16, n: usize) {
    match what {
        0..=2 => ticket.title = format!("Title {what}"),
        3..=5 => ticket.status = ["new", "open", "solved"][usize::from(what) - 3].to_owned(),
        6..=9 => {
            let tag = format!("tag{}", what % 2);
            match ticket.tags.iter().position(|t| *t == tag) {
                Some(there) => drop(ticket.tags.remove(there)),
                None => ticket.tags.push(tag),
            }
        }
        10..=13 => ticket.add_message(Message {
            id: id(n as u64 + 100),
            at: at(NOON + i64::from(what)),
            from: None,
            role: Author::Agent,
            channel: None,
            visibility: Visibility::Public,
            text: format!("text {n}\n"),
            unknown: Vec::new(),
        }),
        14 => ticket.messages.clear(),
        15..=17 => {
            let Some(message) = ticket.messages.first_mut() else { return };
            message.text = format!("another text {what}\n");
        }
        18 | 19 => {
            ticket.status = "closed".to_owned();
            ticket.closed = Some(at(NOON + n as i64));
        }
        20 => (ticket.status, ticket.closed) = ("open".to_owned(), None),
        21 | 22 => ticket.group = Some(format!("group{what}")),
        23 => ticket.assignee = ticket.assignee.is_none().then(|| "ana@example.com".to_owned()),
        24 | 25 => ticket.merged_into = if ticket.merged_into.is_some() { None } else { Some(id(7)) },
        26 => ticket.set_field("service", Some(Value::Text(format!("value {n}")))),
        27 => ticket.number = ticket.number.or(Some(n as u64 + 1)),
        _ => {
            let count = ticket.occurrences.first().map_or(1, |seen| seen.count + n as u32);
            ticket.occurrences = vec![Occurrence {
                fingerprint: "v1:a".to_owned(),
                at: at(NOON),
                run: Some("run".to_owned()),
                count,
                commit: None,
                branch: None,
                url: None,
                platform: None,
            }];
        }
    }
}

/// A merge by the law, as one of its sides has it, or neither.
fn merged(desk: &Desk, parents: &[ObjectId], seed: &Seed) -> BTreeMap<TicketId, String> {
    let mut files = BTreeMap::new();
    let below: BTreeSet<ObjectId> =
        parents.iter().flat_map(|p| desk.below(*p).iter().copied().collect::<Vec<_>>()).collect();
    for (ticket, deed) in (0..TICKETS).map(id).zip(&seed.deeds) {
        let of = |n: u16| desk.made[&parents[usize::from(n) % parents.len()]].files.get(&ticket).cloned();
        let mut text = match deed % 4 {
            0 => lawful(desk, parents, &below, ticket),
            n => of(n),
        };
        if deed % 31 == 0 {
            let mut one = text.map(|text| BTreeMap::from([(ticket, text)])).unwrap_or_default();
            edit(&mut one, ticket, deed.wrapping_mul(7), 50);
            text = one.remove(&ticket);
        }
        files.extend(text.map(|text| (ticket, text)));
    }
    files
}

/// The text of the law of what is below the parents; that of a parent, where it says the same.
fn lawful(desk: &Desk, parents: &[ObjectId], below: &BTreeSet<ObjectId>, ticket: TicketId) -> Option<String> {
    let mut events: Vec<_> = parents
        .iter()
        .flat_map(|p| timelines(desk, *p).remove(&ticket).unwrap_or_default())
        .collect();
    events.retain(|event| below.contains(&event.commit));
    events.sort_by_key(|event| (event.at, event.depth, event.commit));
    events.dedup_by_key(|event| event.commit);
    let law = law(desk, ticket, &events)?;
    let same = parents.iter().filter_map(|p| desk.made[p].files.get(&ticket));
    let mut same = same.filter(|text| read(text).as_ref() == Some(&law));
    Some(same.next().cloned().unwrap_or_else(|| write_ticket(&law)))
}
