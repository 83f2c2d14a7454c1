//! The headline: the few figures that a lead looks at first, each with its number of cases in words, and
//! beside it what it was in the period before.

use super::figures::Figures;
use super::plan::number;
use crate::domain::insight::report::{BEFORE, Cell, Report, Unit, unit};
use maud::{Markup, html};

/// The totals of a summary that make its headline, and of the reports that have no chart.
const SUMMARY: [&str; 9] = [
    "tickets",
    "resolved",
    "backlog",
    "first_reply_median_s",
    "resolution_median_s",
    "percent_targets",
    "csat",
    "one_touch_rate",
    "reopen_rate",
];
/// Those that a desk may not measure: without a figure they are no tile.
const IF_MEASURED: [&str; 2] = ["percent_targets", "csat"];
const FLOW: [&str; 6] = ["reopen_rate", "reopens", "one_touch_rate", "assignee_handoffs", "group_handoffs", "replies"];

pub(super) fn tiles(report: &Report, figures: &Figures) -> Markup {
    let wanted: &[&str] = match report.name {
        "summary" => &SUMMARY,
        "flow" => &FLOW,
        _ => &[],
    };
    let found = wanted.iter().filter_map(|name| Some((*name, total(report, name)?)));
    let measured = |(name, cell): &(&str, &Cell)| !IF_MEASURED.contains(name) || **cell != Cell::Null;
    let found: Vec<(&str, &Cell)> = found.filter(measured).collect();
    html! {
        @if !found.is_empty() {
            dl.tiles.by-five[matches!(found.len(), 5 | 9 | 10)] {
                @for (name, cell) in &found {
                    div.tile {
                        dt { (label(name, figures)) }
                        dd { (figures.cell(name, unit(name), cell)) }
                        @if let Some(n) = cases(name, report) {
                            dd.beside { "n = " (figures.cell("n", Unit::Count, n)) }
                        }
                        (change(name, cell, report, figures))
                    }
                }
            }
        }
    }
}

/// What the figure of a tile is called: `tickets` are those that were created.
fn label(name: &str, figures: &Figures) -> String {
    figures.column(if name == "tickets" { "created" } else { name })
}

fn total<'a>(report: &'a Report, name: &str) -> Option<&'a Cell> {
    report.totals.iter().find(|(known, _)| known == name).map(|(_, cell)| cell)
}

/// Of how many cases a median or a percentage is.
fn cases<'a>(name: &str, report: &'a Report) -> Option<&'a Cell> {
    match name {
        "first_reply_median_s" => total(report, "first_reply_n"),
        "resolution_median_s" => total(report, "resolution_n"),
        "percent_targets" => total(report, "targets_n"),
        "csat" => total(report, "csat_n"),
        "one_touch_rate" | "reopen_rate" => total(report, "tickets_resolved"),
        _ => None,
    }
}

/// What it was before, and how much more or less it is.
fn change(name: &str, now: &Cell, report: &Report, figures: &Figures) -> Markup {
    let Some(was) = total(report, &format!("{name}{BEFORE}")) else { return html! {} };
    let shown = figures.cell(name, unit(name), was);
    let sign = match (number(now), number(was)) {
        (Some(now), Some(was)) if now > was => "▲",
        (Some(now), Some(was)) if now < was => "▼",
        (Some(_), Some(_)) => "=",
        _ => "",
    };
    html! {
        dd.beside {
            @if !sign.is_empty() { span.sign aria-hidden="true" { (sign) } " " }
            (figures.with("page-before", &[("was", shown.into())]))
        }
    }
}
