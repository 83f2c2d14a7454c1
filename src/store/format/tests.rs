//! Round trips, the look of the file, faults with their place, and the schemas.

use super::*;
use crate::domain::people::Role;
use crate::domain::ticket::attachment::safe_name;
use crate::domain::ticket::model::Author;
use crate::domain::ticket::*;
use crate::domain::time::{Time, at};
use crate::kit::yaml::{Expected, Plain, Tree, parse};
use crate::store::files::{WorkflowName, initial, with_admin, with_time_zone};
use crate::store::schema;
use proptest::option::of;
use proptest::prelude::*;

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
        claim in of((text(), time())), files in prop::collection::vec(attachment(), 0..3),
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

// ---- configuration

fn desk(text: &str) -> Result<crate::domain::settings::Settings, Fault> {
    read_settings(text, &limits())
}

#[test]
fn settings_are_read_and_every_slip_is_named() {
    let all = "format: 1\nname: 007\ntime_zone: America/Argentina/Buenos_Aires\ndefault_role: light\nlanguage: es-MX\nhome: origin\nfirst_reply_by: assign\nlimits:\n  message: 500 kB\n  attachment: 1048576\n";
    let settings = desk(all).expect("it is in order");
    assert_eq!(
        (settings.name.as_str(), settings.default_role, settings.home.as_deref()),
        ("007", Role::Light, Some("origin"))
    );
    assert_eq!(
        (settings.limits.message, settings.limits.ticket, settings.limits.attachment),
        (500_000, 8 << 20, 1 << 20)
    );
    assert!(settings.first_reply_by_assign);
    assert_eq!(desk("format: 1").expect("the rest has defaults"), Default::default());

    let newer = desk("fromat: 3\nformat: 2\n").unwrap_err();
    assert_eq!((newer.kind, newer.path.as_str(), newer.line), (FaultKind::Newer { found: 2, ours: 1 }, "format", 2));
    let slip = desk("format: 1\ntimezone: UTC\n").unwrap_err();
    let wanted = FaultKind::UnknownKey { key: "timezone".into(), nearest: Some("time_zone".into()) };
    assert_eq!((slip.kind, slip.line, slip.column), (wanted, 2, 1));
    for (bad, path) in [
        ("time_zone: ../../etc/passwd", "time_zone"),
        ("time_zone: /UTC", "time_zone"),
        ("language: español", "language"),
        ("default_role: bot", "default_role"),
        ("default_role: system", "default_role"),
        ("first_reply_by: mail", "first_reply_by"),
        ("limits: {message: 2 GiB}", "limits.message"),
        ("limits: {ticket: 0}", "limits.ticket"),
        ("limits: {ticket: 99999999999 GiB}", "limits.ticket"),
    ] {
        assert_eq!(desk(&format!("format: 1\n{bad}\n")).expect_err(bad).path, path);
    }
    assert_eq!(desk("name: x\n").unwrap_err().kind, FaultKind::Missing { key: "format".into() });
    assert_eq!(desk("format: 0\n").unwrap_err().path, "format");
}

#[test]
fn people_are_read_short_or_long() {
    let text = "people:\n  ana@example.com: lead\n  luis:\n    name: Luis\n    role: bot\n  eva:\n";
    let people = read_people(text, Role::Light, &limits()).expect("it is in order");
    let roles: Vec<Role> = people.list.iter().map(|p| p.role).collect();
    assert_eq!((roles, people.default_role), (vec![Role::Lead, Role::Bot, Role::Light], Role::Light));
    let fault = |text: &str| read_people(text, Role::Agent, &limits()).expect_err(text);
    assert!(matches!(
        fault("people:\n  a: system\n").kind,
        FaultKind::Unexpected { expected: Expected::OneOf(_), .. }
    ));
    assert!(matches!(
        fault("people:\n  a: agent\n  A: lead\n").kind,
        FaultKind::DuplicateName { what: "person", .. }
    ));
    assert_eq!(fault("people:\n  a:\n    rol: lead\n").path, "people.a.rol");
}

#[test]
fn a_workflow_that_could_not_work_is_refused_with_its_place() {
    let support = WorkflowName::Support.text();
    let of = |from: &str, to: &str| {
        let text = support.replacen(from, to, 1);
        assert_ne!(text, support, "{from}");
        let fault = read_workflow(&text, &limits()).expect_err(from);
        assert!(fault.line > 0 && !fault.snippet.is_empty(), "{fault:?}");
        (fault.kind, fault.path)
    };
    let unknown = |name: &str, nearest: Option<&str>| FaultKind::UnknownName {
        what: "status",
        name: name.into(),
        nearest: nearest.map(String::from),
    };
    assert_eq!(
        of("      pending: agent", "      pendng: agent"),
        (unknown("pendng", Some("pending")), "statuses.new.to.pendng".into())
    );
    assert_eq!(of("first_assignment: open", "first_assignment: begun").0, unknown("begun", None));
    assert_eq!(of("shown_as: open", "shown_as: oppen").1, "statuses.hold.shown_as");
    assert_eq!(
        of("  closed: {}", "  closed: {category: solved}").0,
        FaultKind::Lacks { what: "category", name: "closed" }
    );
    assert_eq!(
        of("  closed: {}", "  closed: {aliases: [Open]}").0,
        FaultKind::DuplicateName { what: "status", name: "Open".into() }
    );
    assert_eq!(of("  closed: {}", "  closed: {}\n  parked: {}").0, FaultKind::Missing { key: "category".into() });
    assert_eq!(of("  closed: {}", "  closed: {until: true}").1, "statuses.closed.category");
    assert_eq!(of("solved: [agent, system]", "solved: [agent, robot]").1, "statuses.pending.to.solved[1]");
    assert_eq!(of("close_after_days: 4", "close_after_days: 29").1, "close_after_days");
    assert_eq!(of("close_after_days: 4", "close_after_day: 4").1, "close_after_day");
    assert_eq!(of("create:\n", "create: {}\nx:\n").1, "x");
}

#[test]
fn agent_and_lead_stand_for_those_above_them() {
    let text = "create: {new: agent}\nstatuses:\n  new: {to: {open: lead}}\n  open: {to: {solved: guided}}\n  solved: {}\n  closed: {}\n";
    let workflow = read_workflow(text, &limits()).expect("it is in order");
    let by = |from, to| Role::ALL.into_iter().filter(|r| workflow.allows(from, to, *r)).collect::<Vec<_>>();
    assert_eq!(by(None, "new"), [Role::Agent, Role::Guided, Role::Lead, Role::Admin]);
    assert_eq!(by(Some("new"), "open"), [Role::Lead, Role::Admin]);
    assert_eq!(by(Some("open"), "solved"), [Role::Guided]);
}

// ---- schemas

fn json(text: &str) -> serde_json::Value {
    fn of(node: &crate::kit::yaml::Node<'_>) -> serde_json::Value {
        match &node.value {
            Tree::List(items) => items.iter().map(of).collect(),
            Tree::Map(entries) => {
                serde_json::Value::Object(entries.iter().map(|e| (e.key.to_string(), of(&e.value))).collect())
            }
            Tree::Scalar(text, _) => match node.resolve() {
                Some(Plain::Null) => serde_json::Value::Null,
                Some(Plain::Bool(b)) => b.into(),
                Some(Plain::Int(n)) => n.into(),
                Some(Plain::Float(n)) => n.into(),
                // Ticket numbers beyond 63 bits are numbers to a reader of JSON.
                _ => text
                    .parse::<u64>()
                    .ok()
                    .filter(|n| *n > i64::MAX as u64)
                    .map_or_else(|| text.as_ref().into(), Into::into),
            },
        }
    }
    of(&parse(text, &limits()).expect("it is YAML"))
}

fn valid(name: &str, text: &str) -> Result<(), String> {
    thread_local! {
        static VALIDATORS: Vec<(&'static str, jsonschema::Validator)> = schema::ALL
            .iter()
            .map(|(name, text)| {
                let schema = serde_json::from_str(text).expect("a schema is JSON");
                (*name, jsonschema::draft202012::new(&schema).expect("a schema is a schema"))
            })
            .collect();
    }
    VALIDATORS.with(|all| {
        let (_, validator) = all.iter().find(|(known, _)| *known == name).expect("it has a schema");
        validator
            .validate(&json(text))
            .map_err(|error| format!("{error} at {}", error.instance_path()))
    })
}

#[test]
fn what_git_desk_writes_is_valid_by_its_schemas() {
    assert_eq!(valid("ticket", EXAMPLE), Ok(()));
    for workflow in WorkflowName::ALL {
        for (path, text) in initial(workflow, "es") {
            if let Some(name) = path.strip_suffix(".yaml") {
                let name = name.rsplit('/').next().expect("a path has a name");
                assert_eq!(valid(name, &text), Ok(()), "{path}");
            }
        }
    }
    let files = initial(WorkflowName::Support, "en");
    assert_eq!(valid("people", &with_admin(&files[1].1, "ana", "Ana")), Ok(()));
    assert_eq!(valid("desk", &with_time_zone(&files[3].1, "Europe/Madrid")), Ok(()));
}

#[test]
fn the_schemas_refuse_what_the_reader_refuses() {
    for (name, text) in [
        ("ticket", EXAMPLE.replace("high", "hihg")),
        ("ticket", EXAMPLE.replace("id: k39fq2m7xd", "id: K39FQ2M7XD")),
        ("ticket", EXAMPLE.replace("title: ", "titel: ")),
        ("desk", "format: 2\n".to_owned()),
        ("desk", "format: 1\ntimezone: UTC\n".to_owned()),
        ("people", "people:\n  a: system\n".to_owned()),
        ("workflow", WorkflowName::Support.text().replace("hold: agent", "hold: agents")),
    ] {
        assert!(valid(name, &text).is_err(), "{text}");
    }
    assert!(schema::schema("ticket").is_some() && schema::schema("x").is_none());
}
