//! A report as a page: one file of its own, that needs no network and no script, in light and dark, on
//! a telephone, on a wall and on paper.
//!
//! A page is a list of sections. A section is a report: what it shows in a sentence, its charts, and the
//! report's own table behind them, so that every figure can be read without seeing. The same report gives
//! the same bytes.

mod chart;
mod figures;
mod plan;
mod section;
mod sentence;
mod table;
#[cfg(test)]
mod tests;
mod tiles;

use super::reader::Reader;
use crate::domain::insight::report::Report;
use figures::Figures;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("page.css");

/// What a page says besides its reports.
#[derive(Clone, Debug, Default)]
pub struct Page<'a> {
    /// What the desk is called; may be empty.
    pub desk: &'a str,
    /// This program's version.
    pub version: &'a str,
    /// The desk's time zone.
    pub zone: &'a str,
    /// The words that make this page again, quoted for a shell.
    pub command: &'a str,
    /// The reports are parts of one picture: what has nothing to show is left out with a word.
    pub whole: bool,
    pub reports: &'a [Report],
}

/// The page.
pub fn page(page: &Page, reader: &Reader) -> String {
    let figures = Figures { reader };
    let title = page.reports.first().map(|report| figures.title(report)).unwrap_or_default();
    let heading = match page.desk.trim() {
        "" => title.clone(),
        desk => format!("{title} · {}", figures.harmless(desk)),
    };
    let markup = html! {
        (DOCTYPE)
        html lang=(reader.words.lang().as_str()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ "git desk " (page.version) };
                title { (heading) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (head(page, &title, &figures))
                main { (body(page, &figures)) }
                (foot(page, &figures))
            }
        }
    };
    let mut text = markup.into_string();
    text.push('\n');
    text
}

fn head(page: &Page, title: &str, figures: &Figures) -> Markup {
    let first = page.reports.first();
    html! {
        header.page {
            @if !page.desk.trim().is_empty() { p.desk { (figures.harmless(page.desk)) } }
            h1 { (title) }
            @if let Some(report) = first {
                p.period { (sentence::period(report, figures)) }
                p.as-of { (figures.with("page-as-of", &[("at", figures.reader.date_time(report.as_of).into()), ("zone", figures.harmless(page.zone).into())])) }
            }
        }
    }
}

fn body(page: &Page, figures: &Figures) -> Markup {
    let (shown, absent) = parts(page, figures);
    let alone = page.reports.len() == 1;
    let title = |report| section::title(report, page.whole, figures);
    html! {
        @if !alone {
            nav.contents aria-label=(figures.say("page-contents")) {
                ul { @for (i, report) in shown.iter().enumerate() { li { a href={ "#s" (i + 1) } { (title(report)) } } } }
            }
        }
        @for (i, report) in shown.iter().enumerate() {
            (section::section(&section::Section { report, id: format!("s{}", i + 1), whole: page.whole, alone }, figures))
        }
        @if !absent.is_empty() {
            p.absent { (figures.with("page-absent", &[("names", absent.join(", ").into())])) }
        }
    }
}

/// The reports that have something to show, and what the others are called. The first is always shown.
fn parts<'a>(page: &'a Page, figures: &Figures) -> (Vec<&'a Report>, Vec<String>) {
    let bare = |(i, report): &(usize, &Report)| page.whole && *i > 0 && plan::charts(report, figures).is_empty();
    let (absent, shown): (Vec<_>, Vec<_>) = page.reports.iter().enumerate().partition(bare);
    let mut names: Vec<String> = absent.iter().map(|(_, report)| figures.title(report)).collect();
    names.dedup();
    (shown.into_iter().map(|(_, report)| report).collect(), names)
}

fn foot(page: &Page, figures: &Figures) -> Markup {
    let mut notes: Vec<String> = Vec::new();
    for note in page.reports.iter().flat_map(|report| sentence::notes(report, figures)) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    html! {
        footer {
            @if !notes.is_empty() {
                h2 { (figures.say("page-notes")) }
                ul { @for note in &notes { li { (note) } } }
            }
            h2 { (figures.say("page-again")) }
            pre { code { (figures.harmless(page.command)) } }
            p.made {
                (figures.with("page-made", &[("version", figures.harmless(page.version).into())]))
            }
        }
    }
}
