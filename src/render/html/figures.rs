//! Numbers, lengths of time and names as the reader of a page writes them.

use crate::domain::insight::report::{Cell, Report, Unit, unit};
use crate::kit::escape::one_line;
use crate::render::reader::Reader;
use crate::render::report_words as report;
use crate::render::when;
use crate::render::words::{Arg, Lang};

/// A blank that no line breaks at.
const NBSP: char = '\u{a0}';
/// A narrow one: between thousands in Spanish.
const THIN: char = '\u{202f}';

/// Formats figures for one reader.
#[derive(Clone, Copy)]
pub struct Figures<'a> {
    pub reader: &'a Reader<'a>,
}

impl Figures<'_> {
    pub fn say(&self, key: &str) -> String {
        self.reader.words.say(key)
    }

    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.reader.words.with(key, args)
    }

    fn english(&self) -> bool {
        self.reader.words.lang() == Lang::En
    }

    /// `12,345`; `12 345` in Spanish, where four digits stand together.
    pub fn count(&self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let sign = if n < 0 { "−" } else { "" };
        let (separator, least) = if self.english() { (',', 4) } else { (THIN, 5) };
        if digits.len() < least {
            return format!("{sign}{digits}");
        }
        let mut out = sign.to_owned();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.push(separator);
            }
            out.push(digit);
        }
        out
    }

    /// At most so many decimals, none of them a nought at the end.
    pub fn number(&self, n: f64, decimals: usize) -> String {
        if !n.is_finite() {
            return "–".to_owned();
        }
        let text = report::number(n.abs(), decimals);
        let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(w, r)| (w, Some(r)));
        let whole = whole.parse().map_or_else(|_| whole.to_owned(), |n: i64| self.count(n));
        let sign = if n < 0.0 && text != "0" { "−" } else { "" };
        let point = if self.english() { '.' } else { ',' };
        rest.map_or_else(|| format!("{sign}{whole}"), |rest| format!("{sign}{whole}{point}{rest}"))
    }

    /// `87.5%`, `87,5 %`.
    pub fn percent(&self, n: f64) -> String {
        let number = self.number(n, 1);
        if self.english() { format!("{number}%") } else { format!("{number}{NBSP}%") }
    }

    /// `2 d 4 h`, on one line.
    pub fn span(&self, seconds: f64) -> String {
        when::span(seconds.round() as i64, self.reader.words).replace(' ', "\u{a0}")
    }

    /// A figure of a chart or a sentence.
    pub fn of(&self, unit: Unit, n: f64) -> String {
        match unit {
            Unit::Seconds => self.span(n),
            Unit::Percent => self.percent(n),
            _ => self.number(n, 2),
        }
    }

    /// A cell of a table.
    pub fn cell(&self, column: &str, unit: Unit, cell: &Cell) -> String {
        match cell {
            Cell::Null => "–".to_owned(),
            Cell::Text(text) => self.value(column, text),
            Cell::Time(time) => self.reader.date_time(*time),
            Cell::Int(n) if unit == Unit::Seconds => self.span(*n as f64),
            Cell::Number(n) if unit == Unit::Seconds => self.span(*n),
            Cell::Int(n) if unit == Unit::Percent => self.percent(*n as f64),
            Cell::Number(n) if unit == Unit::Percent => self.percent(*n),
            Cell::Int(n) => self.count(*n),
            Cell::Number(n) => self.number(*n, 3),
            Cell::Map(items) => {
                let of = column.strip_prefix("by_").unwrap_or(column);
                let item = |(name, value): &(String, Cell)| {
                    format!("{} {}", self.value(of, name), self.cell(name, report::guess(name), value))
                };
                items.iter().map(item).collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// A value of a key: our names in the reader's language, those of the desk as they are, harmless.
    pub fn value(&self, column: &str, text: &str) -> String {
        report::word(column, text, self.reader)
    }

    /// The same of a cell that a row is named by; tickets without a value have a word, and people whom the
    /// desk knows their name too.
    pub fn key(&self, column: &str, cell: &Cell) -> String {
        match cell {
            Cell::Text(who) if is_person(column) && !who.is_empty() => self.reader.person(who),
            cell => self.short(column, cell),
        }
    }

    /// The same for a chart: people go by their name alone.
    pub fn short(&self, column: &str, cell: &Cell) -> String {
        match cell {
            Cell::Null if column == "upto_s" => self.say("page-beyond"),
            Cell::Null => self.say("page-none"),
            Cell::Text(text) if text.is_empty() => self.say("page-none"),
            Cell::Text(who) if is_person(column) => self.reader.called(who),
            cell => self.cell(column, unit(column), cell),
        }
    }

    /// The heading of a column.
    pub fn column(&self, name: &str) -> String {
        let told = report::column_name(name, self.reader);
        // Standing alone the sign says of what only beside its figure.
        match name.strip_suffix("_n").filter(|_| told == "n") {
            Some(stem) => self.with("page-cases", &[("figure", report::column_name(stem, self.reader).into())]),
            None => told,
        }
    }

    /// Text of strangers on one line: nothing in it moves what stands around it.
    pub fn harmless(&self, text: &str) -> String {
        one_line(text).into_owned()
    }

    /// What a report is called.
    pub fn title(&self, made: &Report) -> String {
        report::title(made, self.reader)
    }
}

fn is_person(column: &str) -> bool {
    matches!(column, "agent" | "assignee" | "requester")
}
