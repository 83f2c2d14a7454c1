//! What single verbs cost inside of the process, on a desk of a thousand tickets: `cargo bench --bench desk`.
//! Whole processes, side by side with git: `process.sh`.

mod stream;

use divan::{Bencher, black_box};
use git_desk::desk::demo;
use git_desk::desk::import::Watch;
use git_desk::desk::{Desk, Env, NewTicket};
use git_desk::domain::query::search::Search;
use git_desk::domain::query::{self, Declared, Facts, Scope};
use git_desk::domain::ticket::{Ticket, TicketId};
use git_desk::domain::time::zone::Zone;
use git_desk::domain::time::{Time, at};
use git_desk::index::{Document, Index, Place, Wanted};
use git_desk::store::Store;
use git_desk::store::format::{Limits, read_ticket, write_ticket};
use std::io::{Cursor, Read};
use std::sync::{Mutex, OnceLock};
use tempfile::TempDir;

const TICKETS: u64 = 1_000;
const SEED: u64 = 1;

fn main() {
    divan::main();
}

fn now() -> Time {
    at(1_790_000_000)
}

/// The demo desk and a generated stream on top of it; the directory goes when it is dropped.
fn desk() -> (TempDir, Desk) {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let store: Store = demo::make(dir.path(), None, now(), SEED).expect("git is installed");
    let desk = Desk::new(store, Env::new(now(), [7; 16]));
    let mut bytes = Vec::new();
    stream::write(TICKETS, SEED, &mut bytes).expect("memory takes it");
    let mut open = || Ok(Some(Box::new(Cursor::new(bytes.clone())) as Box<dyn Read>));
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &mut || false };
    desk.bring(&mut open, false, &mut watch).expect("it can be imported");
    (dir, desk)
}

fn tickets(desk: &Desk) -> Vec<Ticket> {
    desk.list(&["is:solved or is:unsolved".to_owned()], "", None)
        .expect("it can be read")
        .tickets
}

/// Durable: on disk before the next one.
#[divan::bench(sample_count = 30, sample_size = 1)]
fn create(bencher: Bencher) {
    let (_dir, desk) = desk();
    let new =
        NewTicket { title: "The till is silent".to_owned(), text: "Not a beep.\n".to_owned(), ..NewTicket::default() };
    bencher.bench_local(|| desk.create(black_box(&new), false).expect("it can be written"));
}

#[divan::bench(sample_count = 30, sample_size = 1)]
fn list_unsolved(bencher: Bencher) {
    let (_dir, desk) = desk();
    bencher.bench_local(|| desk.list(&[], "is:unsolved", Some(50)).expect("it can be read"));
}

#[divan::bench(sample_count = 30, sample_size = 1)]
fn show(bencher: Bencher) {
    let (_dir, desk) = desk();
    let id = demo::showpiece();
    bencher.bench_local(|| desk.show(black_box(id.as_str()), None).expect("it is there"));
}

#[divan::bench]
fn parse_yaml(bencher: Bencher) {
    let (_dir, desk) = desk();
    let texts: Vec<String> = tickets(&desk).iter().map(write_ticket).collect();
    let mut next = texts.iter().cycle();
    bencher.bench_local(|| next.next().map(|text| read_ticket(black_box(text), &Limits::default())));
}

#[divan::bench]
fn emit_yaml(bencher: Bencher) {
    let (_dir, desk) = desk();
    let tickets = tickets(&desk);
    let mut next = tickets.iter().cycle();
    bencher.bench_local(|| next.next().map(|ticket| write_ticket(black_box(ticket))));
}

/// One ticket against one query.
#[divan::bench]
fn query(bencher: Bencher) {
    let (_dir, desk) = desk();
    let tickets = tickets(&desk);
    let (_, config) = desk.open().expect("it can be read");
    let (zone, me) = (Zone::utc(), Vec::new());
    let scope = Scope { now: now(), zone: &zone, me: &me, workflow: &config.workflow, declared: Declared::default() };
    let text = "status:open priority>=high -tag:ci (category:checkout or text:printer) created>=2021-01-01";
    let compiled = query::compile(&query::parse(text).expect("it is one"), &scope).expect("it means something");
    let mut next = tickets.iter().cycle();
    bencher.bench_local(|| {
        next.next()
            .map(|t| compiled.matches(&Facts::new(black_box(t), &config.workflow, t.created)))
    });
}

/// Tickets whose words are as frequent as those of a language: the k-th word as 1/k.
fn made_up(tickets: u64) -> Vec<Document> {
    let mut dice = SEED;
    let mut word = || {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = (dice >> 11) as f64 / (1u64 << 53) as f64;
        format!("w{:x}", 50_000f64.powf(share) as u64)
    };
    let mut text = |words: usize| (0..words).map(|_| word()).collect::<Vec<_>>().join(" ");
    let ticket = |n: u64| {
        let id = TicketId::derived("bench", &n.to_string());
        let mut ticket = Ticket::new(id, text(6), "open".to_owned(), at(1_600_000_000 + 900 * n as i64));
        ticket.fields = vec![("notes".to_owned(), text(60).as_str().into())];
        Document::of(&ticket)
    };
    (0..tickets).map(ticket).collect()
}

/// The words of 100,000 tickets, made once.
fn words() -> &'static (TempDir, Mutex<Index>) {
    static WORDS: OnceLock<(TempDir, Mutex<Index>)> = OnceLock::new();
    WORDS.get_or_init(|| {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let mut draft = Place::of(dir.path(), "refs/heads/tickets").texts().draft().expect("it can be written");
        let mut shelving = draft.index().shelving();
        shelving.add(made_up(100_000)).expect("it can be written");
        shelving.finish(b"tip", b"").expect("it can be written");
        let index = draft.finish().expect("it can be written");
        (dir, Mutex::new(index))
    })
}

/// Twenty of the tickets that have these words, and how many there are: in nearly all, in some, in few; two words;
/// two in a row; the beginnings of many words.
#[divan::bench(args = ["w1", "w100", "w9000", "w1 w2", "\"w1 w2\"", "w12*"])]
fn find_words(bencher: Bencher, text: &str) {
    let zone = Zone::utc();
    let (_dir, desk) = desk();
    let (_, config) = desk.open().expect("it can be read");
    let scope = Scope { now: now(), zone: &zone, me: &[], workflow: &config.workflow, declared: Declared::default() };
    let parsed = query::parse(text).expect("it is a query");
    let search = Search::compile(&parsed, &scope, false).expect("it means something");
    let plan = search.plan().expect("it is words");
    let wanted = Wanted { look: &plan.look, needles: search.needles(), public: false, limit: Some(20) };
    let index = words().1.lock().expect("nobody failed");
    bencher.bench_local(|| index.find_words(b"tip", black_box(&wanted)).expect("it answers"));
}
