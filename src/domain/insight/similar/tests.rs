//! What is most alike comes first, boilerplate counts for nothing, and recorded duplicates are found.

use super::{Bag, Likeness, Sought, read};
use crate::domain::ticket::model::Author;
use crate::domain::ticket::{Message, MessageId, Ticket, TicketId, Visibility};
use crate::domain::time::at;
use serde_json::Value;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};

fn ticket(n: usize, title: &str, texts: &[(&str, Visibility)]) -> Ticket {
    let mut ticket =
        Ticket::new(TicketId::derived("tests", &n.to_string()), title.to_owned(), "open".to_owned(), at(0));
    for (place, (text, visibility)) in texts.iter().enumerate() {
        ticket.add_message(Message {
            id: MessageId::derived("tests", &format!("{n}/{place}")),
            at: at(0),
            from: None,
            role: Author::Requester,
            channel: None,
            visibility: *visibility,
            text: (*text).to_owned(),
            unknown: Vec::new(),
        });
    }
    ticket
}

fn said(n: usize, title: &str, text: &str) -> Ticket {
    ticket(n, title, &[(text, Visibility::Public)])
}

/// The titles of those that are most like one of these tickets, and how much.
fn like(tickets: &[Ticket], one: usize, public: bool) -> Vec<(&str, Likeness)> {
    let sought = Sought::of(Bag::of_ticket(&tickets[one], public), true);
    let (weighed, chosen) = read::choose(tickets, &sought, public);
    let others = tickets.iter().filter(|t| t.id != tickets[one].id && chosen.contains(&t.id));
    let mut found: Vec<(&str, Likeness)> = others
        .filter_map(|t| Some((t.title.as_str(), weighed.compare(&Bag::of_ticket(t, public))?)))
        .collect();
    found.sort_by(|one, other| other.1.score.total_cmp(&one.1.score));
    found
}

fn titles<'t>(found: &[(&'t str, Likeness)]) -> Vec<&'t str> {
    found.iter().map(|(title, _)| *title).collect()
}

#[test]
fn what_shares_the_rarest_words_comes_first_and_says_which() {
    let tickets = [
        said(0, "Checkout times out", "The gateway answers 502 after a minute"),
        said(1, "Printer is on fire", "Water please"),
        said(2, "Gateway answers 502 at checkout", "It times out"),
        said(3, "Checkout button is green", "It should be blue"),
    ];
    let found = like(&tickets, 0, false);
    assert_eq!(titles(&found), [tickets[2].title.as_str(), &tickets[3].title]);
    assert!(found[0].1.score > 0.3 && found[1].1.score < found[0].1.score, "{found:?}");
    assert_eq!(found[1].1.terms, ["checkout"]);
}

#[test]
fn the_same_text_is_as_like_as_can_be() {
    let tickets = [said(0, "Checkout fails", "Error 502"), said(1, "Checkout fails", "Error 502")];
    let found = like(&tickets, 0, false);
    assert!((found[0].1.score - 1.0).abs() < 1e-9, "{found:?}");
}

#[test]
fn what_every_form_and_trace_has_makes_nothing_alike() {
    let form = "### What happened?\n\nX\n\n### Version\n\n_No response_\n\n- [ ] I searched before\n  at org.junit.Runner.run(Runner.java:7)";
    let tickets = [
        said(0, "[Bug] Login", &form.replace('X', "wrong password")),
        said(1, "[Bug] Export", &form.replace('X', "empty file")),
    ];
    assert_eq!(like(&tickets, 0, false), []);
}

#[test]
fn notes_are_compared_unless_by_the_eyes_of_a_requester() {
    let note = |n, title| ticket(n, title, &[("dunning lawyer", Visibility::Internal)]);
    let tickets = [note(0, "One"), note(1, "Two")];
    assert_eq!(titles(&like(&tickets, 0, false)), ["Two"]);
    assert_eq!(like(&tickets, 0, true), []);
}

#[test]
fn hostile_texts_are_compared_in_bounds() {
    let texts = ["", "\0", "🦀🦀", "1 2 3 4", "---", &"a ".repeat(1 << 19), &"é失".repeat(1 << 18)];
    let tickets: Vec<Ticket> = texts.iter().enumerate().map(|(n, text)| said(n, text, text)).collect();
    for one in 0..tickets.len() {
        for (_, likeness) in like(&tickets, one, false) {
            assert!(likeness.score.is_finite() && (0.0..=1.0).contains(&likeness.score));
        }
    }
}

/// A recorded issue, and those that it is a duplicate of, or that are of it.
struct Issue {
    ticket: Ticket,
    name: String,
    twins: Vec<String>,
    created: String,
}

fn recorded() -> Option<Vec<Issue>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/intake/duplicates/hadoop.jsonl.gz");
    let Ok(file) = File::open(path) else {
        eprintln!("skipped: no {path}");
        return None;
    };
    let text = |json: &Value, key: &str| json[key].as_str().unwrap_or_default().to_owned();
    let issue = |(n, line): (usize, std::io::Result<String>)| {
        let json: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let twins = json["dup_of_or_with"].as_array().into_iter().flatten();
        Issue {
            ticket: said(n, &text(&json, "title"), &text(&json, "body")),
            name: text(&json, "id"),
            twins: twins.filter_map(|id| Some(id.as_str()?.to_owned())).collect(),
            created: text(&json, "created"),
        }
    };
    let lines = BufReader::new(flate2::read::GzDecoder::new(file)).lines();
    let mut issues: Vec<Issue> = lines.enumerate().map(issue).collect();
    issues.sort_by(|one, other| one.created.cmp(&other.created));
    Some(issues)
}

/// The share of recorded duplicates of earlier issues of which one is among the first 1, 5, 10, each held against what
/// there was when it was filed.
#[test]
fn recorded_duplicates_are_found_as_well_as_by_the_measured_baseline() {
    let Some(issues) = recorded() else { return };
    let names: HashMap<&str, usize> = issues.iter().enumerate().map(|(n, issue)| (issue.name.as_str(), n)).collect();
    let tickets: Vec<Ticket> = issues.iter().map(|issue| issue.ticket.clone()).collect();
    let (mut asked, mut found) = (0.0, [0.0; 3]);
    for (place, issue) in issues.iter().enumerate() {
        let twins: Vec<TicketId> = issue
            .twins
            .iter()
            .filter_map(|name| names.get(name.as_str()))
            .filter(|n| issues[**n].created < issue.created)
            .map(|n| issues[*n].ticket.id)
            .collect();
        if twins.is_empty() {
            continue;
        }
        asked += 1.0;
        let sought = Sought::of(Bag::of_ticket(&issue.ticket, false), false);
        let (weighed, chosen) = read::choose(&tickets[..place], &sought, false);
        let chosen = tickets[..place].iter().filter(|ticket| chosen.contains(&ticket.id));
        let mut best: Vec<(f64, TicketId)> = chosen
            .filter_map(|t| Some((weighed.compare(&Bag::of_ticket(t, false))?.score, t.id)))
            .collect();
        best.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let rank = best.iter().position(|(_, id)| twins.contains(id)).unwrap_or(usize::MAX);
        for (n, most) in [1, 5, 10].into_iter().enumerate() {
            found[n] += f64::from(u8::from(rank < most));
        }
    }
    let recall = found.map(|found| (found / asked * 1000.0_f64).round() / 1000.0);
    eprintln!("recall@1/5/10 of {asked} recorded duplicates: {recall:?}");
    let baseline = [0.561, 0.818, 0.879];
    assert!(
        recall.iter().zip(baseline).all(|(recall, least)| *recall >= least),
        "{recall:?}, at least {baseline:?}"
    );
}
