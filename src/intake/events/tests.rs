//! Lines as they come: whole, broken, too long, packed.

use super::*;
use crate::domain::ticket::replay::{Action, Scope};
use crate::domain::ticket::{Priority, Value};
use std::io::Write;

fn read(text: &[u8]) -> Vec<Line> {
    let mut stream = EventStream::with_limit(text, 200);
    let mut lines = Vec::new();
    while let Some(line) = stream.next_line().expect("bytes in memory can be read") {
        lines.push(line);
    }
    lines
}

fn one(rest: &str) -> Result<Action, Cause> {
    let line = format!(r#"{{"ticket":"T1","at":"2024-01-01T08:55:27Z","seq":1,"actor":"ana"{rest}}}"#);
    parse(line.as_bytes()).map(|e| e.action)
}

#[test]
fn an_event_is_read_and_strange_keys_are_passed_over() {
    let line = br#"{"ticket":"T1","at":"2024-01-01T09:55:27.5+01:00","seq":7,"actor":"a b","type":"status","to":"open","native":"x","z":[1]}"#;
    let event = parse(line).expect("it is an event");
    assert_eq!((event.ticket.as_str(), event.seq, event.actor.as_str()), ("T1", 7, "a b"));
    assert_eq!(event.at, crate::domain::time::at(1704099327));
    assert!(matches!(event.action, Action::Status(to) if to.word == "open"));
}

#[test]
fn assign_tells_absent_from_null() {
    let expected = Action::Assign { assignee: Some(None), group: None };
    assert_eq!(one(r#","type":"assign","assignee":null"#), Ok(expected));
    assert_eq!(one(r#","type":"assign""#), Err(Cause::Missing { key: "assignee" }));
}

#[test]
fn a_field_takes_any_value() {
    let to = Value::List(vec![Value::Int(1), Value::Float(1.5), Value::Map(vec![("a".into(), Value::Null)])]);
    let expected = Action::Field { scope: Scope::Any, name: "x".into(), to };
    assert_eq!(one(r#","type":"field","name":"x","to":[1,1.5,{"a":null}]"#), Ok(expected));
    assert_eq!(one(r#","type":"field","name":"x""#), Err(Cause::Missing { key: "to" }));
}

#[test]
fn what_is_needed_is_missed_by_its_name() {
    let bad = |key| Err(Cause::BadValue { key });
    assert_eq!(one(""), Err(Cause::Missing { key: "type" }));
    assert_eq!(one(r#","type":"create""#), Err(Cause::Missing { key: "title" }));
    assert_eq!(
        one(r#","type":"comment","visibility":"public","role":"agent""#),
        Err(Cause::Missing { key: "body" })
    );
    assert_eq!(one(r#","type":"comment","visibility":"secret","role":"agent","body":"""#), bad("visibility"));
    assert_eq!(one(r#","type":"priority","to":"P1""#), bad("to"));
    assert_eq!(one(r#","type":"priority","to":"high""#), Ok(Action::Priority { to: Priority::High }));
    assert_eq!(one(r#","type":"tag","add":"x""#), bad("add"));
    assert_eq!(one(r#","type":"status","to":5"#), bad("to"));
    assert_eq!(one(r#","type":"dance""#), Err(Cause::UnknownType { name: "dance".into() }));
    assert_eq!(parse(b"[]").map(|_| ()), Err(Cause::NotAnObject));
    assert_eq!(parse(b"{\"a\"").map(|_| ()), Err(Cause::NotJson { column: 4 }));
    assert_eq!(
        parse(br#"{"ticket":"T","at":"no","seq":1,"actor":"a","type":"status","to":"x"}"#).err(),
        bad("at").err()
    );
    let no_seq = br#"{"ticket":"T","at":"2024-01-01T00:00:00Z","seq":-1,"actor":"a","type":"status","to":"x"}"#;
    assert_eq!(parse(no_seq).err(), bad("seq").err());
    assert_eq!(one(r#","type":"csat","score":"""#), bad("score"));
}

#[test]
fn bad_lines_have_numbers_and_the_next_ones_are_read() {
    let long = format!("{{\"ticket\":\"{}\"}}", "x".repeat(500));
    let good = r#"{"ticket":"T1","at":"2024-01-01T08:55:27Z","seq":1,"actor":"a","type":"status","to":"open"}"#;
    let text = format!("\u{feff}{good}\r\n\n{long}\n  \n\u{0}\n{good}");
    let lines = read(text.as_bytes());
    let numbers: Vec<_> = lines.iter().map(|l| (l.number, l.event.is_ok())).collect();
    assert_eq!(numbers, [(1, true), (3, false), (5, false), (6, true)]);
    assert_eq!(lines[1].event.as_ref().err(), Some(&Cause::TooLong { limit: 200 }));
}

#[test]
fn a_long_line_is_not_kept_in_memory() {
    struct Endless(u64);
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let n = buffer.len().min(self.0 as usize);
            buffer[..n].fill(b'x');
            self.0 -= n as u64;
            Ok(n)
        }
    }
    let mut stream = EventStream::with_limit(BufReader::new(Endless(10_000_000)), 1000);
    let line = stream.next_line().expect("it can be read").expect("there is a line");
    assert_eq!(line.event.err(), Some(Cause::TooLong { limit: 1000 }));
    assert!(stream.buffer.capacity() < 20_000);
    assert_eq!(stream.bytes(), 10_000_000);
}

#[test]
fn deep_json_is_refused() {
    let text = format!(r#","type":"field","name":"x","to":{}"#, "[".repeat(100_000));
    assert!(matches!(one(&text), Err(Cause::NotJson { .. })));
}

#[test]
fn packed_and_plain_streams_are_told_apart() {
    let text = b"{}\n{}\n";
    let mut packed = Vec::new();
    for part in [&text[..3], &text[3..]] {
        let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        member.write_all(part).expect("memory");
        packed.extend(member.finish().expect("memory"));
    }
    for bytes in [packed.clone(), text.to_vec(), Vec::new(), vec![b'{']] {
        let plain = bytes.first() != Some(&0x1f);
        let expected = if plain { bytes.clone() } else { text.to_vec() };
        let mut out = Vec::new();
        open_stream(io::Cursor::new(bytes))
            .and_then(|mut s| s.read_to_end(&mut out))
            .expect("memory");
        assert_eq!(out, expected);
    }
    packed.truncate(packed.len() - 9);
    let broken = open_stream(io::Cursor::new(packed)).and_then(|mut s| s.read_to_end(&mut Vec::new()));
    assert!(broken.is_err(), "a stream that is cut off is not taken for a whole one");
}

#[test]
fn the_key_is_that_of_the_first_event_and_reads_nothing_away() {
    let good = r#"{"ticket":"T1","at":"2024-01-01T08:55:27Z","seq":1,"actor":"a","type":"status","to":"open"}"#;
    let (first, second) = (format!("{good}\n"), format!("oops\n{good}\n{good}\n"));
    let mut one = EventStream::new(first.as_bytes());
    let mut other = EventStream::new(second.as_bytes());
    let key = one.key().expect("memory");
    assert!(key.is_some());
    assert_eq!(key, other.key().expect("memory"));
    let rest = std::iter::from_fn(|| other.next_line().expect("memory")).map(|l| l.number);
    assert_eq!(rest.collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(EventStream::new(&b"oops\n"[..]).key().expect("memory"), None);
}

#[test]
fn lines_of_somebody_else_can_be_gone_through_again() {
    let line = |number| Line { number, event: Err(Cause::NotAnObject) };
    let mut stream = EventStream::of(vec![line(1), line(2)]);
    let all = |stream: &mut EventStream<io::Empty>| -> Vec<u64> {
        std::iter::from_fn(|| stream.next_line().expect("memory")).map(|l| l.number).collect()
    };
    assert_eq!(stream.key().expect("memory"), None);
    assert_eq!(all(&mut stream), [1, 2]);
    assert!(all(&mut stream).is_empty());
    stream.rewind();
    assert_eq!(all(&mut stream), [1, 2]);
}
