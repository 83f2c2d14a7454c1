//! The tickets that are most like another one, and what they share with it.

use super::head::{HeadView, before_title, column};
use super::layout::wrap;
use super::reader::Reader;
use super::style::Label;
use crate::domain::insight::similar::Likeness;
use crate::domain::ticket::Ticket;
use crate::domain::ticket::workflow::Category;
use crate::kit::escape::one_line;
use serde::Serialize;

/// Columns before what two tickets share.
const INDENT: usize = 12;

/// A ticket that is like another one. Noun `matches`, a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlikeView {
    #[serde(flatten)]
    pub head: HeadView,
    /// How much alike, from 0 to 1, with three decimals.
    pub score: f64,
    /// The words that both have, what says most first.
    pub terms: Vec<String>,
}

/// What is known of one of them.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub ticket: &'a Ticket,
    pub category: Category,
    pub likeness: &'a Likeness,
    pub prefix: usize,
}

pub fn view(row: &Row) -> AlikeView {
    AlikeView {
        head: HeadView::of(row.ticket, row.category),
        score: (row.likeness.score * 1000.0).round() / 1000.0,
        terms: row.likeness.terms.clone(),
    }
}

/// A ticket on a line, and on the next how much alike it is and by which words.
pub fn lines(rows: &[Row], reader: &Reader) -> String {
    let column = column(rows.iter().map(|row| row.ticket), reader);
    rows.iter().map(|row| one(row, column, reader)).collect()
}

fn one(row: &Row, column: usize, reader: &Reader) -> String {
    let before = before_title((row.ticket, row.category), row.prefix, column, reader);
    let head = format!("{before}{}", reader.style.paint(Label::Title, &one_line(&row.ticket.title)));
    let indent = " ".repeat(INDENT);
    let shared = reader.style.paint(Label::Dim, &shared(row.likeness, reader));
    let below = format!("{indent}{shared}");
    let lines = match reader.style.width {
        None => vec![head, below],
        Some(_) => [wrap(&head, 0, INDENT, &reader.style), wrap(&below, 0, INDENT, &reader.style)].concat(),
    };
    lines.into_iter().map(|line| line + "\n").collect()
}

/// How much, and by which words, in the reader's language.
pub fn shared(likeness: &Likeness, reader: &Reader) -> String {
    let percent = format!("{:.0}", (likeness.score * 100.0).max(1.0));
    let args = [("percent", percent.into()), ("terms", likeness.terms.join(", ").into())];
    reader.words.with("similar-shared", &args)
}
