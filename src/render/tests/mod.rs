//! Tickets, a history and a report of which all that render prints is tested.

mod people;
mod programs;

use super::columns::Column;
use super::page::Page;
use super::reader::Reader;
use super::style::Style;
use super::table::Row;
use super::words::{Lang, Words};
use super::{log, page, report, table};
use crate::domain::insight::report::table as figures;
use crate::domain::ticket::link::End;
use crate::domain::ticket::model::Author;
use crate::domain::ticket::relation::{self, Relation};
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::workflow::{Category, Workflow};
use crate::domain::ticket::*;
use crate::domain::time::{Time, at};

/// 2026-11-20T09:12:44Z.
const FILED: i64 = 1_795_165_964;
const NOW: i64 = FILED + 3 * 3_600;

fn id(text: &str) -> TicketId {
    TicketId::parse(text).expect("an id of the tests")
}

fn message(id_text: &str, after: i64, from: &str, role: Author, visibility: Visibility, text: &str) -> Message {
    Message {
        id: id(id_text),
        at: at(FILED + after),
        from: Some(from.to_owned()),
        role,
        channel: Some("email".to_owned()),
        visibility,
        text: text.to_owned(),
        unknown: Vec::new(),
    }
}

/// A workflow in which nothing is said of statuses.
pub fn workflow() -> Workflow {
    Workflow::default()
}

/// A ticket that has everything.
pub fn full_ticket() -> Ticket {
    let mut t = Ticket::new(id("k39fq2m7xd"), "Checkout returns 502".into(), "hold".into(), at(FILED));
    t.number = Some(142);
    t.until = Some(at(1_798_761_600));
    t.resolution = Some("SECRET resolution".into());
    t.kind = Some(Kind::Incident);
    t.priority = Some(Priority::High);
    t.requester = Some("ana@example.com".into());
    t.organization = Some("SECRET organization".into());
    t.assignee = Some("luis@example.com".into());
    t.group = Some("payments".into());
    t.brand = Some("shop".into());
    t.channel = Some("email".into());
    t.language = Some("es".into());
    t.category = Some("payments/checkout".into());
    t.tags = vec!["regression".into()];
    t.fields = vec![("service".into(), "SECRET gateway".into()), ("tries".into(), Value::Int(3))];
    t.followers = vec!["eva@example.com".into()];
    t.links = vec![Link { kind: "incident-of".into(), ticket: id("7pz0c4w1hn") }];
    t.refs = vec!["github:SECRET/shop#812".into()];
    t.fingerprints = vec!["junit:checkout".into()];
    t.due = Some(at(1_798_761_600));
    t.csat = Some(Csat { score: "good".into(), comment: None });
    t.unknown = vec![("shiny".into(), "SECRET".into())];
    use {Author::*, Visibility::*};
    t.add_message(message(
        "3f9a0c7kqe",
        0,
        "ana@example.com",
        Requester,
        Public,
        "Since this morning every second payment fails.\n",
    ));
    t.add_message(message(
        "3f9a0c7kqf",
        600,
        "luis@example.com",
        Agent,
        Public,
        "We are looking at it:\n\n    curl -v /pay\n",
    ));
    t.add_message(message("3f9a0c7kqg", 900, "luis@example.com", Agent, Internal, "SECRET: the gateway is down.\n"));
    t
}

/// A ticket that wants to do harm.
fn hostile() -> Ticket {
    let mut t = Ticket::new(
        id("9zz0000001"),
        "\x1b[2Jpwned \u{202e}txt.exe\r\nsecond line".into(),
        "odd\x07".into(),
        at(FILED),
    );
    t.requester = Some("=cmd|'/c calc'!A1".into());
    t.tags = vec!["\u{9b}31m".into()];
    t.fields = vec![("x\x1b".into(), "\x1b]0;t\x07".into())];
    t.unknown = vec![("y\x1b".into(), Value::Text("\x1b".into()))];
    t.add_message(message("3f9a0c7kqe", 0, "a\x1b@b", Author::Bot, Visibility::Public, "a\rb\x1b[1A\u{85}\nc"));
    t
}

fn with_reader<T>(lang: Lang, style: Style, run: impl Fn(&Reader) -> T) -> T {
    let words = Words::new(lang);
    let local = |t: Time| t.naive_utc() + chrono::TimeDelta::hours(1);
    run(&Reader { words: &words, style, now: at(NOW), local: &local, people: None })
}

fn terminal(width: usize) -> Style {
    Style { color: false, width: Some(width) }
}

fn row(ticket: &Ticket, category: Category) -> Row<'_> {
    Row { ticket, category, updated: Some(at(FILED + 900)), prefix: 4, clocks: None }
}

/// The page of a ticket that has links of its own only.
fn page_of(row: Row, reader: &Reader) -> String {
    let own = |link: &Link| Relation { kind: link.kind.clone(), end: End::Source, ticket: link.ticket, face: None };
    let links: Vec<Relation> = row.ticket.links.iter().map(own).collect();
    let page = Page {
        row,
        relations: links.iter().collect(),
        merged_from: Vec::new(),
        into: None,
        thread: relation::thread(row.ticket, &[]),
    };
    page::ticket(&page, reader)
}

/// A list with what breaks the columns of others.
fn motley() -> Vec<Ticket> {
    let titles = [
        "Checkout returns 502",
        "👩‍🚀 決済が失敗する 🇪🇸",
        "لا يعمل الدفع منذ الصباح",
        "cafe\u{301} \x1b[31mred\x1b[0m\u{202e}",
        "x",
    ];
    let statuses = ["new", "open", "postponed", "waiting for vendor", "closed"];
    let make = |(n, (title, status)): (usize, (&str, &str))| {
        let mut t =
            Ticket::new(TicketId::derived("test", title), title.into(), status.into(), at(FILED - 86_400 * n as i64));
        t.priority = Priority::ALL.get(n).copied();
        t.requester = Some("ana@example.com".into());
        t.tags = vec!["ci".into(), "決済".into()];
        t
    };
    titles.into_iter().zip(statuses).enumerate().map(make).collect()
}

fn motley_list(lang: Lang, style: Style) -> String {
    let tickets = motley();
    let categories = [Category::New, Category::Open, Category::Pending, Category::Hold, Category::Closed];
    let rows: Vec<Row> = tickets
        .iter()
        .zip(categories)
        .map(|(t, c)| Row { updated: Some(t.created), ..row(t, c) })
        .collect();
    with_reader(lang, style, |r| table::tickets(&rows, &Column::default_for(style.width, false), r))
}

/// For human eyes: `cargo test --lib render::tests::look -- --ignored --nocapture`.
#[test]
#[ignore = "prints, checks nothing"]
fn look() {
    let style = Style { color: true, width: Some(100) };
    let mut out = motley_list(Lang::En, style) + "\n" + &motley_list(Lang::Es, Style { width: Some(140), ..style });
    let tickets = [full_ticket(), hostile()];
    for ticket in &tickets {
        out += "\n";
        out += &with_reader(Lang::Es, style, |r| page_of(row(ticket, Category::Hold), r));
    }
    out += "\n";
    out += &with_reader(Lang::En, style, |r| log::events(&history(), r));
    out += "\n";
    out += &with_reader(Lang::Es, style, |r| report::table(&times(), r));
    print!("{out}");
}

fn event(after: i64, actor_name: &str, changes: Vec<Change>) -> Event {
    Event {
        commit: "00ff".into(),
        at: at(FILED + after),
        actor: "ana@example.com".into(),
        actor_name: actor_name.into(),
        source: None,
        subject: String::new(),
        changes,
    }
}

fn set(key: Key, from: Option<&str>, to: Option<&str>) -> Change {
    Change::Set { key, from: from.map(str::to_owned), to: to.map(str::to_owned) }
}

/// Every kind of change.
fn history() -> Vec<Event> {
    let ticket = full_ticket();
    let [first, note] = [&ticket.messages[0], &ticket.messages[2]].map(|m| Box::new(m.clone()));
    let changes = vec![
        set(Key::Assignee, Some("luis@example.com"), None),
        Change::Field { name: "tries".into(), from: Some(Value::Int(2)), to: Some(Value::Int(3)) },
        Change::Unknown { name: "shiny".into(), from: None, to: Some("x".into()) },
        Change::Added { set: Set::Tags, item: "ci".into() },
        Change::Dropped { set: Set::Followers, item: "eva@example.com".into() },
        Change::Linked(ticket.links[0].clone()),
        Change::Unlinked(Link { kind: "blocks".into(), ticket: id("7pz0c4w1hn") }),
        Change::Rated { from: None, to: ticket.csat.clone() },
        Change::Edited { from: first.clone(), to: first.clone() },
        Change::Withdrawn(first.clone()),
    ];
    vec![
        event(0, "Ana", diff(None, &ticket)),
        event(60, "Ana\x1b[2J", vec![set(Key::Status, Some("open"), Some("pending"))]),
        event(120, "", vec![Change::Message(note)]),
        event(180, "Luis", changes),
        event(240, "Luis", vec![Change::Removed]),
    ]
}

fn times() -> figures::Report {
    use figures::{Cell, Column, Datum, Note, Report, Unit};
    let column = |name: &str, unit| Column { name: name.into(), unit };
    Report {
        name: "times",
        own: None,
        keys: 1,
        checks: Vec::new(),
        from: Some(at(FILED)),
        until: None,
        as_of: at(NOW),
        columns: vec![
            column("metric", Unit::Text),
            column("n", Unit::Count),
            column("mean_s", Unit::Seconds),
            column("percent_targets", Unit::Percent),
            column("last_seen", Unit::Time),
        ],
        rows: vec![
            vec![
                Cell::Text("first_reply".into()),
                Cell::Int(12),
                Cell::Number(356_400.4),
                Cell::Number(87.54),
                Cell::Time(at(FILED)),
            ],
            vec![Cell::Text("odd\x1b".into()), Cell::Int(0), Cell::Null, Cell::Null, Cell::Null],
        ],
        totals: vec![
            ("tickets".into(), Cell::Int(12)),
            ("by_status".into(), Cell::Map(vec![("open".into(), Cell::Int(7)), ("solved".into(), Cell::Int(5))])),
        ],
        notes: vec![Note { code: "a-code-of-nobody", data: vec![("n", Datum::Count(3))] }],
        explain: vec![vec![id("k39fq2m7xd"), id("9zz0000001")], Vec::new()],
    }
}
