//! Everything about one requester or one organization: on one screen, and for programs.

use super::facts::{self, Fact};
use super::reader::Reader;
use super::style::Label;
use super::table::{self, Row};
use super::view::TicketView;
use super::words::Arg;
use crate::domain::insight::requester::{Card, Count, Party};
use crate::domain::ticket::Key;
use crate::domain::ticket::workflow::Category;
use crate::domain::time::stamp;
use crate::kit::escape::one_line;
use serde::Serialize;
use serde_json::{Map, Value as Json};

/// Values of a category or a channel that are told; the rest is counted.
const USUAL: usize = 5;

/// Noun `requester`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RequesterView {
    pub who: String,
    /// `person` or `organization`.
    pub kind: &'static str,
    pub name: Option<String>,
    /// Without those that were merged into others; so are all figures.
    pub tickets: usize,
    pub by_status_category: Map<String, Json>,
    pub first_contact: Option<String>,
    pub last_contact: Option<String>,
    pub csat: CsatFigures,
    pub categories: Vec<CountView>,
    pub channels: Vec<CountView>,
    /// Of an organization: who asked.
    pub people: Vec<CountView>,
    /// Of a person: for whom.
    pub organizations: Vec<CountView>,
    pub open: Vec<TicketView>,
    pub latest: Vec<TicketView>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CsatFigures {
    pub rated: usize,
    pub good: usize,
    pub bad: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CountView {
    pub value: String,
    pub tickets: usize,
}

impl RequesterView {
    pub fn new(
        party: &Party,
        name: Option<String>,
        card: &Card,
        open: Vec<TicketView>,
        latest: Vec<TicketView>,
    ) -> RequesterView {
        let counts = |counts: &[Count]| -> Vec<CountView> {
            counts.iter().map(|(value, n)| CountView { value: value.clone(), tickets: *n }).collect()
        };
        let (kind, people, organizations) = match party {
            Party::Person(_) => ("person", Vec::new(), counts(&card.company)),
            Party::Organization(_) => ("organization", counts(&card.company), Vec::new()),
        };
        let by_category = Category::ALL.iter().zip(card.by_category);
        RequesterView {
            who: party.who().to_owned(),
            kind,
            name,
            tickets: card.tickets,
            by_status_category: by_category.map(|(category, n)| (category.as_str().to_owned(), n.into())).collect(),
            first_contact: card.first_contact.map(stamp),
            last_contact: card.last_contact.map(stamp),
            csat: CsatFigures { rated: card.rated, good: card.good, bad: card.rated - card.good },
            categories: counts(&card.categories),
            channels: counts(&card.channels),
            people,
            organizations,
            open,
            latest,
        }
    }
}

/// The screen: who, the figures, the tickets.
pub fn page(party: &Party, name: Option<&str>, card: &Card, open: &[Row], latest: &[Row], reader: &Reader) -> String {
    let who = one_line(party.who()).into_owned();
    let who = name.map_or_else(|| who.clone(), |name| format!("{} <{who}>", one_line(name)));
    let mut out = reader.style.paint(Label::Title, &who);
    out.push_str("\n\n");
    facts::write(&figures(party, card, reader), reader, &mut out);
    // Whose tickets a person's are is said already.
    let said = matches!(party, Party::Person(_)).then_some(Key::Requester);
    section("requester-open", open, said, reader, &mut out);
    section("requester-latest", latest, said, reader, &mut out);
    out
}

fn figures(party: &Party, card: &Card, reader: &Reader) -> Vec<Fact> {
    let mut out = vec![Fact::new(reader.words.say("requester-tickets"), card.tickets.to_string())];
    let mut push = |key: &str, value: Option<String>| {
        out.extend(value.map(|value| Fact::new(reader.words.say(key), value)));
    };
    push("requester-status", by_status(card, reader));
    push("requester-first", card.first_contact.map(|time| reader.time(time)));
    push("requester-last", card.last_contact.map(|time| reader.time(time)));
    let rated = (card.rated > 0).then(|| {
        let args = [("good", Arg::from(card.good)), ("rated", Arg::from(card.rated))];
        reader.words.with("requester-rated", &args)
    });
    push("requester-csat", rated);
    push("requester-categories", usual(&card.categories, &|word| reader.value(Key::Category, word), reader));
    push("requester-channels", usual(&card.channels, &|word| reader.value(Key::Channel, word), reader));
    let company = usual(&card.company, &|who| reader.person(who), reader);
    match party {
        Party::Person(_) => push("requester-organizations", company),
        Party::Organization(_) => push("requester-people", company),
    }
    out
}

fn by_status(card: &Card, reader: &Reader) -> Option<String> {
    let told = |(category, n): (&Category, usize)| {
        (n > 0).then(|| format!("{} {n}", reader.word("status", category.as_str())))
    };
    let told: Vec<String> = Category::ALL.iter().zip(card.by_category).filter_map(told).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// What occurs most, with how often.
fn usual(counts: &[Count], name: &dyn Fn(&str) -> String, reader: &Reader) -> Option<String> {
    let told = counts.iter().take(USUAL).map(|(value, n)| format!("{} {n}", name(value)));
    let mut told: Vec<String> = told.collect();
    if let Some(more) = counts.len().checked_sub(USUAL).filter(|more| *more > 0) {
        told.push(reader.words.with("requester-more", &[("count", more.into())]));
    }
    (!told.is_empty()).then(|| told.join(", "))
}

fn section(heading: &str, rows: &[Row], said: Option<Key>, reader: &Reader, out: &mut String) {
    if rows.is_empty() {
        return;
    }
    out.push_str(&format!("\n{}\n", reader.style.paint(Label::Title, &reader.words.say(heading))));
    out.push_str(&table::usual(rows, said, reader));
}
