//! A generator of event streams of any size (`import events`): the same bytes for the same size and
//! seed, in the order of time, with as many tickets in memory as are being worked on at once.
//!
//! About ten events a ticket: filed, triaged, answered, asked back, solved, sometimes reopened, merged
//! or rated, closed. The texts are words by chance; what matters is their number and length.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, Write};

/// 2020-01-01T00:00:00Z.
const START: u64 = 1_577_836_800;
/// Tickets are filed over this many days, however many they are.
const DAYS: u64 = 5 * 365;
const WORDS: [&str; 40] = [
    "order", "till", "invoice", "after", "the", "update", "printer", "customer", "since", "Monday", "fails", "again",
    "página", "pago", "la", "factura", "desde", "ayer", "no", "llega", "señal", "caja", "error", "retry", "timeout",
    "a", "in", "of", "login", "cuenta", "envío", "pedido", "slow", "blank", "twice", "never", "works", "now", "with",
    "sync",
];
const GROUPS: [&str; 4] = ["frontline", "billing", "platform", "field"];
const CATEGORIES: [&str; 8] = ["checkout", "invoices", "access", "shipping", "stock", "mail", "vpn", "build"];
const CHANNELS: [&str; 5] = ["email", "form", "chat", "ci", "phone"];
const PRIORITIES: [&str; 4] = ["low", "normal", "high", "urgent"];

/// A stream of numbers that depends on its seed only (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n.max(1)
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[usize::try_from(self.below(of.len() as u64)).unwrap_or(0)]
    }

    fn words(&mut self, low: u64, high: u64) -> String {
        let n = low + self.below(high - low + 1);
        (0..n).map(|_| self.pick(&WORDS)).collect::<Vec<_>>().join(" ")
    }
}

/// What a ticket goes through. Each step says what comes next, and after how many minutes at most.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Create,
    Assign,
    Open,
    Note,
    Reply,
    Pend,
    Answer,
    Reopened,
    Tag,
    Solve,
    Rate,
    Again,
    Close,
    Merge,
}

/// Writes the stream of so many tickets; gives the number of events.
///
/// # Errors
/// Those of the writer.
pub fn write(tickets: u64, seed: u64, out: &mut impl Write) -> io::Result<u64> {
    let mut heap = BinaryHeap::new();
    let (mut filed, mut seq) = (0, 0);
    loop {
        let arrival = START + filed * DAYS * 86_400 / tickets.max(1);
        let due = heap.peek().map(|Reverse((at, ..)): &Reverse<(u64, u64, Step)>| *at);
        if filed < tickets && due.is_none_or(|at| arrival <= at) {
            heap.push(Reverse((arrival, filed, Step::Create)));
            filed += 1;
            continue;
        }
        let Some(Reverse((at, ticket, step))) = heap.pop() else { return Ok(seq) };
        seq += 1;
        let mut dice = Dice(seed ^ ticket.wrapping_mul(0x9e37_79b9) ^ ((step as u64) << 56) ^ at);
        line(out, (at, ticket, step), seq, &mut dice)?;
        if let Some((next, minutes)) = after(step, &mut dice) {
            heap.push(Reverse((at + 60 + dice.below(minutes * 60), ticket, next)));
        }
    }
}

fn after(step: Step, dice: &mut Dice) -> Option<(Step, u64)> {
    let chance = dice.below(100);
    Some(match step {
        Step::Create if chance < 3 => (Step::Merge, 200),
        Step::Create => (Step::Assign, 300),
        Step::Assign => (Step::Open, 60),
        Step::Open if chance < 50 => (Step::Note, 200),
        Step::Open | Step::Note => (Step::Reply, 900),
        Step::Reply => (Step::Pend, 1),
        Step::Pend => (Step::Answer, 4_000),
        Step::Answer => (Step::Reopened, 600),
        Step::Reopened if chance < 50 => (Step::Tag, 30),
        Step::Reopened if chance < 70 => (Step::Reply, 900),
        Step::Reopened | Step::Tag => (Step::Solve, 3_000),
        Step::Solve if chance < 35 => (Step::Rate, 600),
        Step::Solve if chance < 43 => (Step::Again, 3_000),
        Step::Again => (Step::Reopened, 60),
        Step::Solve | Step::Rate => (Step::Close, 6_000),
        Step::Close | Step::Merge => return None,
    })
}

fn line(out: &mut impl Write, (at, ticket, step): (u64, u64, Step), seq: u64, dice: &mut Dice) -> io::Result<()> {
    let mut own = Dice(ticket);
    let (customer, agent) = (own.below(5_000), own.below(40));
    let (customer, agent) = (format!("customer{customer:04}@shop.example"), format!("agent{agent:02}@desk.example"));
    let is_customer = matches!(step, Step::Create | Step::Answer | Step::Rate | Step::Again);
    let actor = if is_customer { &customer } else { &agent };
    let rest = match step {
        Step::Create => created(&customer, dice),
        Step::Assign => format!(r#""type":"assign","group":"{}","assignee":"{agent}""#, dice.pick(&GROUPS)),
        Step::Open | Step::Reopened => status("open"),
        Step::Note => comment("internal", "agent", dice),
        Step::Reply => comment("public", "agent", dice),
        Step::Pend => status("pending"),
        Step::Answer | Step::Again => comment("public", "customer", dice),
        Step::Tag => format!(r#""type":"tag","add":["{}"]"#, dice.pick(&CATEGORIES)),
        Step::Solve => status("solved"),
        Step::Rate => format!(r#""type":"csat","score":"{}""#, if dice.below(8) > 0 { "good" } else { "bad" }),
        Step::Close => status("closed"),
        Step::Merge => format!(r#""type":"merge","into":"T{:07}""#, ticket.saturating_sub(1 + dice.below(5))),
    };
    writeln!(out, r#"{{"ticket":"T{ticket:07}","at":"{}","seq":{seq},"actor":"{actor}",{rest}}}"#, stamp(at))
}

fn created(customer: &str, dice: &mut Dice) -> String {
    let [channel, category, priority] = [&CHANNELS[..], &CATEGORIES, &PRIORITIES].map(|of| dice.pick(of));
    let (title, text) = (dice.words(3, 9), dice.words(20, 90));
    format!(
        r#""type":"create","status":"new","title":"{title}","requester":"{customer}","channel":"{channel}","category":"{category}","priority":"{priority}","lang":"en","description":"{text}""#
    )
}

fn status(to: &str) -> String {
    format!(r#""type":"status","to":"{to}""#)
}

fn comment(visibility: &str, role: &str, dice: &mut Dice) -> String {
    let body = dice.words(10, 60);
    format!(r#""type":"comment","visibility":"{visibility}","role":"{role}","body":"{body}""#)
}

/// RFC 3339 of seconds since the epoch (days to a civil date: the era arithmetic of the proleptic calendar).
fn stamp(at: u64) -> String {
    let (days, second) = (at / 86_400 + 719_468, at % 86_400);
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (date, month) = (day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = year + era * 400 + u64::from(month <= 2);
    format!("{year}-{month:02}-{date:02}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
}
