//! The report's own table: every figure of it, to be read, heard and copied.

use super::figures::Figures;
use crate::domain::insight::report::{BEFORE, Cell, Column, Report, Unit};
use crate::render::report_words::guess;
use maud::{Markup, html};

/// A report of one row and no keys lies on its side, with its totals.
pub(super) fn table(report: &Report, figures: &Figures) -> Markup {
    let lies = report.keys == 0 && report.rows.len() == 1 && report.explain.is_empty();
    let totals = total_items(report);
    let mut items: Vec<Item> = if lies { row_items(report) } else { Vec::new() };
    items.extend(
        totals
            .into_iter()
            .filter(|total| !lies || !report.columns.iter().any(|c| c.name == total.name)),
    );
    html! {
        @if !lies && !report.rows.is_empty() {
            div.scroll role="region" tabindex="0" aria-label=(figures.title(report)) { (upright(report, figures)) }
        }
        @if !items.is_empty() {
            @if !lies { h3 { (figures.say("page-totals")) } }
            (list(&items, figures))
        }
    }
}

/// A figure with its name.
#[derive(Clone, Copy)]
struct Item<'a> {
    name: &'a str,
    unit: Unit,
    cell: &'a Cell,
}

fn row_items(report: &Report) -> Vec<Item<'_>> {
    let cells = report.columns.iter().zip(report.rows.iter().flatten());
    cells.map(|(column, cell)| Item { name: &column.name, unit: column.unit, cell }).collect()
}

fn total_items(report: &Report) -> Vec<Item<'_>> {
    report.totals.iter().map(|(name, cell)| Item { name, unit: guess(name), cell }).collect()
}

fn upright(report: &Report, figures: &Figures) -> Markup {
    let heads = report.keys;
    html! {
        table {
            thead {
                tr {
                    @for column in &report.columns { th scope="col" .n[is_number(column)] .t[column.unit == Unit::Time] { (figures.column(&column.name)) } }
                    @if !report.explain.is_empty() { th scope="col" { (figures.column("tickets")) } }
                }
            }
            tbody {
                @for (i, row) in report.rows.iter().enumerate() {
                    tr {
                        @for (place, (column, cell)) in report.columns.iter().zip(row).enumerate() {
                            @let text = shown(column, cell, place < heads, figures);
                            @if place < heads { th scope="row" { (text) } } @else { td.n[is_number(column)] .t[column.unit == Unit::Time] { (text) } }
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

/// A figure a line, with what it was before beside it, and its number of cases.
fn list(items: &[Item], figures: &Figures) -> Markup {
    let of = |name: &str| items.iter().find(|item| item.name == name);
    let before = |item: &Item| of(&format!("{}{BEFORE}", item.name));
    let compared = items.iter().any(|item| before(item).is_some());
    // Told in the line of another figure.
    let told = |item: &Item| {
        let beside = item.name.strip_suffix(BEFORE).is_some_and(|name| of(name).is_some());
        beside || subject(item.name, items).is_some()
    };
    html! {
        table.list {
            @if compared {
                thead {
                    tr {
                        th scope="col" { (figures.say("page-figure")) }
                        th.n scope="col" { (figures.say("page-now")) }
                        th.n scope="col" { (figures.say("page-then")) }
                    }
                }
            }
            tbody {
                @for item in items.iter().filter(|item| !told(item)) {
                    tr {
                        th scope="row" { (figures.column(item.name)) }
                        td.n[!is_map(item)] { (figure(item, items, figures)) }
                        @if compared { td.n { @if let Some(before) = before(item) { (figure(before, items, figures)) } } }
                    }
                }
            }
        }
    }
}

fn is_map(item: &Item) -> bool {
    matches!(item.cell, Cell::Map(_))
}

/// A figure, and of how many cases it is where another figure says so.
fn figure(item: &Item, items: &[Item], figures: &Figures) -> Markup {
    let n = items.iter().find(|other| subject(other.name, items) == Some(item.name));
    html! {
        (figures.cell(item.name, item.unit, item.cell))
        @if let Some(n) = n { " " span.cases { "(n = " (figures.cell(n.name, n.unit, n.cell)) ")" } }
    }
}

/// The figure whose cases another one counts: `first_reply_n` stands after `first_reply_median_s`, `csat_n`
/// after `csat`.
fn subject<'a>(name: &str, items: &[Item<'a>]) -> Option<&'a str> {
    let (bare, end) = name.strip_suffix(BEFORE).map_or((name, ""), |bare| (bare, BEFORE));
    let stem = bare.strip_suffix("_n")?;
    let names = [format!("{stem}_median_s{end}"), format!("percent_{stem}{end}"), format!("{stem}{end}")];
    names
        .iter()
        .find_map(|name| items.iter().map(|item| item.name).find(|known| known == name))
}
