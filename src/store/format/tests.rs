//! Tickets: round trips, the look of the file, faults with their place. Below: the files of configuration,
//! and the schemas.

mod calendars;
mod config;
mod forms;
pub mod schemas;
mod sla;

use super::*;
use crate::domain::people::Role;
use crate::domain::ticket::attachment::safe_name;
use crate::domain::ticket::model::Author;
use crate::domain::ticket::*;
use crate::domain::time::{Time, at};
use crate::kit::yaml::Expected;
use proptest::option::of;
use proptest::prelude::*;
use schemas::valid;

/// The example of the design, which is what people will see.
const EXAMPLE: &str = "\
id: k39fq2m7xd
number: 142
title: Checkout returns 502 after a retry
status: pending
type: incident
priority: high
requester: ana@example.com
organization: acme
assignee: luis@example.com
group: payments
brand: shop
channel: email
language: es
category: payments/checkout
tags:
- regression
fields:
  service: gateway
followers:
- eva@example.com
links:
- kind: incident-of
  ticket: 7pz0c4w1hn
refs:
- github:acme/shop#812
created: 2026-11-20T09:12:44Z
messages:
- id: 3f9a0c7kqe
  at: 2026-11-20T09:12:44Z
  from: ana@example.com
  role: requester
  channel: email
  visibility: public
  text: |
    Since this morning every second payment fails.
";

fn limits() -> Limits {
    Limits::default()
}

fn read(text: &str) -> Ticket {
    read_ticket(text, &limits()).unwrap_or_else(|fault| panic!("{fault:?}\n{text}"))
}

fn refused(text: &str) -> Fault {
    read_ticket(text, &limits()).expect_err(text)
}

#[test]
fn the_example_of_the_design_is_canonical() {
    let ticket = read(EXAMPLE);
    assert_eq!(write_ticket(&ticket), EXAMPLE);
    assert_eq!((ticket.number, ticket.kind, ticket.messages.len()), (Some(142), Some(Kind::Incident), 1));
}

#[test]
fn keys_and_statuses_of_a_newer_version_survive() {
    let text = EXAMPLE
        .replace("status: pending", "status: parked")
        .replace("created: 2026", "worklog:\n- at: 1\n  minutes: 1.5\n  who:\n  - a\n  - []\nmood: {}\ncreated: 2026")
        .replace("  text: |", "  reactions:\n  - ok\n  text: |");
    let ticket = read(&text);
    assert_eq!((ticket.status.as_str(), ticket.unknown.len(), ticket.messages[0].unknown.len()), ("parked", 2, 1));
    assert_eq!(write_ticket(&ticket), text);
}

#[test]
fn texts_that_people_write_bare_are_kept_as_written() {
    let base = "id: k39fq2m7xd\nstatus: new\ncreated: 2026-11-20T09:12:44Z\n";
    for title in ["12:30:45", "no", "007", "1e3", "2026-11-20", "1.10", "0x1F", "null", "-1", "'a: b'"] {
        let ticket = read(&format!("{base}title: {title}\ntags: [{title}, x]\ngroup: 007\n"));
        assert_eq!(ticket.title, title.trim_matches('\''));
        assert_eq!(ticket.tags, [title.trim_matches('\''), "x"]);
        assert_eq!(ticket.group.as_deref(), Some("007"));
        assert_eq!(read(&write_ticket(&ticket)), ticket);
    }
    let empty = read(&format!("{base}title: x\ngroup:\nassignee: null\nbrand: ~\ntags:\ncsat:\nmessages:\ndue:\n"));
    let mut plain = read(&format!("{base}title: x\n"));
    assert_eq!(empty, plain);
    plain.group = Some(String::new());
    assert_eq!(write_ticket(&plain), write_ticket(&empty));
}

#[test]
fn files_of_other_systems_are_read_and_their_times_normalised() {
    let ticket = read(
        &EXAMPLE
            .replace('\n', "\r\n")
            .replace("created: 2026-11-20T09:12:44Z", "created: 2026-11-20T10:12:44.5+01:00"),
    );
    assert_eq!(write_ticket(&ticket), EXAMPLE);
    assert_eq!(
        read(&format!("# a comment\n{}", EXAMPLE.replace("tags:\n- regression", "tags: regression"))),
        read(EXAMPLE)
    );
}

#[test]
fn a_fault_says_where_it_is_and_what_was_expected() {
    let of = |from: &str, to: &str| {
        let fault = refused(&EXAMPLE.replace(from, to));
        (fault.kind, fault.path, fault.line, fault.column)
    };
    let (kind, path, line, column) = of("priority: high", "priority: hihg");
    let expected = Expected::OneOf(vec!["low", "normal", "high", "urgent"]);
    assert_eq!(kind, FaultKind::Unexpected { expected, found: "hihg".into() });
    assert_eq!((path.as_str(), line, column), ("priority", 6, 11));
    assert_eq!(refused(&EXAMPLE.replace("priority: high", "priority: hihg")).snippet, "priority: hihg\n          ^");

    let (kind, path, line, _) = of("visibility: public", "visibility: [public]");
    let expected = Expected::OneOf(vec!["public", "internal"]);
    assert_eq!(kind, FaultKind::Unexpected { expected, found: String::new() });
    assert_eq!((path.as_str(), line), ("messages[0].visibility", 33));

    let form = |name, found: &str| FaultKind::Unexpected { expected: Expected::Form(name), found: found.into() };
    assert_eq!(of("7pz0c4w1hn", "7pz0c4w1h").0, form("id", "7pz0c4w1h"));
    assert_eq!(of("created: 2026-11-20T", "created: 2026-11-20 at ").0, form("time", "2026-11-20 at 09:12:44Z"));
    assert_eq!(of("created: 2026-11-20T09:12:44Z", "created: 0000-01-01T00:00:00+01:00").1, "created");
    assert_eq!(of("number: 142", "number: '#142'").1, "number");
    assert_eq!(of("title: Ch", "titel: Ch").0, FaultKind::Missing { key: "title".into() });
    assert_eq!(of("  role: requester\n", "").1, "messages[0]");
    assert!(matches!(of("  ticket: 7pz", "  note: x\n  ticket: 7pz").0, FaultKind::UnknownKey { .. }));
    let twice = format!("{EXAMPLE}{}", &EXAMPLE[EXAMPLE.find("- id:").expect("it has a message")..]);
    assert!(matches!(refused(&twice).kind, FaultKind::DuplicateName { what: "message", .. }));
    assert!(matches!(refused("just a text").kind, FaultKind::Unexpected { expected: Expected::Map, .. }));
    assert!(matches!(refused("").kind, FaultKind::Missing { .. }));
}

/// Anything quadratic would make this test take minutes.
#[test]
fn very_many_items_from_a_stranger_are_read_in_good_time() {
    let list: String = (0..150_000).map(|i| format!("- t{i}\n")).collect();
    let map: String = (0..60_000).map(|i| format!("  f{i}: 1\n")).collect();
    let text =
        format!("id: k39fq2m7xd\ntitle: a\nstatus: new\ntags:\n{list}fields:\n{map}created: 2026-11-20T09:12:44Z\n");
    assert_eq!(write_ticket(&read(&text)).len(), text.len());
    let people: String = (0..60_000).map(|i| format!("  p{i}: agent\n")).collect();
    assert!(read_people(&format!("people:\n{people}"), Role::Agent, &limits()).is_ok());
}

// ---- any ticket at all

fn text() -> impl Strategy<Value = String> {
    let odd = vec![
        "no", "1e3", "12:30", "007", "null", "~", "a: b", " a", "a\n", "a\r\nb", "x\n\n", "\u{85}", "- a\n- b", "=",
        "é😀",
    ];
    prop_oneof![4 => "[ -~]{1,20}", 2 => prop::sample::select(odd).prop_map(String::from), 1 => any::<String>()]
        .prop_filter("absent when empty", |t| !t.is_empty())
}

fn id() -> impl Strategy<Value = TicketId> {
    any::<[u8; 8]>().prop_map(TicketId::from_bits)
}

fn time() -> impl Strategy<Value = Time> {
    (0i64..=253_402_300_799).prop_map(at)
}

fn value() -> impl Strategy<Value = Value> {
    let finite = any::<f64>().prop_filter("NaN is not equal to itself", |n| n.is_finite());
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        finite.prop_map(Value::Float),
        any::<String>().prop_map(Value::Text),
        text().prop_map(Value::Text),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            prop::collection::btree_map(text(), inner, 0..4).prop_map(|m| Value::Map(m.into_iter().collect())),
        ]
    })
}

fn values(prefix: &'static str) -> impl Strategy<Value = Vec<(String, Value)>> {
    let key = text().prop_map(move |t| format!("{prefix}{t}"));
    prop::collection::btree_map(key, value(), 0..4).prop_map(|m| m.into_iter().collect())
}

fn set() -> impl Strategy<Value = Vec<String>> {
    prop::collection::btree_set(text(), 0..4).prop_map(|s| s.into_iter().rev().collect())
}

prop_compose! {
    fn message()(
        id in id(), at in time(), from in of(text()), role in prop::sample::select(Author::ALL),
        channel in of(text()), visibility in prop::sample::select(Visibility::ALL), text in any::<String>(), line in text(),
        unknown in values("x"), plain in any::<bool>(),
    ) -> Message {
        Message { id, at, from, role, channel, visibility, text: if plain { line } else { text }, unknown }
    }
}

prop_compose! {
    fn attachment()(
        id in id(), at in time(), from in of(text()), size in any::<u64>(), given in any::<String>(),
        visibility in prop::sample::select(Visibility::ALL),
    ) -> Attachment {
        Attachment { id, name: safe_name(&given), size, at, from, visibility }
    }
}

prop_compose! {
    fn occurrence()(
        fingerprint in text(), at in time(), count in any::<u32>(), run in of(text()), commit in of(text()),
        branch in of(text()), url in of(text()), platform in of(text()),
    ) -> Occurrence {
        Occurrence { fingerprint, at, run, count, commit, branch, url, platform }
    }
}

prop_compose! {
    fn basics()(
        id in id(), title in any::<String>(), status in "[a-z]{1,8}", created in time(), number in of(1..=u64::MAX),
        until in of(time()), due in of(time()), closed in of(time()), merged_into in of(id()),
        kind in of(prop::sample::select(Kind::ALL)), priority in of(prop::sample::select(Priority::ALL)),
    ) -> Ticket {
        Ticket { number, until, due, closed, merged_into, kind, priority, ..Ticket::new(id, title, status, created) }
    }
}

prop_compose! {
    fn ticket()(
        base in basics(), sets in [set(), set(), set(), set()], texts in prop::collection::vec(of(text()), 9),
        fields in values(""), unknown in values("x"), csat in of((text(), of(text()))),
        claim in of((text(), time())), seen in prop::collection::vec(occurrence(), 0..3), files in prop::collection::vec(attachment(), 0..3),
        links in prop::collection::btree_set((text(), id()), 0..3), messages in prop::collection::vec(message(), 0..4),
    ) -> Ticket {
        let [tags, followers, refs, fingerprints] = sets;
        let mut texts = texts.into_iter();
        let mut next = || texts.next().flatten();
        let mut ticket = Ticket {
            tags, followers, refs, fingerprints, fields, unknown,
            resolution: next(), requester: next(), organization: next(), assignee: next(), group: next(),
            brand: next(), channel: next(), language: next(), category: next(),
            csat: csat.map(|(score, comment)| Csat { score, comment }),
            claim: claim.map(|(by, until)| Claim { by, until }),
            links: links.into_iter().map(|(kind, ticket)| Link { kind, ticket }).collect(),
            ..base
        };
        for seen in seen {
            if !ticket.occurrences.contains(&seen) {
                ticket.occurrences.push(seen);
            }
        }
        ticket.occurrences.sort_by_key(|o| o.at);
        for file in files {
            if !ticket.attachments.contains(&file) {
                ticket.attachments.push(file);
            }
        }
        for message in messages {
            ticket.add_message(message);
        }
        ticket
    }
}

proptest! {
    #[test]
    fn any_ticket_comes_back_and_is_written_the_same_again(ticket in ticket()) {
        let text = write_ticket(&ticket);
        let back = read_ticket(&text, &limits());
        prop_assert_eq!(back.as_ref(), Ok(&ticket), "{}", text);
        prop_assert_eq!(&write_ticket(&ticket), &text);
        prop_assert_eq!(valid("ticket", &text), Ok(()));
    }

    #[test]
    fn hand_edits_never_panic(at in any::<prop::sample::Index>(), with in "[ -~\n\t]{0,6}", cut in 0usize..20) {
        let mut text = EXAMPLE.to_owned();
        let start = at.index(text.len());
        text.replace_range(start..(start + cut).min(text.len()), &with);
        if let Ok(ticket) = read_ticket(&text, &limits()) {
            prop_assert_eq!(read_ticket(&write_ticket(&ticket), &limits()), Ok(ticket));
        }
        let _ = read_settings(&text, &limits());
        let _ = read_workflow(&text, &limits());
        let _ = read_people(&text, Role::Agent, &limits());
    }
}
