//! The rows and the memory give one answer, whatever the desk and whatever the query.

mod desks;
mod queries;

use super::super::entry::number_of;
use super::super::{
    Ask, Entry, Index, Row, Selection,
    schema::{self, Shelf},
    state::Delta,
};
use crate::domain::insight::recurrence::Seen;
use crate::domain::query::clocks::Readings;
use crate::domain::query::filter::Test;
use crate::domain::query::keys::{Flag, Instant};
use crate::domain::query::order::Place;
use crate::domain::query::pattern::{Pattern, lower};
use crate::domain::query::{Facts, Filter, Order, SortKey};
use crate::domain::ticket::workflow::{Category, Status, Workflow};
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::at;
use desks::{Known, desk};
use proptest::prelude::*;
use rusqlite::Connection;

/// Wednesday 11 November 2026, 10:15 in Madrid.
const NOW: i64 = 1_794_388_500;
const DAY: i64 = 86_400;

fn workflow() -> Workflow {
    let status = |name: &str, category, aliases: &[&str]| Status {
        name: name.to_owned(),
        category,
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        until: false,
        shown_as: None,
        to: Vec::new(),
    };
    let statuses = vec![
        status("new", Category::New, &["nuevo"]),
        status("open", Category::Open, &[]),
        status("In progress", Category::Open, &["doing"]),
        status("pending", Category::Pending, &[]),
        status("solved", Category::Solved, &[]),
        status("closed", Category::Closed, &[]),
    ];
    Workflow { statuses, ..Workflow::default() }
}

/// An index in memory. Some of the rows were there from the beginning, some came later, some have been replaced.
fn index_of(desk: &[Known], workflow: &Workflow) -> Index {
    let entry = |known: &Known| {
        let mut entry = Entry::of(&known.ticket, known.ticket.id.as_str().into(), workflow);
        entry.updated = known.updated;
        Row::Sound(Box::new(entry))
    };
    let mut index = Index::over(Connection::open_in_memory().expect("memory")).expect("functions");
    schema::begin(&index.db, Shelf::Tickets).expect("tables");
    let mut filling = index.filling();
    for (place, known) in desk.iter().enumerate().filter(|(place, _)| place % 3 != 0) {
        let shown = &desk[if place % 3 == 1 { place } else { 0 }];
        let ticket = Ticket { id: known.ticket.id, ..shown.ticket.clone() };
        filling.add(vec![entry(&Known { ticket, ..known.clone() })]).expect("a row");
    }
    filling.finish(b"first", b"").expect("rows");
    schema::finish(&index.db, Shelf::Tickets).expect("lookups");
    let later = desk.iter().enumerate().filter(|(place, _)| place % 3 != 1).map(|(_, known)| entry(known));
    let delta = Delta { rows: later.collect(), ..Delta::default() };
    index.advance(b"first", b"second", &delta).expect("it goes on");
    for known in desk {
        let breach = known.clocks.as_ref().and_then(Readings::next_breach);
        let sql = "UPDATE ticket SET due_key = min(due_key, ?) WHERE id = ?";
        let due = breach.map_or(i64::MAX, |time| time.timestamp());
        index.db.execute(sql, (due, number_of(known.ticket.id))).expect("a place");
    }
    index
}

/// The desk as memory sees it.
struct Memory<'d> {
    desk: &'d [Known],
    workflow: Workflow,
    seen: Seen,
}

impl<'d> Memory<'d> {
    fn of(desk: &'d [Known]) -> Memory<'d> {
        let seen = Seen::among(desk.iter().map(|known| (&known.ticket, known.ticket.created)));
        Memory { desk, workflow: workflow(), seen }
    }

    fn facts(&self, known: &'d Known) -> Facts<'d> {
        let updated = known.updated.unwrap_or_else(|| known.ticket.last_message_at());
        let facts = Facts::new(&known.ticket, &self.workflow, updated).with_clocks(known.clocks.as_ref());
        Facts { recurs: self.seen.of(&known.ticket), ..facts }
    }

    fn place(&self, order: &Order, id: TicketId) -> Place {
        let known = self.desk.iter().find(|known| known.ticket.id == id).expect("a ticket of the desk");
        order.place(&self.facts(known))
    }

    /// Those that pass, in order.
    fn select(&self, filter: &Filter, order: &Order) -> Vec<TicketId> {
        let passing = self.desk.iter().filter(|known| filter.matches(&self.facts(known)));
        let mut ids: Vec<TicketId> = passing.map(|known| known.ticket.id).collect();
        ids.sort_by_cached_key(|id| self.place(order, *id));
        ids
    }

    /// What the desk makes of a selection.
    fn complete(&self, selection: &Selection, filter: &Filter, order: &Order) -> Vec<TicketId> {
        let mut ids: Vec<TicketId> = selection.hits.iter().map(|hit| hit.id).collect();
        let known = |id: &TicketId| self.desk.iter().find(|known| known.ticket.id == *id).expect("a ticket");
        if !selection.exact {
            ids.retain(|id| filter.matches(&self.facts(known(id))));
        }
        if !selection.ordered {
            ids.sort_by_cached_key(|id| self.place(order, *id));
        }
        ids
    }
}

/// Whether the rows have to know it all.
fn is_of_rows(filter: &Filter, times_known: bool) -> bool {
    !filter.any_test(&|test| match test {
        Test::Text(_) | Test::Words(_) | Test::Recurs(..) | Test::Is(Flag::Recurring, _) => true,
        Test::Clock(..) | Test::Left(..) | Test::Policy(_) => true,
        Test::Instant(Instant::Updated, ..) => !times_known,
        _ => false,
    })
}

fn is_of_columns(order: &Order, times_known: bool) -> bool {
    order.keys.iter().all(|(key, _)| match key {
        SortKey::Recurs | SortKey::Field(..) => false,
        SortKey::Word(word) => super::column_of(*word).is_some(),
        SortKey::Updated => times_known,
        _ => true,
    })
}

proptest! {
    #[test]
    fn rows_and_memory_agree(
        desk in desk(), filter in queries::filter(), order in queries::order(), limit in 0_usize..8,
    ) {
        let (memory, workflow) = (Memory::of(&desk), workflow());
        let index = index_of(&desk, &workflow);
        let wanted = memory.select(&filter, &order);
        let times_known = desk.iter().all(|known| known.updated.is_some());
        let all = index.select(&filter, &order, &Ask { workflow: &workflow, limit: None }).expect("an answer");
        let ids: Vec<TicketId> = all.hits.iter().map(|hit| hit.id).collect();
        for id in &wanted {
            prop_assert!(ids.contains(id), "{id} is missing");
        }
        prop_assert!(all.exact || !is_of_rows(&filter, times_known), "it could have been exact");
        prop_assert!(all.ordered || !is_of_columns(&order, times_known), "it could have been in order");
        prop_assert_eq!(&memory.complete(&all, &filter, &order), &wanted);
        if all.ordered {
            prop_assert!(ids.is_sorted_by_key(|id| memory.place(&order, *id)), "{ids:?} in order");
        }
        for hit in &all.hits {
            let known = desk.iter().find(|known| known.ticket.id == hit.id).expect("a ticket");
            prop_assert_eq!(hit.updated, known.updated);
            prop_assert_eq!(&hit.blob[..], hit.id.as_str().as_bytes());
        }

        let some = index.select(&filter, &order, &Ask { workflow: &workflow, limit: Some(limit) }).expect("an answer");
        prop_assert_eq!((some.exact, some.ordered), (all.exact, all.ordered));
        let cut = some.exact && some.ordered;
        prop_assert_eq!(some.hits.len(), if cut { limit.min(ids.len()) } else { ids.len() });
        let first = |mut ids: Vec<TicketId>| { ids.truncate(limit); ids };
        prop_assert_eq!(first(memory.complete(&some, &filter, &order)), first(wanted.clone()));

        let count = index.count(&filter, &workflow).expect("an answer");
        prop_assert_eq!(count, all.exact.then_some(wanted.len() as u64));
    }

    #[test]
    fn single_tickets_are_found(desk in desk(), broken in proptest::collection::btree_set(0_u64..1 << 50, 0..3)) {
        let mut index = index_of(&desk, &workflow());
        let broken: Vec<TicketId> = broken.into_iter().map(TicketId::of_number).collect();
        let rows = broken.iter().map(|id| Row::Broken(*id, Vec::new())).collect();
        index.advance(b"second", b"third", &Delta { rows, ..Delta::default() }).expect("it goes on");
        let desk: Vec<&Known> = desk.iter().filter(|known| !broken.contains(&known.ticket.id)).collect();
        let mut every: Vec<TicketId> = desk.iter().map(|known| known.ticket.id).chain(broken).collect();
        every.sort_unstable();
        for prefix in every.iter().flat_map(|id| [&id.as_str()[..2], &id.as_str()[..9], id.as_str()]).chain(["", "u", "-"]) {
            let such: Vec<TicketId> = every.iter().copied().filter(|id| id.as_str().starts_with(prefix)).collect();
            prop_assert_eq!(index.ids(prefix).expect("an answer"), such);
        }
        let such = |is: &dyn Fn(&Ticket) -> bool| -> Vec<TicketId> {
            desk.iter().filter(|known| is(&known.ticket)).map(|known| known.ticket.id).collect()
        };
        let ids = |hits: crate::index::Result<Vec<crate::index::Hit>>| -> Vec<TicketId> {
            hits.expect("an answer").into_iter().map(|hit| hit.id).collect()
        };
        for known in &desk {
            let id = known.ticket.id;
            let shared = |other: &TicketId| id.as_str().bytes().zip(other.as_str().bytes()).take_while(|(a, b)| a == b).count();
            let most = every.iter().filter(|other| **other != id).map(shared).max();
            prop_assert_eq!(index.shared(id).expect("an answer"), most.unwrap_or(0));
            prop_assert_eq!(index.ticket(id).expect("an answer").map(|hit| (hit.id, hit.updated)), Some((id, known.updated)));
        }
        for number in desks::NUMBERS {
            prop_assert_eq!(ids(index.numbered(number)), such(&|ticket| ticket.number == Some(number)));
        }
        for name in desks::WORDS {
            prop_assert_eq!(ids(index.called(name)), such(&|ticket| ticket.refs.iter().any(|r| lower(r) == lower(name))));
        }
        for targets in desks::IDS.map(TicketId::of_number).chunks(5) {
            let speaks = |ticket: &Ticket| {
                let links = ticket.links.iter().any(|link| targets.contains(&link.ticket));
                links || ticket.merged_into.is_some_and(|into| targets.contains(&into))
            };
            prop_assert_eq!(ids(index.mentioning(targets)), such(&speaks));
        }
    }
}

fn plain(number: u64, status: &str) -> Known {
    let ticket = Ticket::new(TicketId::of_number(number), format!("title {number}"), status.to_owned(), at(NOW));
    Known { ticket, updated: None, clocks: None }
}

#[track_caller]
fn finds(index: &Index, filter: &Filter, wanted: &[TicketId], exact: bool) {
    let (order, workflow) = (Order { keys: vec![(SortKey::Id, false)] }, workflow());
    let found = index
        .select(filter, &order, &Ask { workflow: &workflow, limit: None })
        .expect("an answer");
    let ids: Vec<TicketId> = found.hits.iter().map(|hit| hit.id).collect();
    assert_eq!((ids.as_slice(), found.exact), (wanted, exact));
}

#[test]
fn every_ticket_may_have_a_status_of_its_own() {
    let desk: Vec<Known> = (0..300).map(|n| plain(n, &format!("s{n}"))).collect();
    let index = index_of(&desk, &workflow());
    let like = |glob: &str| Filter::from(Test::Status(Pattern::glob(glob)));
    let ids = |numbers: &[u64]| numbers.iter().map(|n| TicketId::of_number(*n)).collect::<Vec<_>>();
    finds(&index, &like("s7"), &ids(&[7]), true);
    finds(&index, &like("*99"), &ids(&[99, 199, 299]), true);
    finds(&index, &Filter::Not(Box::new(like("s*"))), &[], true);
    let open: Vec<TicketId> = desk.iter().map(|known| known.ticket.id).collect();
    finds(&index, &Test::Category(Category::Open).into(), &open, true);
}

#[test]
fn monsters_are_answered() {
    let desk = [plain(1, "open"), plain(2, "open")];
    let (index, both) = (index_of(&desk, &workflow()), desk.each_ref().map(|known| known.ticket.id));
    let title = |n: usize| Filter::from(Test::Title(Pattern::exactly(format!("title {n}"))));
    let some = |many: usize| Filter::Any((1..=many).map(title).collect());
    finds(&index, &some(1_000), &both, true);
    finds(&index, &some(1_001), &both, false);
    finds(&index, &Filter::All(vec![Filter::Not(Box::new(some(900))), title(1)]), &[], true);
    let deep = (0..200).fold(title(2), |inner, n| match n % 2 {
        0 => Filter::All(vec![inner, title(2)]),
        _ => Filter::Any(vec![inner, title(3)]),
    });
    finds(&index, &deep, &both[1..], true);
}
