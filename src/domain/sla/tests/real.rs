//! Each service level of the data sets against the figures that others computed: every block a policy of its own.
//!
//! The data lie beside the repository, not in it; without them these tests say so and pass.

use super::made::{event, policy, set, status, workflow};
use crate::domain::sla::{Metric, Policies, Policy, State, Targets, Track};
use crate::domain::ticket::change::read_stamp;
use crate::domain::ticket::model::Author;
use crate::domain::ticket::{Change, Key, Message, Priority, TicketId, Visibility};
use crate::domain::time::calendar::{Calendar, Hours, Interval, Timetable};
use crate::domain::time::zone::Zone;
use crate::domain::time::{Time, at};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::sync::Arc;

/// One line of a stream: which ticket, when, what.
type Line = (TicketId, Time, Vec<Change>);

/// A stream and what is expected of it; `None`: not here.
fn open(stream: &str, expected: &str) -> Option<(Vec<Line>, Json)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let (Ok(stream), Ok(expected)) = (File::open(folder.join(stream)), File::open(folder.join(expected))) else {
        eprintln!("skipped: no data in {}", folder.display());
        return None;
    };
    let lines = BufReader::new(flate2::read::GzDecoder::new(stream)).lines();
    let read = |(n, line): (usize, std::io::Result<String>)| {
        let line: Json = serde_json::from_str(&line.expect("a readable stream")).expect("one object a line");
        let time = word(&line, "at").as_deref().and_then(read_stamp).expect("RFC 3339");
        (TicketId::derived("test", &word(&line, "ticket").expect("a ticket")), time, changes(n, &line))
    };
    let expected = serde_json::from_reader(expected).expect("JSON");
    Some((lines.enumerate().map(read).collect(), expected))
}

fn word(line: &Json, key: &str) -> Option<String> {
    line.get(key)?.as_str().map(str::to_owned)
}

fn changes(n: usize, line: &Json) -> Vec<Change> {
    let to = |key: &str| word(line, key);
    match to("type").as_deref() {
        Some("create") => {
            let keys = [(Key::Requester, to("requester")), (Key::Priority, to("priority"))];
            let set = keys.iter().map(|(key, value)| set(*key, value.as_deref()));
            [Change::Created, status("new")].into_iter().chain(set).collect()
        }
        Some("status") => vec![status(&to("to").expect("a status").replace("on-", ""))],
        Some("assign") => {
            let held = [("assignee", Key::Assignee), ("group", Key::Group)];
            held.iter().filter_map(|(name, key)| Some(set(*key, line.get(name)?.as_str()))).collect()
        }
        Some("comment") => vec![comment(n, line)],
        Some("priority") => vec![set(Key::Priority, to("to").as_deref())],
        Some("merge") => {
            let into = TicketId::derived("test", &to("into").expect("a ticket")).to_string();
            vec![status("closed"), set(Key::MergedInto, Some(&into))]
        }
        _ => Vec::new(),
    }
}

fn comment(n: usize, line: &Json) -> Change {
    let agent = word(line, "role").as_deref() == Some("agent");
    let public = word(line, "visibility").as_deref() == Some("public");
    Change::Message(Box::new(Message {
        id: TicketId::derived("message", &n.to_string()),
        at: at(0),
        from: word(line, "actor"),
        role: if agent { Author::Agent } else { Author::Requester },
        channel: None,
        visibility: if public { Visibility::Public } else { Visibility::Internal },
        text: String::new(),
        unknown: Vec::new(),
    }))
}

/// Monday to Friday, nine to five.
fn nine_to_five(zone: &str) -> Hours {
    let mut timetable = Timetable::default();
    let hours = Interval::new(9 * 3600, 17 * 3600).expect("an interval");
    timetable.week.iter_mut().take(5).for_each(|day| day.push(hours));
    Hours::Business(Arc::new(Calendar::new(Zone::named(zone).expect("a zone"), timetable)))
}

/// The policy that a block of the expected figures means.
fn promise(block: &Json, zone: &str, by_assign: bool) -> (Metric, Policies) {
    let metric = match block["metric"].as_str() {
        Some("full_resolution") => Metric::Resolution,
        _ => Metric::FirstReply,
    };
    let hours = if block["clock"] == "calendar" { Hours::AroundTheClock } else { nine_to_five(zone) };
    let by_priority = block.get("by_priority_s").and_then(Json::as_object).into_iter().flatten();
    let by_priority = by_priority.map(|(name, s)| (Priority::parse(name).expect("a priority"), s.as_i64().expect("s")));
    let targets = Targets {
        by_priority: by_priority.collect(),
        default: block.get("target_s").and_then(Json::as_i64),
        hours,
        solved_time_counts: metric == Metric::Resolution,
        ..Targets::default()
    };
    let policy = Policy { first_reply_by_assign: by_assign, ..policy("block", &[(metric, targets)]) };
    (metric, Policies::new(vec![policy], Zone::utc()))
}

/// Met, breached and running, in all and by priority, in the shape of the expected figures.
fn counted(lines: &[Line], policies: &Policies, metric: Metric, now: Time) -> (Json, Json) {
    let mut tracks: BTreeMap<TicketId, Track> = BTreeMap::new();
    for (id, time, changes) in lines {
        let track = tracks.entry(*id).or_insert_with(|| Track::new(*id));
        track.tell(&event(*time, changes.clone()), &workflow(), policies, now);
    }
    let mut all = [0_u64; 3];
    let mut each: BTreeMap<&str, [u64; 3]> = BTreeMap::new();
    for track in tracks.values() {
        let clocks = track.clocks_with_merged(policies, now);
        assert!(clocks.len() == 1 && clocks[0].metric == metric, "each ticket has one clock");
        let place = match clocks[0].state {
            State::Achieved => 0,
            State::Breached => 1,
            _ => 2,
        };
        all[place] += 1;
        each.entry(clocks[0].priority.map_or("", Priority::as_str)).or_default()[place] += 1;
    }
    let shape = |[met, breached, running]: [u64; 3]| json!({"met": met, "breached": breached, "running": running});
    (
        shape(all),
        each.into_iter()
            .map(|(name, n)| (name.to_owned(), shape(n)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    )
}

fn check(stream: &str, expected: &str, zone: &str, by_assign: bool) {
    let Some((lines, expected)) = open(stream, expected) else { return };
    let now = expected["as_of"].as_str().and_then(read_stamp).expect("an instant");
    for (name, block) in expected["sla"].as_object().expect("blocks") {
        let (metric, policies) = promise(block, zone, by_assign);
        let (all, each) = counted(&lines, &policies, metric, now);
        let wanted = json!({"met": block["met"], "breached": block["breached"], "running": block["running"]});
        assert_eq!(all, wanted, "{name}");
        if let Some(wanted) = block.get("by_priority") {
            assert_eq!(each, *wanted, "{name}");
        }
    }
}

#[test]
fn service_levels_of_an_italian_help_desk_are_those_that_others_computed() {
    check("helpdesk_it/events.jsonl.gz", "helpdesk_it/expected.json", "Europe/Rome", true);
}

#[test]
fn service_levels_of_the_synthetic_desk_are_those_of_its_generator() {
    check("synthetic/s1k.jsonl.gz", "synthetic/s1k.expected.json", "Europe/Madrid", false);
}
