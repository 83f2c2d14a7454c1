//! The report's own table: every figure of it, to be read, heard and copied.

use super::figures::Figures;
use super::plan;
use crate::domain::insight::report::{Cell, Column, Report, Unit};
use crate::render::report_words::guess;
use maud::{Markup, html};

/// A report of one row and no keys lies on its side; its totals repeat it.
pub(super) fn table(report: &Report, figures: &Figures) -> Markup {
    let sideways = report.rows.len() == 1 && plan::keys(report) == 0 && report.columns.len() > 6;
    let mut totals: Vec<&(String, Cell)> = report.totals.iter().collect();
    if sideways && let [row] = report.rows.as_slice() {
        let told = |name: &str, cell: &Cell| {
            report.columns.iter().zip(row).any(|(column, shown)| column.name == name && shown == cell)
        };
        totals.retain(|(name, cell)| !told(name, cell));
    }
    html! {
        @if sideways {
            (list(report.columns.iter().zip(report.rows.iter().flatten()), figures))
        } @else if !report.rows.is_empty() {
            div.scroll role="region" tabindex="0" aria-label=(figures.title(report.name)) { (upright(report, figures)) }
        }
        @if !totals.is_empty() {
            h3 { (figures.say("page-totals")) }
            table.list {
                tbody {
                    @for (name, cell) in totals { (line(name, guess(name), cell, figures)) }
                }
            }
        }
    }
}

fn upright(report: &Report, figures: &Figures) -> Markup {
    let heads = plan::heads(report);
    html! {
        table {
            thead {
                tr {
                    @for column in &report.columns { th scope="col" .n[is_number(column)] { (figures.column(&column.name)) } }
                    @if !report.explain.is_empty() { th scope="col" { (figures.column("tickets")) } }
                }
            }
            tbody {
                @for (i, row) in report.rows.iter().enumerate() {
                    tr {
                        @for (place, (column, cell)) in report.columns.iter().zip(row).enumerate() {
                            @let text = shown(column, cell, place < heads, figures);
                            @if place < heads { th scope="row" { (text) } } @else { td.n[is_number(column)] { (text) } }
                        }
                        @if let Some(ids) = report.explain.get(i) {
                            td.ids { @for id in ids { code { (id) } " " } }
                        }
                    }
                }
            }
        }
    }
}

fn shown(column: &Column, cell: &Cell, head: bool, figures: &Figures) -> String {
    if head { figures.key(&column.name, cell) } else { figures.cell(&column.name, column.unit, cell) }
}

fn is_number(column: &Column) -> bool {
    !matches!(column.unit, Unit::Text | Unit::Time)
}

fn list<'a>(items: impl Iterator<Item = (&'a Column, &'a Cell)>, figures: &Figures) -> Markup {
    html! {
        table.list {
            tbody { @for (column, cell) in items { (line(&column.name, column.unit, cell, figures)) } }
        }
    }
}

fn line(name: &str, unit: Unit, cell: &Cell, figures: &Figures) -> Markup {
    html! {
        tr { th scope="row" { (figures.column(name)) } td.n { (figures.cell(name, unit, cell)) } }
    }
}
