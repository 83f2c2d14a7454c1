//! What the index costs and gives on a hundred thousand made-up tickets: `cargo bench --bench index`.

use divan::{Bencher, black_box};
use git_desk::domain::query::{self, Compiled, Declared, Order, Scope};
use git_desk::domain::ticket::workflow::{Category, Status, Workflow};
use git_desk::domain::ticket::{Link, Priority, Ticket, TicketId};
use git_desk::domain::time::zone::Zone;
use git_desk::domain::time::{Time, at};
use git_desk::index::{Ask, Draft, Entry, Index, Place, Row};
use std::sync::OnceLock;
use tempfile::TempDir;

const TICKETS: u64 = 100_000;
const DAY: u64 = 86_400;
const WORDS: [&str; 16] = [
    "order", "till", "invoice", "after", "update", "printer", "customer", "since", "fails", "página", "pago", "llega",
    "señal", "error", "timeout", "sync",
];

fn main() {
    divan::main();
}

/// Wednesday 11 November 2026.
fn now() -> Time {
    at(1_794_388_500)
}

fn workflow() -> Workflow {
    let status = |category: Category| Status {
        name: category.as_str().to_owned(),
        category,
        aliases: Vec::new(),
        until: false,
        shown_as: None,
        to: Vec::new(),
    };
    Workflow { statuses: Category::ALL.map(status).into(), ..Workflow::default() }
}

/// Of a desk that has worked for five years: one ticket in ten is unsolved.
fn ticket(n: u64) -> Ticket {
    let id = TicketId::derived("bench", &n.to_string());
    let dice = |salt: u64, sides: u64| (id.number() / salt) % sides;
    let status = match dice(1, 100) {
        0 => "new",
        1..=5 => "open",
        6..=9 => "pending",
        10..=19 => "solved",
        _ => "closed",
    };
    let word = |place: u64| WORDS[usize::try_from(dice(7 + place, 16)).unwrap_or(0)];
    let title = (0..6).map(word).collect::<Vec<_>>().join(" ");
    let ago = dice(3, 5 * 365 * DAY).cast_signed();
    let mut ticket = Ticket::new(id, title, status.to_owned(), at(now().timestamp() - ago));
    ticket.number = Some(n);
    ticket.priority = Some(Priority::ALL[usize::try_from(dice(11, 4)).unwrap_or(0)]);
    ticket.requester = Some(format!("customer{:04}@shop.example", dice(13, 5_000)));
    ticket.assignee = (dice(17, 10) > 0).then(|| format!("agent{:02}@desk.example", dice(19, 40)));
    ticket.organization = Some(format!("shop{:03}", dice(23, 500)));
    ticket.group =
        Some(["frontline", "billing", "platform", "field"][usize::try_from(dice(29, 4)).unwrap_or(0)].into());
    ticket.category = Some(word(31).to_owned());
    ticket.tags = vec![word(37).to_owned(), format!("t{}", dice(41, 2_000))];
    ticket.refs = vec![format!("events:T{n:07}")];
    ticket.due = (dice(43, 3) == 0).then(|| at(now().timestamp() - ago + 9 * DAY.cast_signed()));
    ticket.set_field("service", Some(word(47).into()));
    if dice(53, 50) == 0 {
        let other = TicketId::derived("bench", &dice(59, TICKETS).to_string());
        ticket.links = vec![Link { kind: "related".to_owned(), ticket: other }];
    }
    ticket
}

fn rows() -> Vec<Row> {
    let workflow = workflow();
    let mut tickets: Vec<Ticket> = (0..TICKETS).map(ticket).collect();
    tickets.sort_unstable_by_key(|ticket| ticket.id);
    let row = |ticket: &Ticket| {
        let mut entry = Entry::of(ticket, vec![7; 20], &workflow);
        entry.updated = Some(at(ticket.created.timestamp() + DAY.cast_signed()));
        Row::Sound(Box::new(entry))
    };
    tickets.iter().map(row).collect()
}

fn draft() -> (TempDir, Draft) {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let draft = Place::of(dir.path(), "refs/heads/desk").draft().expect("it can be written");
    (dir, draft)
}

fn fill(mut draft: Draft, rows: Vec<Row>) -> Index {
    let mut filling = draft.index().filling();
    filling.add(rows).expect("it can be written");
    filling.finish(b"tip", b"").expect("it can be written");
    draft.finish().expect("it can be written")
}

/// The file, which each thread opens for itself.
fn place() -> &'static Place {
    static MADE: OnceLock<(TempDir, Place)> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let (dir, draft) = draft();
        fill(draft, rows());
        let place = Place::of(dir.path(), "refs/heads/desk");
        (dir, place)
    });
    &made.1
}

fn open() -> Index {
    place().open().expect("it can be read").expect("it is there")
}

fn compiled(line: &str) -> Compiled {
    let (zone, me, workflow) = (Zone::utc(), ["agent03@desk.example".to_owned()], workflow());
    let scope = Scope { now: now(), zone: &zone, me: &me, workflow: &workflow, declared: Declared::default() };
    query::compile(&query::parse(line).expect("it is one"), &scope).expect("it means something")
}

/// Rows and lookups, without the making of the entries.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn write(bencher: Bencher) {
    bencher.with_inputs(|| (draft(), rows())).bench_local_values(|((dir, draft), rows)| {
        let index = fill(draft, rows);
        (dir, index)
    });
}

/// The first fifty in the order of work, or in that of the query.
#[divan::bench(sample_count = 30, sample_size = 1, args = [
    "status:closed",
    "is:unsolved",
    "is:unsolved (assignee:me or is:unassigned)",
    "is:unsolved assignee:me",
    "assignee:me",
    "requester:customer0042@shop.example",
    "organization:shop042",
    "group:billing",
    "is:unsolved group:billing",
    "is:unsolved -tag:till",
    "tag:t7",
    "tag:till",
    "tag:*ill",
    "priority:urgent",
    "is:unsolved priority:urgent",
    "created<7d",
    "created>1000d",
    "updated<7d",
    "sort:-created",
    "is:unsolved sort:-updated",
    "is:unsolved sort:title",
    "status:closed sort:requester",
    "title:printer",
    "title=*ñal*error",
    "requester:*042@*",
    "field.service:till",
    "has:due",
    "number:4711",
    "ref:events:T0004711",
    "link:related",
    "is:any",
])]
fn first_fifty(bencher: Bencher, line: &str) {
    let (index, workflow, query) = (open(), workflow(), compiled(line).or_by(Order::of_work));
    let ask = Ask { workflow: &workflow, limit: Some(50) };
    bencher.bench_local(|| index.select(black_box(&query.filter), &query.order, &ask).expect("an answer"));
}

#[divan::bench(sample_count = 30, sample_size = 1, args = ["is:any", "is:unsolved", "status:closed", "tag:till", "title:printer"])]
fn count(bencher: Bencher, line: &str) {
    let (index, workflow, query) = (open(), workflow(), compiled(line));
    bencher.bench_local(|| index.count(black_box(&query.filter), &workflow).expect("an answer"));
}

/// What a list asks of each of its tickets, and what `show` asks.
#[divan::bench(sample_count = 30, sample_size = 1)]
fn neighbours(bencher: Bencher) {
    let index = open();
    let id = TicketId::derived("bench", "4711");
    bencher.bench_local(|| (index.shared(black_box(id)), index.ids("k3"), index.mentioning(&[id])));
}
