//! One report on a page: heading, sentence, headline, charts, and the table behind them.

use super::figures::Figures;
use super::{plan, sentence, table, tiles};
use crate::domain::insight::report::Report;
use maud::{Markup, html};

/// Tables up to this many rows stand open.
const OPEN: usize = 12;

pub(super) struct Section<'a> {
    pub report: &'a Report,
    /// The same over the period before.
    pub before: Option<&'a Report>,
    pub id: String,
    /// Part of the whole picture, where tables stay behind their charts.
    pub whole: bool,
    /// The only one: the page's heading is its own.
    pub alone: bool,
}

/// What a section is called.
pub(super) fn title(report: &Report, whole: bool, figures: &Figures) -> String {
    match sentence::subject(report) {
        Some(key) if whole => figures.say(key),
        _ => figures.title(report.name),
    }
}

pub(super) fn section(section: &Section, figures: &Figures) -> Markup {
    let Section { report, id, .. } = section;
    let charts = plan::charts(report, figures);
    let headline = tiles::tiles(report, section.before, figures);
    html! {
        section id=(id) aria-labelledby={ (id) "-h" } {
            h2 id={ (id) "-h" } .unseen[section.alone] { (title(report, section.whole, figures)) }
            @if let Some(says) = sentence::says(report, figures) { p.says { (says) } }
            (headline)
            @if !charts.is_empty() {
                div.charts.single[charts.len() == 1] {
                    @for (i, chart) in charts.iter().enumerate() { (chart.draw(&format!("{id}-c{}", i + 1), figures)) }
                }
            }
            (behind(section, charts.is_empty(), figures))
        }
    }
}

/// The table; open where there is nothing else to see, or where it is short and alone.
fn behind(section: &Section, bare: bool, figures: &Figures) -> Markup {
    let report = section.report;
    let open = bare || (!section.whole && report.rows.len() <= OPEN);
    html! {
        @if report.rows.is_empty() && report.totals.is_empty() {
            p.nothing { (figures.say("page-nothing")) }
        } @else {
            details.figures open[open] {
                summary { (figures.say("page-figures")) }
                (table::table(report, figures))
            }
        }
    }
}
