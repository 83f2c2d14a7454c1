//! Clocks for people: those of many tickets, those of one, and the lines that a ticket's page has of them.

use super::countdown::{self, length, metric, state};
use super::facts::Fact;
use super::layout::{Cell, Column, lay_out};
use super::reader::Reader;
use super::style::Label;
use super::table::Row;
use super::words::Arg;
use crate::domain::outcome::clocks::TicketClock;
use crate::domain::sla::State;
use crate::domain::time::Time;
use crate::kit::escape::one_line;
use std::cmp::Reverse;

/// A column: the width from which on a terminal has it, its heading, whether it may be cut, its cell.
type Spec<'a, T> = (usize, &'static str, bool, &'a dyn Fn(&T) -> Cell);

/// The clocks of many tickets, each with its ticket.
pub fn many(rows: &[(Row, &TicketClock)], reader: &Reader) -> String {
    let title = |(row, _): &(Row, &TicketClock)| plain(one_line(&row.ticket.title).into_owned());
    let id = |(row, _): &(Row, &TicketClock)| Cell {
        id_head: row.prefix.min(10),
        ..Cell::new(row.ticket.id.to_string(), Label::Dim)
    };
    let specs: [Spec<(Row, &TicketClock)>; 8] = [
        (0, "sla-head-ticket", false, &id),
        (0, "sla-head-left", false, &|(_, told)| left(told, reader)),
        (64, "sla-head-due", false, &|(_, told)| Cell::new(due(told, reader), Label::Dim)),
        (0, "sla-head-metric", true, &|(_, told)| plain(metric(told, reader))),
        (100, "sla-head-state", false, &|(_, told)| Cell::new(state(told, reader), countdown::label(told))),
        (120, "sla-head-policy", true, &|(_, told)| plain(one_line(&told.policy).into_owned())),
        (140, "sla-head-assignee", true, &|(row, _)| {
            plain(row.ticket.assignee.as_deref().map(|who| reader.person_in_short(who)).unwrap_or_default())
        }),
        (0, "sla-head-title", true, &title),
    ];
    table(rows, &specs, reader)
}

/// Every clock of one ticket.
pub fn one(clocks: &[TicketClock], reader: &Reader) -> String {
    let name = |told: &TicketClock| match told.clock.instance {
        1 => metric(told, reader),
        n => format!("{} {n}", metric(told, reader)),
    };
    let specs: [Spec<TicketClock>; 10] = [
        (0, "sla-head-metric", true, &|told| plain(name(told))),
        (0, "sla-head-state", false, &|told| Cell::new(state(told, reader), countdown::label(told))),
        (0, "sla-head-left", false, &|told| {
            if told.clock.is_running() { left(told, reader) } else { plain(String::new()) }
        }),
        (70, "sla-head-elapsed", false, &|told| plain(length(told.clock.elapsed_s, told, reader))),
        (0, "sla-head-target", false, &|told| plain(length(told.clock.target_s, told, reader))),
        (110, "sla-head-started", false, &|told| {
            Cell::new(at(Some(told.clock.started_at), reader), Label::Dim)
        }),
        (0, "sla-head-due", false, &|told| Cell::new(at(told.clock.due_at, reader), Label::Dim)),
        (130, "sla-head-ended", false, &|told| Cell::new(at(told.clock.ended_at, reader), Label::Dim)),
        (150, "sla-head-policy", true, &|told| plain(one_line(&told.policy).into_owned())),
        (170, "sla-head-calendar", true, &|told| plain(calendar(told, reader))),
    ];
    table(clocks, &specs, reader)
}

fn table<T>(rows: &[T], specs: &[Spec<T>], reader: &Reader) -> String {
    let room = reader.style.width.unwrap_or(usize::MAX);
    let specs: Vec<&Spec<T>> = specs.iter().filter(|(from, ..)| room >= *from).collect();
    let column = |(_, header, shrinks, _): &&Spec<T>| Column {
        header: reader.words.say(header),
        right: false,
        shrinks: *shrinks,
        widest: usize::MAX,
    };
    let columns: Vec<Column> = specs.iter().map(column).collect();
    let cells: Vec<Vec<Cell>> = rows.iter().map(|row| specs.iter().map(|(.., cell)| cell(row)).collect()).collect();
    lay_out(&columns, &cells, &reader.style)
}

fn plain(text: String) -> Cell {
    Cell::new(text, Label::Plain)
}

fn left(told: &TicketClock, reader: &Reader) -> Cell {
    let (text, label) = countdown::left(told, reader);
    Cell::new(text, label)
}

/// When it is due, or why nobody knows.
fn due(told: &TicketClock, reader: &Reader) -> String {
    match told.clock.state {
        State::Paused => state(told, reader),
        _ => at(told.clock.due_at, reader),
    }
}

fn at(time: Option<Time>, reader: &Reader) -> String {
    time.map(|time| reader.date_time(time)).unwrap_or_default()
}

/// The calendar by name; around the clock in words.
pub fn calendar(told: &TicketClock, reader: &Reader) -> String {
    told.calendar
        .as_deref()
        .map_or_else(|| reader.words.say("sla-around-the-clock"), |name| one_line(name).into_owned())
}

/// What a ticket's page says of its clocks: a line for each that is still to be done, the soonest first,
/// and one for the others together.
pub fn facts(clocks: &[TicketClock], reader: &Reader) -> Vec<Fact> {
    let mut running: Vec<&TicketClock> = clocks.iter().filter(|told| told.clock.is_running()).collect();
    running.sort_by_key(|told| (told.clock.due_at.is_none(), told.clock.due_at, Reverse(told.clock.elapsed_s)));
    let mut lines: Vec<(String, Label)> = running.iter().map(|told| line(told, reader)).collect();
    lines.extend(ended(clocks, reader).map(|text| (text, Label::Dim)));
    let names = std::iter::once(reader.heading("sla")).chain(std::iter::repeat(String::new()));
    names.zip(lines).map(|(name, (text, label))| Fact::labelled(name, text, label)).collect()
}

fn line(told: &TicketClock, reader: &Reader) -> (String, Label) {
    let (left, label) = countdown::left(told, reader);
    let due = at(told.clock.due_at, reader);
    let policy = one_line(&told.policy);
    let mut args: Vec<(&str, Arg)> =
        vec![("metric", metric(told, reader).into()), ("left", left.into()), ("policy", policy.as_ref().into())];
    let key = match (told.clock.state, told.clock.due_at) {
        (State::Paused, _) => "sla-line-paused",
        (State::Breached, _) => "sla-line-breached",
        (_, None) => "sla-line-never",
        _ => "sla-line-running",
    };
    if matches!(key, "sla-line-running" | "sla-line-breached") {
        args.push(("due", due.into()));
    }
    (reader.words.with(key, &args), label)
}

/// `3 met, 1 breached`; `None`: none has ended.
fn ended(clocks: &[TicketClock], reader: &Reader) -> Option<String> {
    let count = |state: State| {
        let n = clocks.iter().filter(|told| !told.clock.is_running() && told.clock.state == state).count();
        (n > 0).then(|| format!("{n} {}", reader.word("sla-state", state.as_str())))
    };
    let told: Vec<String> = [State::Achieved, State::Breached, State::Cancelled]
        .into_iter()
        .filter_map(count)
        .collect();
    (!told.is_empty()).then(|| reader.words.with("sla-line-ended", &[("counts", told.join(", ").into())]))
}
