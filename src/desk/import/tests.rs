//! The whole import, against the installed git. Tickets are written as debugging text, and read back by
//! looking up which ticket was written so; the real format has tests of its own.

use super::*;
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::attachment::Enclosed;
use crate::domain::ticket::model::Author;
use crate::domain::ticket::replay::tests::support;
use crate::domain::ticket::replay::{Comment, Create, Retelling, Scope, StatusWord, retell};
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{Attachment, Occurrence, Priority, Value, Visibility};
use crate::intake::events::{open_stream, parse};
use crate::kit::child::{git, git_in};
use crate::render::events::line;
use crate::store::bulk::{repack, seen, write_commit_graph};
use std::cell::RefCell;
use std::path::{Path, PathBuf};

struct Desk {
    dir: tempfile::TempDir,
    written: RefCell<HashMap<String, Ticket>>,
}

impl Desk {
    fn new() -> Desk {
        let dir = tempfile::tempdir().expect("a temporary directory");
        git_in(dir.path(), &["init", "-q", "--bare"]).bytes().expect("git init");
        Desk { dir, written: RefCell::default() }
    }

    fn text(&self, args: &[&str]) -> String {
        git(self.dir.path(), args).text().unwrap_or_else(|e| panic!("git {args:?}: {e}"))
    }

    fn ticket(&self, commit: Option<&str>, id: TicketId) -> Stored {
        let (Some(commit), (a, b)) = (commit, id.shard()) else { return Stored::Absent };
        match git(self.dir.path(), &["show", &format!("{commit}:tickets/{a}/{b}/{id}.yaml")]).bytes() {
            Ok(text) => match self.written.borrow().get(&String::from_utf8_lossy(&text).into_owned()) {
                Some(ticket) => Stored::Ticket(Box::new(ticket.clone())),
                None => Stored::Unreadable,
            },
            Err(_) => Stored::Absent,
        }
    }

    fn branch(&self) -> Option<String> {
        git(self.dir.path(), &["rev-parse", "-q", "--verify", "refs/heads/tickets"]).text().ok()
    }

    /// Imports, as the command would, with this much memory and until `stop` says so.
    fn import(&self, stream: &str, memory: usize, stop: &mut dyn FnMut() -> bool) -> Ran {
        let mut stream = EventStream::new(stream.as_bytes());
        let key = stream.key().expect("memory").unwrap_or_default();
        let claim = Claim::take(self.dir.path(), &key).expect("nobody else imports here");
        let branch = self.branch();
        let base = claim.base(branch.as_deref()).expect("git answers");
        let load = |id| Ok(self.ticket(base.as_deref(), id));
        let write = |ticket: &Ticket| {
            let text = format!("{ticket:?}");
            self.written.borrow_mut().insert(text.clone(), ticket.clone());
            text
        };
        let read = |text: &str| self.written.borrow().get(text).cloned().ok_or("never written".into());
        let import = Import {
            claim: &claim,
            base: base.clone(),
            seen: base.as_ref().map(|b| seen(self.dir.path(), b).expect("git answers")).unwrap_or_default(),
            workflow: &support(),
            committer: Ident::person("Importer", "importer@example.com", 4_000_000_000, 0),
            files: &Files { load: &load, write: &write, read: &read },
            limits: Limits { memory, message: 2000, ticket: 20_000, attachment: 4 },
        };
        let mut progress = |_, _| {};
        let ran = run(&mut stream, import, &mut Watch { progress: &mut progress, stop }).expect("it runs");
        assert_eq!(ran.counts.read, ran.counts.imported + ran.counts.skipped_in_all());
        if !ran.interrupted
            && let Some(tip) = &ran.tip
        {
            repack(&claim, tip, branch.as_deref()).expect("git packs");
            write_commit_graph(&claim, tip).expect("git writes the graph");
            self.text(&["update-ref", "refs/heads/tickets", tip]);
            claim.finish().expect("the progress is forgotten");
            assert_eq!(self.text(&["fsck", "--strict", "--full", "--no-dangling"]), "");
        }
        ran
    }

    fn all(&self, stream: &str) -> Imported {
        self.import(stream, 1 << 28, &mut || false).counts
    }
}

fn events(lines: &[(&str, i64, &str)]) -> String {
    let line = |(n, (ticket, at, rest)): (usize, &(&str, i64, &str))| {
        let at = crate::domain::time::stamp(crate::domain::time::at(*at));
        format!("{{\"ticket\":\"{ticket}\",\"at\":\"{at}\",\"seq\":{},\"actor\":\"ana\",{rest}}}\n", n + 1)
    };
    lines.iter().enumerate().map(line).collect()
}

const CREATE: &str = r#""type":"create","status":"new","title":"t""#;
const OPEN: &str = r#""type":"status","to":"open""#;
const SOLVED: &str = r#""type":"status","to":"solved""#;

#[test]
fn every_line_is_counted_once() {
    let desk = Desk::new();
    let long = format!(r#""type":"comment","visibility":"public","role":"agent","body":"{}""#, "x".repeat(3000));
    let lines = [
        ("A", 10, CREATE),
        ("A", 20, OPEN),
        ("A", 30, OPEN),
        ("B", 40, OPEN),
        ("A", 50, CREATE),
        ("A", 15, SOLVED),
        ("A", 60, r#""type":"status","to":"opne""#),
        ("A", 70, r#""type":"field","name":"due","to":"never""#),
        ("A", 80, &long),
        ("A", 90, r#""type":"dance""#),
    ];
    let text = events(&lines);
    let again = text.lines().nth(1).expect("there are ten").to_owned();
    let counts = desk.all(&format!("{text}{again}\n\n"));
    let skipped: Vec<_> = counts.skipped.iter().map(|(why, n)| (why.as_str(), *n)).collect();
    let expected = [
        ("unchanged", 1),
        ("invalid", 1),
        ("order", 1),
        ("too-large", 1),
        ("unknown-ticket", 1),
        ("already-created", 1),
        ("unknown-status", 1),
        ("bad-value", 1),
    ];
    assert_eq!(skipped, expected);
    assert_eq!((counts.read, counts.imported, counts.floored), (11, 3, 1));
    assert_eq!(counts.invalid, [(10, Cause::UnknownType { name: "dance".into() })]);
}

#[test]
fn a_ticket_does_not_outgrow_its_limit() {
    let desk = Desk::new();
    let said = format!(r#""type":"comment","visibility":"public","role":"agent","body":"{}""#, "x".repeat(1900));
    let lines: Vec<_> = (0..30).map(|n| ("A", n, if n == 0 { CREATE } else { said.as_str() })).collect();
    let ran = desk.import(&events(&lines), 1 << 28, &mut || false);
    assert!((5..15).contains(&ran.counts.imported), "{:?}", ran.counts);
    let Stored::Ticket(ticket) = desk.ticket(ran.tip.as_deref(), crate::domain::ticket::replay::id_of("A")) else {
        panic!("it is there")
    };
    assert_eq!(ticket.messages.len() as u64 + 1, ran.counts.imported);
}

#[test]
fn files_come_with_their_bytes_unless_they_are_too_large() {
    let desk = Desk::new();
    let file = |name: &str, data: &str| {
        format!(r#""type":"attach","message":"0123456789","name":"{name}","visibility":"public","data":"{data}""#)
    };
    // Four bytes, and five.
    let (small, large) = (file("../small", "YWJjZA=="), file("large", "YWJjZGU="));
    let ran = desk.import(&events(&[("A", 1, CREATE), ("A", 2, &large), ("A", 3, &small)]), 1 << 28, &mut || false);
    assert_eq!((ran.counts.imported, ran.counts.skipped.get(&Skip::TooLarge)), (2, Some(&1)));
    let id = crate::domain::ticket::replay::id_of("A");
    let Stored::Ticket(ticket) = desk.ticket(ran.tip.as_deref(), id) else { panic!("it is there") };
    let names: Vec<(&str, u64)> = ticket.attachments.iter().map(|file| (file.name.as_str(), file.size)).collect();
    assert_eq!(names, [("small", 4)]);
    let path = ticket.attachments[0].path(id);
    assert_eq!(desk.text(&["cat-file", "blob", &format!("tickets:{path}")]), "abcd");
}

#[test]
fn commits_have_the_events_authors_dates_and_trailers() {
    let desk = Desk::new();
    desk.all(&events(&[("A", 1_500_000_000, CREATE), ("A", 1_500_000_060, SOLVED)]));
    let log = desk.text(&["log", "--reverse", "--format=%an|%ae|%at|%cn|%ct|%B", "tickets"]);
    let id = crate::domain::ticket::replay::id_of("A");
    let expected = format!(
        "ana|ana|1500000000|Importer|4000000000|{id} created: t\n\nTicket: {id}\nStatus: new\nEvent: events 1\n\n\
         ana|ana|1500000060|Importer|4000000000|{id} new → solved\n\nTicket: {id}\nStatus: new -> solved\nEvent: events 2"
    );
    assert_eq!(log.trim_end(), expected);
}

#[test]
fn a_second_run_adds_nothing_and_a_longer_stream_goes_on() {
    let desk = Desk::new();
    let lines = [("A", 10, CREATE), ("A", 20, OPEN), ("B", 30, CREATE), ("A", 40, SOLVED)];
    assert_eq!(desk.all(&events(&lines[..3])).imported, 3);
    let before = desk.branch();
    let counts = desk.all(&events(&lines[..3]));
    assert_eq!((counts.imported, counts.skipped.get(&Skip::AlreadyImported)), (0, Some(&3)));
    assert_eq!(desk.branch(), before);
    assert_eq!(desk.all(&events(&lines)).imported, 1);
}

#[test]
fn a_ticket_of_the_desks_own_is_left_alone() {
    let desk = Desk::new();
    desk.all(&events(&[("A", 10, CREATE)]));
    // The same tree, without the history that says that it was imported.
    let own = desk.text(&["-c", "user.name=a", "-c", "user.email=a@x", "commit-tree", "-m", "x", "tickets^{tree}"]);
    desk.text(&["update-ref", "refs/heads/tickets", &own]);
    let counts = desk.all(&events(&[("A", 10, CREATE), ("A", 20, OPEN)]));
    let skipped: Vec<_> = counts.skipped.iter().map(|(why, n)| (why.as_str(), *n)).collect();
    assert_eq!(skipped, [("own-ticket", 1), ("already-created", 1)]);
}

#[test]
fn an_unreadable_ticket_is_not_overwritten() {
    let desk = Desk::new();
    desk.all(&events(&[("A", 10, CREATE)]));
    desk.written.borrow_mut().clear();
    let counts = desk.all(&events(&[("A", 10, CREATE), ("A", 20, OPEN)]));
    assert_eq!(counts.skipped.get(&Skip::UnreadableTicket), Some(&1));
}

#[test]
fn with_hardly_any_memory_the_result_is_the_same() {
    let lines: Vec<_> = (0..400)
        .map(|n| {
            (
                ["A", "B", "C", "D", "E"][n % 5],
                n as i64,
                [CREATE, OPEN, SOLVED][if n < 5 { 0 } else { 1 + n / 5 % 2 }],
            )
        })
        .collect();
    let (large, small) = (Desk::new(), Desk::new());
    let one = large.import(&events(&lines), 1 << 28, &mut || false);
    let two = small.import(&events(&lines), 1, &mut || false);
    assert_eq!(one, two);
    assert_eq!(one.counts.imported, 400);
}

/// Streams of several thousand events: the shared data where it is, so that the texts are hostile.
fn synthetic() -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/synthetic/s1k.jsonl.gz");
    let mut text = String::new();
    let file = std::fs::File::open(path).ok()?;
    std::io::Read::read_to_string(&mut open_stream(file).ok()?, &mut text).ok()?;
    Some(text)
}

fn made_up() -> String {
    let names: Vec<String> = (0..150).map(|n| format!("T{n}")).collect();
    let rest = |n: usize| if n < 150 { CREATE } else { [OPEN, SOLVED][n / 150 % 2] };
    events(&(0..1500).map(|n| (names[n % 150].as_str(), n as i64, rest(n))).collect::<Vec<_>>())
}

#[test]
fn a_stopped_import_goes_on_and_ends_in_the_same_commit() {
    let stream = made_up();
    let whole = Desk::new().import(&stream, 1 << 28, &mut || false);
    let desk = Desk::new();
    let mut asked = 0;
    let mut stop = || {
        asked += 1;
        asked == 3
    };
    let part = desk.import(&stream, 1 << 28, &mut stop);
    assert!(part.interrupted && part.counts.read == 3 * STEP);
    assert_eq!(desk.branch(), None, "the branch moves once, at the end");
    let rest = desk.import(&stream, 1 << 28, &mut || false);
    assert_eq!(rest.counts.skipped.get(&Skip::AlreadyImported), Some(&(3 * STEP)));
    assert_eq!(rest.tip, whole.tip);
}

/// What `render` writes, `intake` reads, down to the details that only an export of ours has.
#[test]
fn every_event_survives_its_line() {
    let id = crate::domain::ticket::replay::id_of("x");
    let word = StatusWord { word: "pending".into(), name: Some("postponed".into()) };
    let comment = Comment {
        id: Some(id),
        from: Some(None),
        written: Some(at(5)),
        channel: Some("email".into()),
        unknown: vec![("a".into(), Value::List(vec![Value::Null, Value::Float(1.5), Value::Int(-1)]))],
        ..Comment::new(Visibility::Internal, Author::Bot, " \u{0}\u{1b}\r\n\u{2028}\"á😀".into())
    };
    let described = Comment { visibility: Visibility::Public, from: Some(Some("eva".into())), ..comment.clone() };
    let create = Create {
        title: String::new(),
        status: word.clone(),
        tags: vec!["a".into()],
        description: Some(described),
        ..Create::default()
    };
    let seen = |run: Option<&str>, count| Occurrence {
        fingerprint: "v1:a".into(),
        at: at(3),
        run: run.map(str::to_owned),
        count,
        platform: None,
        commit: Some("c0de".into()),
        branch: None,
        url: Some("https://ci.example/1".into()),
    };
    let file = |from: Option<&str>, written| Action::File {
        attachment: Attachment {
            id,
            name: "a b.bin".into(),
            size: 3,
            at: at(written),
            from: from.map(str::to_owned),
            visibility: Visibility::Internal,
        },
        bytes: Some(Enclosed { name: "a b.bin".into(), bytes: [0, 255, 10].into() }),
    };
    let field = |scope, to| Action::Field { scope, name: "n".into(), to };
    let actions = [
        Action::Create(Box::new(create)),
        Action::Status(word),
        Action::Assign { assignee: Some(None), group: Some(Some("g".into())) },
        Action::Comment(comment),
        Action::Priority { to: Priority::Urgent },
        Action::Tag { add: vec!["a".into()], remove: Vec::new() },
        field(Scope::Any, Value::Null),
        field(Scope::Custom, Value::Map(vec![("k".into(), Value::Bool(true))])),
        field(Scope::Unknown, "x".into()),
        Action::Merge { into: "T2".into(), id: Some(id) },
        Action::Csat { score: "5".into(), comment: Some("thanks".into()) },
        Action::Seen { seen: vec![seen(Some("r"), 0), seen(None, 7)], unseen: vec![seen(None, 1)] },
        file(Some("Value 2"), 1_500_000_000),
        file(None, 9),
    ];
    for action in actions {
        for own in [None, Some(id)] {
            let (ticket, actor, action) = ("T 1".to_owned(), "Value 2".to_owned(), action.clone());
            let event = StreamEvent { ticket, id: own, at: at(1_500_000_000), seq: 7, actor, action };
            let text = line(&event, 7);
            assert!(!text.contains('\n'), "{text}");
            assert_eq!(parse(text.as_bytes()), Ok(event));
        }
    }
}

/// stream → tickets → events → stream → tickets, in memory.
#[test]
fn an_export_of_an_import_makes_the_same_tickets() {
    let stream = synthetic().unwrap_or_else(made_up);
    let (tickets, timelines) = replay_all(&stream);
    let workflow = support();
    let refs = |id| tickets.get(&id).map(|t: &Ticket| t.refs.clone());
    let how = Retelling { workflow: &workflow, refs: &refs };
    let mut told: Vec<StreamEvent> = timelines.iter().flat_map(|(id, events)| retell(*id, events, &how)).collect();
    told.sort_by_key(|e| e.at);
    let exported: String = (1..).zip(&told).map(|(seq, e)| line(e, seq) + "\n").collect();
    let (again, more) = replay_all(&exported);
    assert_eq!(tickets.len(), again.len());
    for (id, ticket) in &tickets {
        assert_eq!(again.get(id), Some(ticket));
        assert_eq!(more[id].len(), timelines[id].len(), "one event each, as before");
    }
}

type Timelines = HashMap<TicketId, Vec<Event>>;

fn replay_all(stream: &str) -> (HashMap<TicketId, Ticket>, Timelines) {
    let (mut tickets, mut timelines): (HashMap<_, Ticket>, Timelines) = Default::default();
    for text in stream.lines() {
        let event = parse(text.as_bytes()).expect("the stream is whole");
        let id = event.ticket_id();
        if let Replayed::Changes(changes) = replay(tickets.get(&id), &event, &support()) {
            let after = apply(tickets.remove(&id), id, &changes).expect("nothing is removed");
            tickets.insert(id, after);
            let (commit, subject) = (String::new(), String::new());
            let (actor, actor_name) = (event.actor.clone(), event.actor.clone());
            let event = Event { commit, at: event.at, actor, actor_name, source: None, subject, changes };
            timelines.entry(id).or_default().push(event);
        }
    }
    (tickets, timelines)
}

#[test]
fn the_real_streams_are_imported_whole() {
    let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    for (name, tickets) in [("synthetic/s1k.jsonl.gz", 1000), ("helpdesk_it/events.jsonl.gz", 4580)] {
        let Ok(file) = std::fs::File::open(data.join(name)) else {
            eprintln!("skipped: {name} is not here");
            continue;
        };
        let mut stream = String::new();
        std::io::Read::read_to_string(&mut open_stream(file).expect("a file"), &mut stream).expect("it is text");
        let desk = Desk::new();
        let counts = desk.all(&stream);
        let (expected, timelines) = replay_all(&stream);
        assert_eq!(expected.len(), tickets);
        assert_eq!(counts.imported as usize, timelines.values().map(Vec::len).sum::<usize>());
        assert_eq!(counts.skipped_in_all(), counts.skipped.get(&Skip::Unchanged).copied().unwrap_or_default());
        let files = desk.text(&["ls-tree", "-r", "--name-only", "tickets"]);
        assert_eq!(files.lines().count(), tickets);
    }
}
