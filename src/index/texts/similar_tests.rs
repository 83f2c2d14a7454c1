//! The index of words chooses what reading every ticket chooses, however they were changed.

use super::tests::{Tickets, any_text, any_ticket, documents, id, made, numbered};
use crate::domain::insight::similar::{Bag, Sought, read};
use crate::domain::ticket::{Ticket, TicketId};
use crate::index::{Error, Index};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// By the eyes of everybody, whatever is held against them: each ticket, and a text of nobody.
fn agree(index: &Index, tip: &[u8], tickets: &Tickets, text: &str) {
    let all: Vec<Ticket> = tickets.values().cloned().collect();
    for public in [false, true] {
        let within = all.iter().map(|ticket| Sought::of(Bag::of_ticket(ticket, public), true));
        let sought = within.chain([Sought::of(Bag::of(text, [text]), false)]);
        for sought in sought {
            let found = index.find_similar(tip, &sought, public).expect("an answer");
            assert_eq!(found, read::choose(&all, &sought, public), "{public} {sought:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_index_chooses_what_reading_chooses(
        tickets in prop::collection::vec((0..20u64, any_ticket()), 0..12),
        edits in prop::collection::vec((0..24u64, prop::option::of(any_ticket())), 0..6),
        text in any_text(),
    ) {
        let dir = tempfile::tempdir().expect("a directory");
        let mut tickets = numbered(tickets);
        let mut index = made(&tickets, &dir);
        agree(&index, b"one", &tickets, &text);
        let edits: BTreeMap<u64, Option<Ticket>> = edits.into_iter().collect();
        let gone: Vec<TicketId> = edits.iter().filter(|(_, t)| t.is_none()).map(|(n, _)| id(*n)).collect();
        let changed = numbered(edits.into_iter().filter_map(|(n, t)| Some((n, t?))).collect());
        index.advance_texts(b"one", b"two", documents(changed.values()), &gone).expect("advanced");
        tickets.extend(changed);
        gone.iter().for_each(|id| drop(tickets.remove(id)));
        agree(&index, b"two", &tickets, &text);
    }
}

#[test]
fn whoever_asks_for_another_commit_is_told() {
    let dir = tempfile::tempdir().expect("a directory");
    let index = made(&Tickets::new(), &dir);
    let sought = Sought::of(Bag::of("page", []), false);
    assert!(matches!(index.find_similar(b"elsewhere", &sought, false), Err(Error::Busy)));
}
