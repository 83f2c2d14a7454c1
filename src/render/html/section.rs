//! One report on a page: heading, sentence, headline, charts, and the table behind them.

use super::chart::{Body, Chart};
use super::figures::Figures;
use super::{plan, sentence, table, tiles};
use crate::domain::insight::report::Report;
use maud::{Markup, html};

/// Tables up to this many rows stand open.
const OPEN: usize = 12;

/// Tables beyond this many rows are not for paper, where a chart shows what is in them.
const LONG: usize = 40;

pub(super) struct Section<'a> {
    pub report: &'a Report,
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
        _ => figures.title(report),
    }
}

pub(super) fn section(section: &Section, figures: &Figures) -> Markup {
    let Section { report, id, .. } = section;
    let charts = plan::charts(report, figures);
    let headline = tiles::tiles(report, figures);
    html! {
        section.half[section.whole && is_small(&charts)] id=(id) aria-labelledby={ (id) "-h" } {
            h2 id={ (id) "-h" } .unseen[section.alone] { (title(report, section.whole, figures)) }
            @if let Some(says) = sentence::says(report, figures) { p.says { (says) } }
            (headline)
            @if !charts.is_empty() {
                div.charts.single[charts.len() == 1].several[charts.len() > 3] {
                    @for (i, chart) in charts.iter().enumerate() { (chart.draw(&format!("{id}-c{}", i + 1), figures)) }
                }
            }
            (behind(section, charts.is_empty(), figures))
        }
    }
}

/// A single chart that needs no width may have a neighbour.
fn is_small(charts: &[Chart]) -> bool {
    matches!(charts, [Chart { body: Body::Bars(_) | Body::Shares(_), .. }])
}

/// The table; open where there is nothing else to see, or where it is short and alone.
fn behind(section: &Section, bare: bool, figures: &Figures) -> Markup {
    let report = section.report;
    let open = bare || (!section.whole && report.rows.len() <= OPEN);
    let n = i64::try_from(report.rows.len()).unwrap_or(i64::MAX);
    let told = match report.rows.len() > LONG {
        true => figures.with("page-rows", &[("n", figures.count(n).into())]),
        false => figures.say("page-figures"),
    };
    html! {
        @if report.rows.is_empty() && report.totals.is_empty() {
            p.nothing { (figures.say("page-nothing")) }
        } @else {
            details.figures.long[section.whole && report.rows.len() > LONG] open[open] {
                summary { (told) }
                (table::table(report, figures))
            }
        }
    }
}
