//! The index of words finds what reading every ticket finds, whatever was written and however it was changed.

use super::{Document, Wanted, first_place, second_of};
use crate::domain::query::search::Search;
use crate::domain::query::{Declared, Facts, Scope, join, parse};
use crate::domain::ticket::model::Author;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::ticket::{Attachment, Message, Ticket, TicketId, Value, Visibility};
use crate::domain::time::at;
use crate::domain::time::zone::Zone;
use crate::index::{Error, Index, Layer, Place};
use proptest::prelude::*;
use std::collections::BTreeMap;

pub(super) type Tickets = BTreeMap<TicketId, Ticket>;

fn workflow() -> Workflow {
    Workflow {
        name: String::new(),
        statuses: Vec::new(),
        create: Vec::new(),
        first_assignment: None,
        requester_message: None,
        resolution_required: false,
        assign_on_reply: false,
        close_after_days: None,
    }
}

pub(super) fn search(words: &[&str], public: bool) -> Option<Search> {
    let (zone, workflow) = (Zone::utc(), workflow());
    let scope = Scope { now: at(0), zone: &zone, me: &[], workflow: &workflow, declared: Declared::default() };
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let search = Search::compile(&parse(&join(&words)).ok()?, &scope, public).ok()?;
    search.has_text().then_some(search)
}

fn seen(ticket: &Ticket, public: bool) -> Ticket {
    let mut ticket = ticket.clone();
    ticket.messages.retain(|message| !public || message.visibility.is_public());
    ticket.attachments.retain(|file| !public || file.visibility.is_public());
    ticket
}

/// As the desk does without an index.
fn by_reading(search: &Search, tickets: &Tickets) -> Vec<TicketId> {
    let workflow = workflow();
    let mut hidden: Vec<Ticket> = tickets.values().map(|ticket| seen(ticket, search.is_public())).collect();
    hidden.retain(|ticket| search.compiled.matches(&Facts::new(ticket, &workflow, ticket.created)));
    hidden.sort_by_cached_key(|ticket| search.rank(ticket, &search.look(ticket)));
    hidden.iter().map(|ticket| ticket.id).collect()
}

pub(super) fn documents<'t>(tickets: impl IntoIterator<Item = &'t Ticket>) -> Vec<Document> {
    tickets.into_iter().map(Document::of).collect()
}

pub(super) fn made(tickets: &Tickets, dir: &tempfile::TempDir) -> Index {
    let mut draft = Place::of(dir.path(), "refs/heads/tickets").texts().draft().expect("a draft");
    let mut shelving = draft.index().shelving();
    // In pieces, whose times go to and fro.
    let all: Vec<&Ticket> = tickets.values().collect();
    all.chunks(3)
        .for_each(|some| shelving.add(documents(some.iter().copied())).expect("written"));
    shelving.finish(b"one", b"ground").expect("finished");
    draft.finish().expect("in use")
}

/// With every limit, and by the eyes of everybody.
fn agree(index: &Index, tickets: &Tickets, words: &[&str], limit: usize) {
    for public in [false, true] {
        let Some(search) = search(words, public) else { continue };
        let expected = by_reading(&search, tickets);
        let Some(plan) = search.plan() else { continue };
        for limit in [None, Some(limit)] {
            let wanted = Wanted { look: &plan.look, needles: search.needles(), public, limit };
            let found = index
                .find_words(&index.tip(Layer::Texts).expect("a note").expect("a tip"), &wanted)
                .expect("an answer");
            if plan.rest.is_empty() {
                assert_eq!(found.all, expected.len(), "{words:?} {public}");
                let shown = expected.len().min(limit.unwrap_or(usize::MAX));
                assert_eq!(found.tickets, expected[..shown], "{words:?} {public} {limit:?}");
            } else if limit.is_none() {
                let rest = |id: &&TicketId| {
                    let ticket = &seen(&tickets[*id], public);
                    plan.rest.iter().all(|part| part.matches(&Facts::new(ticket, &workflow(), at(0))))
                };
                assert_eq!(
                    found.tickets.iter().filter(rest).copied().collect::<Vec<_>>(),
                    expected,
                    "{words:?} {public}"
                );
            }
        }
    }
}

pub(super) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "([abAB]{1,2}|á|a\u{301}|失|敗)( ?([abAB]{1,2}|á|Á|a\u{301}b|失|敗|-|\\.)){0,6}",
        1 => "\\PC{0,12}",
        1 => Just(String::new()),
    ]
}

pub(super) fn any_visibility() -> impl Strategy<Value = Visibility> {
    prop::sample::select(vec![Visibility::Public, Visibility::Internal])
}

pub(super) fn any_ticket() -> impl Strategy<Value = Ticket> {
    let message = (0..40i64, any_text(), any_visibility());
    let file = ("[ab]{1,2}\\.a?", any_visibility());
    let kept = (prop::option::of("[ab]@[ab]\\.b"), prop::collection::vec("[ab失]{1,2}", 0..2), any_text());
    (any_text(), 0..30i64, prop::collection::vec(message, 0..4), prop::option::of(file), kept).prop_map(
        |(title, created, messages, file, (requester, tags, field))| {
            let mut ticket = Ticket::new(id(0), title, "new".to_owned(), at(created));
            for (n, (time, text, visibility)) in messages.into_iter().enumerate() {
                ticket.add_message(message_of(n as u64, time, text, visibility));
            }
            ticket.attachments.extend(file.map(|(name, visibility)| Attachment {
                id: id(9),
                name,
                size: 1,
                at: at(0),
                from: None,
                visibility,
            }));
            ticket.requester = requester;
            ticket.tags = tags;
            ticket.set_field("f", Some(Value::List(vec![Value::Int(3), Value::Text(field)])));
            ticket
        },
    )
}

fn message_of(n: u64, time: i64, text: String, visibility: Visibility) -> Message {
    Message {
        id: id(n),
        at: at(time),
        from: None,
        role: Author::Agent,
        channel: None,
        visibility,
        text,
        unknown: Vec::new(),
    }
}

pub(super) fn id(n: u64) -> TicketId {
    TicketId::of_number(n)
}

pub(super) fn numbered(tickets: Vec<(u64, Ticket)>) -> Tickets {
    tickets.into_iter().map(|(n, ticket)| (id(n), Ticket { id: id(n), ..ticket })).collect()
}

pub(super) fn any_line() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        3 => "[abáA失]{1,2}",
        1 => "[ab]{1,2} [ab失]{1,2}( [ab])?",
        1 => "-[ab失]",
        1 => "\\PC{1,3}",
        1 => prop::sample::select(vec!["or", "(a or b)", "-(a b)", "tag:a", "-has:note", "(a or has:note)", "3", "-\"a b\"", "a@b.b"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(word, 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn words_find_what_reading_finds(
        tickets in prop::collection::vec((0..20u64, any_ticket()), 0..12),
        edits in prop::collection::vec((0..24u64, prop::option::of(any_ticket())), 0..6),
        lines in prop::collection::vec(any_line(), 12),
        limit in 0..5usize,
    ) {
        let dir = tempfile::tempdir().expect("a directory");
        let mut tickets = numbered(tickets);
        let mut index = made(&tickets, &dir);
        let each = |index: &Index, tickets: &Tickets| for line in &lines {
            let line: Vec<&str> = line.iter().map(String::as_str).collect();
            agree(index, tickets, &line, limit);
        };
        each(&index, &tickets);
        let edits: BTreeMap<u64, Option<Ticket>> = edits.into_iter().collect();
        let gone: Vec<TicketId> = edits.iter().filter(|(_, t)| t.is_none()).map(|(n, _)| id(*n)).collect();
        let changed = numbered(edits.into_iter().filter_map(|(n, t)| Some((n, t?))).collect());
        index.advance_texts(b"one", b"two", documents(changed.values()), &gone).expect("advanced");
        tickets.extend(changed);
        gone.iter().for_each(|id| drop(tickets.remove(id)));
        each(&index, &tickets);
        prop_assert_eq!(index.tip(Layer::Texts).expect("a note"), Some(b"two".to_vec()));
    }
}

fn small() -> Tickets {
    let mut one = Ticket::new(id(1), "Payment page".to_owned(), "new".to_owned(), at(5));
    one.add_message(message_of(1, 6, "It hangs".to_owned(), Visibility::Public));
    one.add_message(message_of(2, 90, "owes money; see dunning".to_owned(), Visibility::Internal));
    one.requester = Some("secret@example.com".to_owned());
    let mut two = Ticket::new(id(2), "Page two hangs".to_owned(), "new".to_owned(), at(50));
    two.add_message(message_of(1, 50, "It".to_owned(), Visibility::Public));
    let mut three = Ticket::new(id(3), "Hangs".to_owned(), "new".to_owned(), at(50));
    three.add_message(message_of(1, 50, "on page".to_owned(), Visibility::Public));
    numbered(vec![(1, one), (2, two), (3, three)])
}

#[test]
fn what_is_internal_is_in_no_public_count_and_moves_nothing() {
    let dir = tempfile::tempdir().expect("a directory");
    let (tickets, mut all) = (small(), Vec::new());
    let index = made(&tickets, &dir);
    for (words, inside, outside) in [
        (&["dunning"][..], 1, 0),
        (&["secret"], 1, 0),
        (&["hangs", "-dunning"], 2, 3),
        (&["it", "or", "dunning"], 2, 2),
        (&["hangs", "money"], 1, 0),
    ] {
        agree(&index, &tickets, words, 1);
        for (public, expected) in [(false, inside), (true, outside)] {
            let search = search(words, public).expect("words");
            let plan = search.plan().expect("words narrow it down");
            let wanted = Wanted { look: &plan.look, needles: search.needles(), public, limit: None };
            let found = index
                .find_words(&index.tip(Layer::Texts).expect("a note").expect("a tip"), &wanted)
                .expect("an answer");
            assert_eq!(found.all, expected, "{words:?} {public}");
            all.push(found.tickets);
        }
    }
    // The note of the 90th second puts its ticket first, but not in the eyes of its requester.
    let order = |public| by_reading(&search(&["it"], public).expect("words"), &tickets);
    assert_eq!((order(false), order(true)), (vec![id(1), id(2)], vec![id(2), id(1)]));
    agree(&index, &tickets, &["it"], 1);
}

#[test]
fn those_of_one_second_come_by_id_whatever_the_limit() {
    let dir = tempfile::tempdir().expect("a directory");
    let same = |n| (n, Ticket::new(id(n), "page".to_owned(), "new".to_owned(), at(7)));
    let tickets = numbered((0..20).rev().map(same).collect());
    let mut index = made(&tickets, &dir);
    for limit in [1, 5, 19, 20, 21] {
        agree(&index, &tickets, &["page"], limit);
    }
    // Written again, a ticket gets another row of the same second.
    index
        .advance_texts(b"one", b"two", documents([&tickets[&id(4)], &tickets[&id(11)]]), &[])
        .expect("advanced");
    agree(&index, &tickets, &["page"], 5);
}

#[test]
fn no_needle_goes_on_from_one_text_to_the_next() {
    let dir = tempfile::tempdir().expect("a directory");
    let tickets = small();
    let index = made(&tickets, &dir);
    for words in ["page it", "hangs owes", "money see", "hangs on", "page two h", "page two hangs it"] {
        agree(&index, &tickets, &[words], 3);
    }
}

#[test]
fn monsters_are_left_to_reading() {
    let many = vec!["a"; 300].join(" ");
    let deep = format!("{}a{}", "(b or (c ".repeat(8), "))".repeat(8));
    let long = "x".repeat(5_000);
    for monster in [many, deep, long] {
        assert_eq!(search(&[&monster], false).expect("words").plan(), None);
    }
}

#[test]
fn whoever_comes_too_late_changes_nothing() {
    let dir = tempfile::tempdir().expect("a directory");
    let mut index = made(&small(), &dir);
    let late = index.advance_texts(b"elsewhere", b"two", Vec::new(), &[id(1)]);
    assert!(matches!(late, Err(Error::Busy)));
    agree(&index, &small(), &["hangs"], 3);
}

#[test]
fn the_number_of_a_row_keeps_the_order_of_times() {
    let times = [i64::MIN, -62_135_596_800, -1, 0, 1, 253_402_300_799];
    assert!(times.is_sorted_by_key(|second| first_place(*second)));
    assert!(times[1..].iter().all(|second| second_of(first_place(*second) + 5) == *second));
}
