//! The head of a ticket's page: what it is, field by field, and what it has to do with others.

use super::clocks;
use super::files;
use super::layout::wrap;
use super::page::Page;
use super::reader::Reader;
use super::style::{Label, Style, fit, width};
use super::table::Row;
use crate::domain::ticket::relation::{Face, Relation};
use crate::domain::ticket::{Key, Set, TicketId, recur};
use crate::kit::escape::one_line;

/// Columns of the name of a field; a desk may have longer ones.
const WIDEST_NAME: usize = 32;
/// So many fingerprints are shown of more.
const FINGERPRINTS: usize = 3;
/// Columns of another ticket's title.
const TITLE: usize = 60;
/// On a terminal from this width on, short facts stand two in a line.
const TWO_COLUMNS: usize = 100;
/// Wider than this, the second column would be far from the first.
const WIDEST: usize = 120;

/// A field that the ticket has: harmless text, and how its value looks.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Empty for a further line of the fact before.
    name: String,
    value: String,
    label: Label,
}

impl Fact {
    /// A fact in plain dress.
    pub fn new(name: String, value: String) -> Fact {
        Fact::labelled(name, value, Label::Plain)
    }

    pub fn labelled(name: String, value: String, label: Label) -> Fact {
        Fact { name, value, label }
    }
}

/// The facts in the order in which they are told.
pub fn of(page: &Page, reader: &Reader) -> Vec<Fact> {
    let ticket = page.row.ticket;
    let mut out = single_values(&page.row, reader);
    out.extend(page.row.updated.map(|updated| Fact::new(reader.heading("updated"), reader.time(updated))));
    out.extend(clocks::facts(page.row.clocks.unwrap_or_default(), reader));
    for &set in Set::ALL {
        let items: Vec<String> = ticket.set(set).iter().map(|item| item_of(set, item, reader)).collect();
        if !items.is_empty() {
            out.push(Fact::new(reader.heading(set.as_str()), listed(set, &items, reader)));
        }
    }
    out.extend(recur::runs(ticket).map(|runs| {
        let args = [
            ("seen", runs.seen.into()),
            ("looked", runs.looked.into()),
            ("first", reader.date_time(runs.first.at).into()),
            ("last", reader.date_time(runs.last.at).into()),
        ];
        Fact::new(reader.heading("seen"), reader.words.with("fact-runs", &args))
    }));
    out.extend(ticket.csat.iter().map(|c| Fact::new(reader.heading("csat"), reader.csat(c))));
    for (name, value) in ticket.fields.iter().chain(&ticket.unknown) {
        out.push(Fact::new(one_line(name).into_owned(), one_line(&value.to_text()).into_owned()));
    }
    out.extend(ticket.claim.iter().filter(|claim| claim.until > reader.now).map(|claim| {
        let args = [("by", reader.person(&claim.by).into()), ("until", reader.date_time(claim.until).into())];
        Fact::new(reader.heading("claim"), reader.words.with("log-claimed", &args))
    }));
    out.extend(others(page, reader));
    out
}

/// A group of failures has a fingerprint for each of its tests; those say little to people.
fn listed(set: Set, items: &[String], reader: &Reader) -> String {
    match items.split_at_checked(FINGERPRINTS) {
        Some((some, more)) if set == Set::Fingerprints && more.len() > 1 => {
            let args = [("some", some.join(", ").into()), ("more", more.len().into())];
            reader.words.with("fact-fingerprints", &args)
        }
        _ => items.join(", "),
    }
}

fn item_of(set: Set, item: &str, reader: &Reader) -> String {
    match set {
        Set::Followers => reader.person(item),
        _ => one_line(item).into_owned(),
    }
}

fn single_values(row: &Row, reader: &Reader) -> Vec<Fact> {
    let mut out = Vec::new();
    for &key in Key::ALL {
        let Some(value) = row.ticket.get(key) else { continue };
        let shown = match key {
            Key::Number | Key::Title | Key::MergedInto => continue,
            Key::Until => row.ticket.until.map_or(value, |t| reader.time(t)),
            Key::Due => row.ticket.due.map_or(value, |t| reader.time(t)),
            Key::Created => reader.time(row.ticket.created),
            Key::Closed => row.ticket.closed.map_or(value, |t| reader.time(t)),
            Key::Requester | Key::Assignee => reader.person(&value),
            _ => reader.value(key, &value),
        };
        let label = match key {
            Key::Status => Label::Status(row.category),
            Key::Priority => row.ticket.priority.map_or(Label::Plain, Label::Priority),
            _ => Label::Plain,
        };
        out.push(Fact { label, ..Fact::new(reader.heading(key.as_str()), shown) });
    }
    out
}

/// Links, merged tickets, files, a line each; the name stands before the first line only.
fn others(page: &Page, reader: &Reader) -> Vec<Fact> {
    let mut out = Vec::new();
    let mut push = |name: String, values: Vec<String>| {
        let names = std::iter::once(name).chain(std::iter::repeat(String::new()));
        out.extend(names.zip(values).map(|(name, value)| Fact::new(name, value)));
    };
    let into = page.row.ticket.merged_into.map(|id| other(id, page.into, reader));
    push(reader.heading("merged_into"), into.into_iter().collect());
    push(reader.heading("links"), page.relations.iter().map(|r| relation(r, reader)).collect());
    push(
        reader.heading("merged_from"),
        page.merged_from.iter().map(|(id, face)| other(*id, Some(face), reader)).collect(),
    );
    // The line is measured before it is painted.
    let plain = Reader { style: Style::default(), ..*reader };
    let files = page.row.ticket.attachments.iter().map(|file| files::line(file, &plain)).collect();
    push(reader.heading("attachments"), files);
    out
}

/// `blocked by k39fq2m7xd · Open · Checkout returns 502`
fn relation(relation: &Relation, reader: &Reader) -> String {
    let unknown = || {
        reader
            .words
            .with("link-unknown-end", &[("kind", one_line(&relation.kind).as_ref().into())])
    };
    let name = relation.name().map_or_else(unknown, |name| reader.word("link", name));
    format!("{name} {}", other(relation.ticket, relation.face.as_ref(), reader))
}

fn other(id: TicketId, face: Option<&Face>, reader: &Reader) -> String {
    let Some(face) = face else { return id.to_string() };
    let status = reader.word("status", &face.status);
    format!("{id} · {status} · {}", fit(&one_line(&face.title), TITLE))
}

/// One fact a line; on a wide terminal the short ones side by side first.
pub fn write(facts: &[Fact], reader: &Reader, out: &mut String) {
    let names = facts.iter().map(|fact| width(&fact.name)).max().unwrap_or(0).min(WIDEST_NAME);
    let half = reader.style.width.filter(|w| *w >= TWO_COLUMNS).map_or(0, |w| w.min(WIDEST) / 2);
    // Further lines belong below their own fact.
    let alone = |(i, fact): (usize, &Fact)| {
        let goes_on = facts.get(i + 1).is_some_and(|next| next.name.is_empty());
        fact.name.is_empty() || goes_on || names + width(&fact.value) + 6 > half
    };
    let (long, short): (Vec<usize>, Vec<usize>) = (0..facts.len()).partition(|&i| alone((i, &facts[i])));
    let rows = short.len().div_ceil(2);
    for (i, &left) in short.iter().take(rows).enumerate() {
        let left = line(&facts[left], names, reader);
        match short.get(rows + i) {
            Some(&right) => {
                let gap = " ".repeat(half.saturating_sub(left.columns));
                out.push_str(&format!("{}{gap}{}\n", left.text, line(&facts[right], names, reader).text));
            }
            None => out.push_str(&(left.text + "\n")),
        }
    }
    for i in long {
        out.push_str(&line(&facts[i], names, reader).text);
        out.push('\n');
    }
}

/// A fact as it is printed: painted, with the columns of its last line.
struct Line {
    text: String,
    columns: usize,
}

fn line(fact: &Fact, names: usize, reader: &Reader) -> Line {
    let indent = names + 4;
    let name = fit(&fact.name, names);
    // Characters that widen the one before them make a name wider than its parts.
    let gap = " ".repeat(names.saturating_sub(width(&name)) + 2);
    let pieces = wrap(&fact.value, indent, indent, &reader.style);
    let columns = indent + pieces.last().map_or(0, |piece| width(piece));
    let value: Vec<String> = pieces.iter().map(|piece| reader.style.paint(fact.label, piece)).collect();
    Line { text: format!("  {}{gap}{}", reader.dim(&name), value.join("\n")), columns }
}
