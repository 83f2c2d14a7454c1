//! Desks by chance: every field filled in some way, few words, odd case, ties.

use super::{DAY, NOW};
use crate::domain::query::Metric;
use crate::domain::query::clocks::{Reading, Readings};
use crate::domain::query::keys::Standing;
use crate::domain::ticket::model::{Attachment, Author, Claim, Csat, Occurrence};
use crate::domain::ticket::{Kind, Link, Message, Priority, Ticket, TicketId, Value, Visibility};
use crate::domain::time::{Time, at};
use proptest::prelude::*;
use proptest::{collection::vec, option, sample::select};
use std::collections::BTreeMap;

/// Words of tickets and of queries alike, so that queries find something.
pub const WORDS: [&str; 26] = [
    "a",
    "A",
    "ab",
    "Abc",
    "b*",
    "",
    "é",
    "É",
    "e\u{301}x",
    "straße",
    "STRASSE",
    "payments/checkout",
    "Payments",
    "acme",
    "Luis@Example.com",
    "ana@acme.com",
    "spam",
    "SPAM",
    "ΟΔΟΣ",
    "İx",
    "x\u{0}y",
    "ab\u{10ffff}",
    "9",
    "1.10.2",
    "4h",
    "2026-11-10",
];
pub const STATUSES: [&str; 12] = [
    "new",
    "open",
    "Open",
    "In progress",
    "in progress",
    "pending",
    "hold",
    "solved",
    "closed",
    "CLOSED",
    "Straße",
    "godot",
];
pub const KINDS: [&str; 4] = ["follow-up-of", "Follow-Up-Of", "related", "é"];
pub const FIELDS: [&str; 7] = ["cost", "Cost", "since", "effort", "release", "É", "site"];
/// Numbers of ids: neighbours, ends, and some that share their first characters.
pub const IDS: [u64; 12] =
    [0, 1, 31, 32, 1 << 10, 1 << 44, (1 << 44) + 1, 1 << 45, 3 << 45, (1 << 50) - 1, (1 << 50) - 2, 999_999_999_999];
pub const NUMBERS: [u64; 7] = [1, 2, 9, i64::MAX as u64 - 1, i64::MAX as u64, i64::MAX as u64 + 1, u64::MAX];

/// A ticket, and what else is known of it.
#[derive(Clone, Debug)]
pub struct Known {
    pub ticket: Ticket,
    /// When it last changed, where the index knows it.
    pub updated: Option<Time>,
    pub clocks: Option<Readings>,
}

pub fn word() -> impl Strategy<Value = String> {
    select(&WORDS[..]).prop_map(str::to_owned)
}

fn words() -> impl Strategy<Value = Vec<String>> {
    vec(word(), 0..3)
}

pub fn time() -> impl Strategy<Value = Time> {
    select(vec![-40 * DAY, -7 * DAY, -7 * DAY + 1, -DAY, -1, 0, 1, DAY, 9 * DAY]).prop_map(|ago| at(NOW + ago))
}

fn id() -> impl Strategy<Value = TicketId> {
    select(&IDS[..]).prop_map(TicketId::of_number)
}

fn value() -> impl Strategy<Value = Value> {
    let plain = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        select(vec![0_i64, -3, 9, 250]).prop_map(Value::Int),
        select(vec![0.5_f64, 9.0, -0.0]).prop_map(Value::Float),
        word().prop_map(Value::Text),
    ];
    plain.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![vec(inner.clone(), 0..3).prop_map(Value::List), vec((word(), inner), 0..2).prop_map(Value::Map),]
    })
}

fn message() -> impl Strategy<Value = Message> {
    let role = select(vec![Author::Requester, Author::Agent, Author::Bot]);
    let visibility = select(vec![Visibility::Public, Visibility::Internal]);
    (id(), time(), role, visibility, words()).prop_map(|(id, at, role, visibility, text)| Message {
        id,
        at,
        from: None,
        role,
        channel: None,
        visibility,
        text: text.join(" "),
        unknown: Vec::new(),
    })
}

fn clocks() -> impl Strategy<Value = Readings> {
    let reading = (select(Metric::ALL.to_vec()), any::<bool>(), any::<bool>(), -60_i64..60, option::of(time()));
    let reading = reading.prop_map(|(metric, running, warned, left_s, due_at)| Reading {
        metric,
        standing: if left_s < 0 { Standing::Breached } else { Standing::Active },
        warned,
        running,
        left_s,
        due_at,
    });
    (option::of(word()), vec(reading, 0..3)).prop_map(|(policy, list)| Readings { policy, list })
}

fn singles() -> impl Strategy<Value = Ticket> {
    let texts = vec(option::of(word()), 9);
    let status = select(&STATUSES[..]).prop_map(str::to_owned);
    let enums = (option::of(select(Priority::ALL.to_vec())), option::of(select(Kind::ALL.to_vec())));
    let times = (time(), option::of(time()), option::of(time()), option::of(time()));
    let others = (option::of(select(&NUMBERS[..])), option::weighted(0.2, id()));
    (words(), status, texts, enums, times, others).prop_map(|(title, status, texts, enums, times, others)| {
        let mut texts = texts.into_iter();
        let mut text = || texts.next().flatten();
        let mut ticket = Ticket::new(TicketId::of_number(0), title.join(" "), status, times.0);
        ticket.requester = text();
        ticket.assignee = text();
        ticket.organization = text();
        ticket.group = text();
        ticket.brand = text();
        ticket.channel = text();
        ticket.language = text();
        ticket.category = text();
        ticket.form = text();
        ticket.resolution = text();
        (ticket.priority, ticket.kind) = enums;
        (ticket.due, ticket.closed) = (times.1, times.2);
        ticket.claim = times.3.map(|until| Claim { by: "a".into(), until });
        (ticket.number, ticket.merged_into) = others;
        ticket
    })
}

fn ticket() -> impl Strategy<Value = Ticket> {
    let links = vec((select(&KINDS[..]), id()), 0..3);
    let fields = vec((select(&FIELDS[..]), value()), 0..3);
    let seen = vec((word(), time(), 1_u32..3), 0..3);
    let odd = (any::<bool>(), any::<bool>());
    (singles(), vec(words(), 4), vec(message(), 0..3), links, fields, seen, odd).prop_map(
        |(mut ticket, lists, messages, links, fields, seen, (attached, rated))| {
            let mut lists = lists.into_iter().map(|mut list| {
                list.dedup();
                list
            });
            let mut list = || lists.next().unwrap_or_default();
            ticket.tags = list();
            ticket.followers = list();
            ticket.refs = list();
            ticket.fingerprints = list();
            ticket.links = links.into_iter().map(|(kind, ticket)| Link { kind: kind.to_owned(), ticket }).collect();
            ticket.fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            messages.into_iter().for_each(|message| ticket.add_message(message));
            ticket.occurrences = seen.into_iter().map(occurrence).collect();
            ticket.attachments = if attached { vec![attachment()] } else { Vec::new() };
            ticket.csat = rated.then(|| Csat { score: "good".into(), comment: None });
            ticket
        },
    )
}

fn occurrence((fingerprint, at, count): (String, Time, u32)) -> Occurrence {
    Occurrence { fingerprint, at, run: None, count, commit: None, branch: None, url: None, platform: None }
}

fn attachment() -> Attachment {
    let visibility = Visibility::Public;
    Attachment { id: TicketId::of_number(1), name: "a".into(), size: 1, at: at(NOW), from: None, visibility }
}

/// Tickets in order of id.
pub fn desk() -> impl Strategy<Value = Vec<Known>> {
    let known = (ticket(), option::weighted(0.9, time()), option::of(clocks()));
    let desk = vec((prop_oneof![select(&IDS[..]), 0_u64..1 << 50], known), 0..12);
    (desk, any::<bool>()).prop_map(|(desk, told)| {
        let desk: BTreeMap<u64, _> = desk.into_iter().collect();
        let known = |(number, (mut ticket, updated, clocks)): (u64, (Ticket, Option<Time>, Option<Readings>))| {
            ticket.id = TicketId::of_number(number);
            let updated = updated.or_else(|| told.then(|| at(NOW)));
            Known { ticket, updated, clocks }
        };
        desk.into_iter().map(known).collect()
    })
}
