//! The language as people write it, on one small desk.

mod clocks;
mod declared;
mod properties;

use super::*;
use crate::domain::ticket::model::Author;
use crate::domain::ticket::workflow::{Category, Status, Workflow};
use crate::domain::ticket::{Kind, Link, Message, Priority, Ticket, TicketId, Visibility};
use crate::domain::time::at;
use crate::domain::time::zone::Zone;

/// Wednesday 11 November 2026, 10:15 in Madrid.
const NOW: i64 = 1_794_388_500;
const DAY: i64 = 86_400;

fn workflow() -> Workflow {
    let status = |name: &str, category, aliases: &[&str]| Status {
        name: name.to_owned(),
        category,
        aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
        until: false,
        shown_as: None,
        to: Vec::new(),
    };
    Workflow {
        name: "test".to_owned(),
        statuses: vec![
            status("new", Category::New, &["nuevo"]),
            status("open", Category::Open, &[]),
            status("In progress", Category::Open, &["doing"]),
            status("pending", Category::Pending, &[]),
            status("solved", Category::Solved, &["concluido"]),
            status("closed", Category::Closed, &[]),
        ],
        create: Vec::new(),
        first_assignment: None,
        requester_message: None,
        resolution_required: false,
        assign_on_reply: false,
        close_after_days: None,
    }
}

/// What the tests ask about: an open ticket with something of everything.
fn printer() -> Ticket {
    let id = TicketId::parse("k39fq2m7xd").expect("an id");
    let mut ticket = Ticket::new(id, "Facturación: printer is dead".into(), "In progress".into(), at(NOW - 10 * DAY));
    ticket.number = Some(142);
    ticket.kind = Some(Kind::Incident);
    ticket.priority = Some(Priority::High);
    ticket.requester = Some("Ana@Acme.com".into());
    ticket.assignee = Some("luis@example.com".into());
    ticket.organization = Some("acme".into());
    ticket.group = Some("payments".into());
    ticket.category = Some("payments/checkout".into());
    ticket.language = Some("es-MX".into());
    ticket.form = Some("defect".into());
    ticket.tags = vec!["regression".into(), "CI".into()];
    ticket.followers = vec!["eva@example.com".into()];
    ticket.refs = vec!["events:T0001".into()];
    ticket.due = Some(at(NOW + DAY));
    ticket.links = vec![Link { kind: "follow-up-of".into(), ticket: TicketId::parse("zzzzzzzzzz").expect("an id") }];
    ticket.set_field("service", Some("Gateway".into()));
    ticket.set_field("cost", Some(crate::domain::ticket::Value::Int(250)));
    ticket.set_field("sites", Some(crate::domain::ticket::Value::List(vec!["madrid".into(), "lima".into()])));
    ticket.set_field("since", Some("2026-10-05".into()));
    ticket.add_message(message("0000000001", NOW - 9 * DAY, Author::Requester, "A *timeout* error, says the Straße"));
    ticket
}

fn message(id: &str, time: i64, role: Author, text: &str) -> Message {
    Message {
        id: TicketId::parse(id).expect("an id"),
        at: at(time),
        from: None,
        role,
        channel: None,
        visibility: Visibility::Public,
        text: text.to_owned(),
        unknown: Vec::new(),
    }
}

fn with_scope<T>(run: impl FnOnce(&Scope<'_>) -> T) -> T {
    let zone = Zone::named("Europe/Madrid").expect("a zone of the database");
    let me = ["Luis@Example.com".to_owned(), "Luis".to_owned()];
    run(&Scope { now: at(NOW), zone: &zone, me: &me, workflow: &workflow(), declared: Declared::default() })
}

fn compiled(line: &str) -> Result<Compiled, Fault> {
    with_scope(|scope| compile(&parse(line)?, scope))
}

/// Updated two days ago.
fn matches(line: &str) -> bool {
    let query = compiled(line).unwrap_or_else(|fault| panic!("{fault:?}\n{}", fault.caret(line)));
    let ticket = printer();
    query.matches(&Facts::new(&ticket, &workflow(), at(NOW - 2 * DAY)))
}

fn fault(line: &str) -> Fault {
    match compiled(line) {
        Ok(query) => panic!("{line} is fine: {query:?}"),
        Err(fault) => fault,
    }
}

fn all_match(lines: &[&str]) {
    for line in lines {
        assert!(matches(line), "{line} should match");
        let negated = if line.trim().is_empty() { continue } else { format!("-({line})") };
        assert!(!matches(&negated), "{negated} should not match");
    }
}

fn none_match(lines: &[&str]) {
    for line in lines {
        assert!(!matches(line), "{line} should not match");
    }
}

#[test]
fn words_and_sets() {
    all_match(&[
        "",
        "organization:acme",
        "organization:ACME",
        "Organization:acme",
        "tag:regression",
        "tag:ci",
        "tag:x,ci",
        "group:pay*",
        "category:payments/*",
        "category:*out",
        "category:*",
        "language:es-mx",
        "form:DEF*",
        "has:form",
        "ref:events:T0001",
        "-brand:shop",
        "-brand:*",
        "type:incident",
        "type=incident",
        "type:problem,incident",
        "link:follow-up-of",
        "link:zzzz",
        "link:follow-up-of:zzz",
        "link:follow*",
    ]);
    none_match(&[
        "tag:regress",
        "category:payments",
        "language:es",
        "form:outage",
        "tag:x,y",
        "link:incident-of",
        "link:k39",
    ]);
}

#[test]
fn a_status_is_a_name_an_alias_or_a_category() {
    all_match(&["status:open", "status:doing", "status:\"in progress\"", "status:new,open", "status:in*"]);
    all_match(&["status=doing", "is:any", "is:unsolved", "-is:solved", "-is:closed"]);
    none_match(&["status:pending", "status=open", "status:hold", "status:nuevo"]);
    assert_eq!(fault("status:abierto").kind, FaultKind::BadValue);
    assert_eq!(fault("status:opne").suggestion.as_deref(), Some("open"));
    assert_eq!(fault("status=hold").kind, FaultKind::BadValue);
}

#[test]
fn priorities_have_an_order() {
    all_match(&["priority:high", "priority>=high", "priority>normal", "priority<urgent", "priority<=high"]);
    all_match(&["priority:low..high", "priority:high..", "priority:urgent,high", "priority:>normal"]);
    none_match(&["priority>high", "priority:low..normal", "priority<high"]);
    let bad = fault("priority>=hgih");
    assert_eq!((bad.kind, bad.span, bad.suggestion.as_deref()), (FaultKind::BadValue, 10..14, Some("high")));
    let words = Priority::ALL.iter().map(|p| p.to_string()).collect();
    assert_eq!(bad.expected, Some(Expected::Words(words)));
}

#[test]
fn persons_are_me_an_address_or_everybody_at_a_domain() {
    all_match(&["assignee:me", "requester:@acme.com", "requester:ana@acme.com", "requester:ANA@*", "follower:eva*"]);
    all_match(&["assignee:bob,me", "is:assigned", "-is:unassigned"]);
    none_match(&["requester:me", "requester:@me.com", "assignee:luis"]);
    let zone = Zone::utc();
    let nobody = Scope { now: at(NOW), zone: &zone, me: &[], workflow: &workflow(), declared: Declared::default() };
    let refused = compile(&parse("assignee:me").expect("it parses"), &nobody);
    assert_eq!(refused.map_err(|f| (f.kind, f.span)), Err((FaultKind::UnknownMe, 9..11)));
}

#[test]
fn text_ignores_case_and_accents() {
    all_match(&[
        "facturacion",
        "FACTURACIÓN",
        "title:\"printer is\"",
        "timeout",
        "text:\"*timeout* error\"",
        "text:time*error",
        "dead timeout",
        "\"is dead\"",
        "title=\"facturacion: PRINTER is dead\"",
        "title:fact*dead",
        "straße",
        "timeout and dead",
    ]);
    none_match(&["title:timeout", "fax", "title=printer", "printer fax", "\"dead is\"", "title=fact*printer"]);
}

#[test]
fn custom_fields_compare_as_numbers_or_as_text() {
    all_match(&[
        "field.service=gateway",
        "field.Service:gate*",
        "field.cost>99",
        "field.cost<=250",
        "field.cost:100..300",
        "field.sites:lima",
        "field.since>=2026-10-01",
        "field.since:2026-10-01..2026-11-01",
        "has:field.cost",
    ]);
    none_match(&[
        "field.service>10",
        "field.cost>abc",
        "field.none:x",
        "has:field.none",
        "field.cost<99",
        "field.cost:25",
    ]);
}

#[test]
fn numbers_and_ids() {
    all_match(&[
        "number:142",
        "number:#142",
        "number>=142",
        "number<143",
        "number:100..142",
        "id:k39f",
        "id:K39",
        "id:#142",
    ]);
    none_match(&["number<142", "number>142", "number<0", "number>18446744073709551615", "id:zz", "number:1,2"]);
    assert_eq!(fault("number:x").expected, Some(Expected::Number));
    assert_eq!(fault("id:ñ").expected, Some(Expected::Id));
}

#[test]
fn flags_and_parts() {
    all_match(&["is:follow-up", "-is:merged", "-is:spam", "has:assignee", "has:message", "-has:note", "-has:reply"]);
    all_match(&["has:tag,brand", "-has:brand", "HAS:Due"]);
    let bad = fault("is:unassinged");
    assert_eq!((bad.kind, bad.suggestion.as_deref()), (FaultKind::BadValue, Some("unassigned")));
}

#[test]
fn history_is_asked_for_only_where_it_matters() {
    for (line, asks) in [
        ("a or -(b updated<7d)", true),
        ("status:open sort:-updated", true),
        ("text:updated title:\"updated<7d\" sort:due", false),
    ] {
        assert_eq!(compiled(line).expect("a query").asks_updated(), asks, "{line}");
    }
}

#[test]
fn relative_times_are_ages() {
    // Updated two days ago, created ten days ago, due tomorrow.
    all_match(&["updated<7d", "updated:7d", "updated>1d", "updated>=2d", "updated<=2d", "created>1w", "updated>47h"]);
    all_match(&["created:2w..7d", "created:2w..", "created:..7d", "created>\"9 days ago\"", "due<+2d", "due:+2d"]);
    all_match(&["created:\"hace 2 semanas\"..ayer"]);
    none_match(&[
        "updated<2d",
        "updated>2d",
        "updated:1d",
        "created<7d",
        "due:7d",
        "due>+2d",
        "closed<7d",
        "closed>7d",
    ]);
}

#[test]
fn dates_are_whole_local_days_and_ranges_half_open() {
    // Created on 1 November 2026 at 10:15 in Madrid.
    all_match(&[
        "created:2026-11-01",
        "created>=2026-11-01",
        "created<=2026-11-01",
        "created<2026-11-02",
        "created>2026-10-31",
        "created:2026-11",
        "created:2026",
        "created:2026-11-01..2026-11-02",
        "created:2026-10-01,2026-11-01",
        "created:\"2026-11-01 10:15\"",
        "created>=2026-11-01T10:15",
        "created:2026-11-01T09:15:00Z",
        "updated<today",
        "updated:monday",
        "due:tomorrow",
        "due:mañana",
    ]);
    none_match(&["created<2026-11-01", "created>2026-11-01", "created:2026-10-01..2026-11-01", "created:yesterday"]);
    assert_eq!(fault("created:2026-02-30").kind, FaultKind::NoSuchDate);
    assert_eq!(fault("created:soon").expected, Some(Expected::Time));
    assert_eq!(fault("created>9999999999d").kind, FaultKind::TimeRange);
    assert_eq!(fault("created:2026-11-01..2026-11-01").kind, FaultKind::EmptyRange);
}

#[test]
fn structure() {
    all_match(&[
        "fax or printer",
        "fax printer or dead",
        "(fax or printer) dead",
        "-fax",
        "-(fax dead)",
        "--printer",
        "-(fax or -printer)",
        "fax OR printer",
        "status:open -tag:fax",
        "((printer))",
    ]);
    assert!(matches("status:open sort:due -tag:fax") && matches("and"));
    none_match(&["(fax or printer) absent", "fax printer", "-printer", "-(printer or fax)"]);
}

#[test]
fn faults_say_where_and_what() {
    use FaultKind::*;
    let table: &[(&str, FaultKind, &str, Option<&str>)] = &[
        ("x statsu:open", UnknownKey, "statsu", Some("status")),
        ("label:ci", UnknownKey, "label", Some("tag")),
        ("field.:x", UnknownKey, "field.", None),
        ("priority!=high", UnknownOperator, "priority!=", Some("-priority:")),
        ("status==open", UnknownOperator, "==", Some(":")),
        ("priority=>high", UnknownOperator, "=>", Some(">=")),
        ("tag>x", NoOrder, ">", Some(":")),
        ("priority>low,high", OneValue, "low,high", None),
        ("created>2026-01-01..2026-02-01", OneValue, "2026-01-01..2026-02-01", None),
        ("priority>hi*", NoWildcard, "hi*", None),
        ("is:un*", NoWildcard, "un*", None),
        ("tag:a..b", NoRange, "a..b", Some("\"a..b\"")),
        ("tag:a..b..c", BadValue, "..c", None),
        ("title:a\"b\"", BadValue, "\"b\"", None),
        ("status: open", MissingValue, "status", None),
        ("tag:a, b", MissingValue, "tag", None),
        ("tag:", MissingValue, "tag", None),
        ("title:\"\"", MissingValue, "\"\"", None),
        ("created:..", MissingValue, "created", None),
        ("or x", MissingTerm, "or", None),
        ("x or", MissingTerm, "or", None),
        ("x or or y", MissingTerm, "or", None),
        ("x - y", MissingTerm, "-", None),
        ("(x -)", MissingTerm, "-", None),
        ("title:\"dead", UnclosedQuote, "\"", None),
        ("(x", UnclosedParen, "(", None),
        ("x) y", UnopenedParen, ")", None),
        ("x ()", EmptyGroup, "()", None),
        ("sort:frob", BadValue, "frob", None),
        ("sort:-titel", BadValue, "titel", Some("title")),
        ("(x sort:due)", SortPlace, "sort:", None),
        ("-sort:due", SortPlace, "sort:", None),
        ("sort>due", NoOrder, ">", None),
    ];
    for (line, kind, found, suggestion) in table {
        let fault = fault(line);
        let got = (fault.kind, fault.found.as_str(), fault.suggestion.as_deref());
        assert_eq!(got, (*kind, *found, *suggestion), "{line}");
        assert!(line.get(fault.span.clone()).is_some(), "{line}: {:?}", fault.span);
    }
    assert_eq!(fault("x statsu:open").caret("x statsu:open"), "x statsu:open\n  ^^^^^^");
    assert_eq!(fault("a (b").span, 2..3);
    assert_eq!(fault(&"(".repeat(100)).kind, TooDeep);
    assert_eq!(fault(&"-".repeat(100)).kind, TooDeep);
    assert_eq!(fault(&"x ".repeat(6_000)).kind, TooLong);
}

#[test]
fn a_word_of_the_shell_with_spaces_is_one_value() {
    let table: &[(&[&str], &str)] = &[
        (&["status:open", "-tag:ci"], "status:open -tag:ci"),
        (&["title:printer is dead"], "title:\"printer is dead\""),
        (&["-title:printer is dead", "x"], "-title:\"printer is dead\" x"),
        (&["timeout error"], "\"timeout error\""),
        (&["status:open or status:new"], "status:open or status:new"),
        (&["status:open tag:ci"], "status:open tag:ci"),
        (&["priority:high printer"], "priority:high printer"),
        (&["updated>3 days ago"], "updated>\"3 days ago\""),
        (&["title:\"a b\" c"], "title:\"a b\" c"),
        (&["title:C:\\new dir"], "title:\"C:\\\\new dir\""),
        (&["", " ", "x"], "x"),
    ];
    for (words, want) in table {
        let words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
        assert_eq!(join(&words), *want);
        parse(&join(&words)).unwrap_or_else(|fault| panic!("{want}: {fault:?}"));
    }
}

#[test]
fn lists_are_sorted_with_what_is_missing_last() {
    let ticket = |id: &str, title: &str, priority| {
        let mut ticket = Ticket::new(TicketId::parse(id).expect("an id"), title.into(), "open".into(), at(NOW));
        ticket.priority = priority;
        ticket
    };
    let mut tickets = [
        ticket("0000000001", "Éclair", None),
        ticket("0000000002", "apple", Some(Priority::Low)),
        ticket("0000000003", "zebra", Some(Priority::Urgent)),
        ticket("0000000004", "dough", Some(Priority::Low)),
    ];
    tickets[1].created = at(NOW + 5);
    let mut sorted = |order: Order| {
        tickets.sort_by_cached_key(|t| order.place(&Facts::new(t, &workflow(), t.created)));
        tickets
            .iter()
            .map(|t| t.id.to_string().pop().expect("ten characters"))
            .collect::<String>()
    };
    let order = |line| compiled(line).expect("a good query").order;
    assert_eq!(sorted(order("sort:title")), "2413");
    assert_eq!(sorted(order("sort:-priority")), "3421");
    assert_eq!(sorted(order("sort:priority,-title")), "4231");
    assert_eq!(sorted(order("sort:number sort:-id")), "4321");
    assert_eq!(sorted(Order::of_work()), "3421");
    assert!(order("x").is_empty());
}

#[test]
fn somebody_waits_since_the_first_message_after_the_last_reply() {
    let mut ticket = printer();
    assert_eq!(order::waiting_since(&ticket), Some(ticket.created));
    ticket.add_message(message("0000000002", NOW - 100, Author::Agent, "Done?"));
    assert_eq!(order::waiting_since(&ticket), None);
    ticket.add_message(message("0000000003", NOW - 50, Author::Requester, "No."));
    ticket.add_message(message("0000000004", NOW - 40, Author::Requester, "No!"));
    assert_eq!(order::waiting_since(&ticket), Some(at(NOW - 50)));
}
