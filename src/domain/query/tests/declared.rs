//! What the desk declares: names, contracts, and the types of custom fields.

use super::*;
use crate::domain::people::{Group, Groups};
use crate::domain::ticket::category::{Categories, CategoryEntry};
use crate::domain::ticket::field::{Field, FieldKind, Fields, Said};
use crate::domain::ticket::model::Claim;
use crate::domain::ticket::organization::{Organization, Organizations};

fn group(id: &str, name: &str) -> Group {
    Group { id: id.to_owned(), name: Some(name.to_owned()), ..Group::default() }
}

fn organization(id: &str, contract: &str) -> Organization {
    Organization { id: id.to_owned(), contract: Some(contract.to_owned()), ..Organization::default() }
}

fn field(name: &str, kind: FieldKind) -> Field {
    let (label, help) = (Said::default(), Said::default());
    Field { name: name.to_owned(), kind, label, help, required: None, when: Vec::new() }
}

fn fields() -> Fields {
    let words = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
    Fields {
        list: vec![
            field("Cost", FieldKind::Number { least: None, most: None }),
            field("since", FieldKind::Date),
            field("effort", FieldKind::Duration),
            field("release", FieldKind::Version),
            field("severity", FieldKind::Choice(words(&["minor", "major", "critical"]))),
            field("owner", FieldKind::Person),
            field("service", FieldKind::Text),
        ],
    }
}

fn with_desk<T>(run: impl FnOnce(&Scope<'_>) -> T) -> T {
    let groups = Groups { list: vec![group("payments", "Payments"), group("second", "Second line")] };
    let organizations = Organizations { list: vec![organization("acme", "Gold"), organization("shop", "silver")] };
    let category = CategoryEntry { path: "payments/checkout".to_owned(), ..CategoryEntry::default() };
    let categories = Categories { list: vec![category] };
    let fields = fields();
    let declared = Declared {
        groups: Some(&groups),
        organizations: Some(&organizations),
        categories: Some(&categories),
        fields: Some(&fields),
        policies: None,
    };
    with_scope(|scope| run(&Scope { declared, ..*scope }))
}

fn asked(line: &str) -> Result<Compiled, Fault> {
    with_desk(|scope| compile(&parse(line)?, scope))
}

/// The printer with values as the types of its fields store them.
fn typed() -> Ticket {
    let mut ticket = printer();
    ticket.set_field("effort", Some("1h30m".into()));
    ticket.set_field("release", Some("2.10.1".into()));
    ticket.set_field("severity", Some("major".into()));
    ticket.set_field("owner", Some("luis@example.com".into()));
    ticket.claim = Some(Claim { by: "luis@example.com".into(), until: at(NOW + 60) });
    ticket
}

#[track_caller]
fn holds(line: &str, expected: bool) {
    let query = asked(line).unwrap_or_else(|fault| panic!("{line}: {fault:?}"));
    assert_eq!(query.matches(&Facts::new(&typed(), &workflow(), at(NOW))), expected, "{line}");
}

#[test]
fn declared_names_are_taken_in_any_of_their_forms() {
    for line in
        ["group:payments", "group:PAYMENTS", "category:checkout", "category:payments/checkout", "group=payments"]
    {
        holds(line, true);
    }
    for line in ["group:\"second line\"", "group:elsewhere", "group=paymets", "group:paymets*", "category=checkout"] {
        holds(line, false);
    }
    let fault = |line: &str| asked(line).expect_err(line);
    for (line, found, suggestion) in [
        ("group:paymets", "paymets", "payments"),
        ("organization:acmee", "acmee", "acme"),
        ("category:payments/chekcout", "payments/chekcout", "payments/checkout"),
        ("contract:glod", "glod", "Gold"),
        ("field.severity:majro", "majro", "major"),
        ("field.sinec>2026", "field.sinec", "field.since"),
        ("has:field.relaese", "field.relaese", "field.release"),
        ("sort:-field.relaese", "field.relaese", "field.release"),
    ] {
        let fault = fault(line);
        assert_eq!((fault.found.as_str(), fault.suggestion.as_deref()), (found, Some(suggestion)), "{line}");
    }
}

#[test]
fn a_contract_is_that_of_the_organization() {
    for (line, expected) in [
        ("contract:gold", true),
        ("contract:GO*", true),
        ("contract:silver,gold", true),
        ("contract:silver", false),
        ("-contract:silver", true),
        ("contract:bronze", false),
    ] {
        holds(line, expected);
    }
}

#[test]
fn declared_fields_compare_by_their_type() {
    for (line, expected) in [
        ("field.cost>99", true),
        ("field.cost:250.0", true),
        ("field.COST:100..300", true),
        ("field.since>=2026-10-05", true),
        ("field.since>2026-10-05", false),
        ("field.since:2026-10", true),
        ("field.since:2026-10-01..2026-10-05", false),
        ("field.since:2026-10-05..2026-10-06", true),
        ("field.since<60d", true),
        ("field.since<7d", false),
        ("field.since<yesterday", true),
        ("field.effort>1h", true),
        ("field.effort:90m", true),
        ("field.effort=90m", true),
        ("field.effort<=PT90M", true),
        ("field.effort:2h..", false),
        ("field.release>2.9", true),
        ("field.release:v2.10.1", true),
        ("field.release:2.10..2.11", true),
        ("field.release<2.10.1-rc1", false),
        ("field.severity>=major", true),
        ("field.severity>major", false),
        ("field.severity:minor..major", true),
        ("field.severity<critical", true),
        ("field.owner:me", true),
        ("field.owner:@example.com", true),
        ("field.owner:bob", false),
        ("field.service>a", true),
        ("field.elsewhere:x", false),
    ] {
        holds(line, expected);
    }
    for (line, expected) in [
        ("field.cost>many", Expected::Number),
        ("field.since>soon", Expected::Time),
        ("field.effort>long", Expected::Duration),
        ("field.release>latest", Expected::Version),
    ] {
        let fault = asked(line).expect_err(line);
        assert_eq!((fault.kind, fault.expected), (FaultKind::BadValue, Some(expected)), "{line}");
    }
}

#[test]
fn undeclared_fields_compare_by_what_they_look_like() {
    let mut ticket = printer();
    ticket.set_field("release", Some("1.10.2".into()));
    ticket.set_field("effort", Some("4h".into()));
    ticket.set_field("seen", Some("2026-11-10T08:00:00Z".into()));
    ticket.set_field("build", Some("1.10".into()));
    ticket.set_field("minor", Some("1.9".into()));
    ticket.set_field("begun", Some("2026-11-04".into()));
    let holds = |line: &str| compiled(line).expect(line).matches(&Facts::new(&ticket, &workflow(), at(NOW)));
    for line in [
        "field.release>1.9",
        "field.release>1.9.7",
        "field.release:1.10.2",
        "field.effort>200m",
        "field.effort:240m",
        "field.seen<3d",
        "field.seen:2026-11-10",
        "field.seen:..2026-11-11",
        "field.since:2026-10",
        "field.cost:250",
        "field.build<2",
        "field.minor>1.8.2",
        "field.begun<8d",
        "field.begun>7d",
        "field.sites>kiev",
    ] {
        assert!(holds(line), "{line} should match");
    }
    for line in [
        "field.build:1.1",
        "field.effort:4",
        "field.seen<1d",
        "field.service>1.0",
        "field.effort>gateway",
        "field.begun<7d",
    ] {
        assert!(!holds(line), "{line} should not match");
    }
}

#[test]
fn a_ticket_is_overdue_or_claimed_at_an_instant() {
    let matches = |line: &str, ticket: &Ticket| {
        compiled(line).expect("a query").matches(&Facts::new(ticket, &workflow(), at(NOW)))
    };
    let mut ticket = typed();
    assert!(matches("is:claimed -is:overdue", &ticket));
    ticket.due = Some(at(NOW - 1));
    ticket.claim = Some(Claim { by: "luis".into(), until: at(NOW) });
    assert!(matches("is:overdue -is:claimed", &ticket));
    ticket.status = "solved".into();
    assert!(matches("-is:overdue", &ticket));
}

#[test]
fn lists_are_sorted_by_fields_and_words() {
    let ticket = |n: u32, release: &str, severity: &str, group: &str| {
        let id = TicketId::parse(&format!("{n:010}")).expect("an id");
        let mut ticket = Ticket::new(id, n.to_string(), "open".into(), at(NOW + i64::from(n)));
        ticket.set_field("release", Some(release.into()).filter(|_| !release.is_empty()));
        ticket.set_field("severity", Some(severity.into()));
        ticket.group = Some(group.to_owned()).filter(|g| !g.is_empty());
        ticket
    };
    let tickets = [
        ticket(1, "2.9", "critical", "b"),
        ticket(2, "2.10", "minor", ""),
        ticket(3, "", "major", "A"),
        ticket(4, "2.10-rc1", "major", "b"),
    ];
    let sorted = |query: &Compiled| -> String {
        let mut sorted = tickets.to_vec();
        sorted.sort_by_cached_key(|t| query.order.place(&Facts::new(t, &workflow(), t.created)));
        sorted.into_iter().map(|t| t.title).collect()
    };
    for (line, expected) in [
        ("sort:field.release", "1423"),
        ("sort:-field.release", "2413"),
        ("sort:field.severity,-created", "2431"),
        ("sort:group", "3142"),
        ("sort:-group,-field.severity", "1432"),
    ] {
        assert_eq!(sorted(&asked(line).expect(line)), expected, "{line}");
    }
    // Nobody says that these are versions, so `2.10` is the number 2.1.
    assert_eq!(sorted(&compiled("sort:field.release").expect("a query")), "2143");
}

#[test]
fn a_query_says_of_what_it_speaks() {
    let speaks = |line: &str| parse(line).expect(line).speaks_of(|key| matches!(key, keys::Key::Field(_)));
    for line in ["field.a:x", "x or -(field.b>3)", "has:field.a", "sort:-field.a"] {
        assert!(speaks(line), "{line}");
    }
    assert!(!speaks("status:open title:field.a sort:due"));
}
