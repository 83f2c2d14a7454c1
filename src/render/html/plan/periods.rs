//! Names of periods, as reports have them, on an axis: `2024-03` is `Mar`, and `2024` below it.

use super::Seen;
use crate::domain::insight::report::Cell;
use crate::domain::time::period::Period;
use crate::render::html::chart::axis::{Axis, Point, ROOM};
use crate::render::html::figures::Figures;

const MONTHS: [&str; 12] = [
    "page-jan", "page-feb", "page-mar", "page-apr", "page-may", "page-jun", "page-jul", "page-aug", "page-sep",
    "page-oct", "page-nov", "page-dec",
];

/// The rows of a report as points of time.
pub(super) fn axis(seen: &Seen, period: Period) -> Axis {
    let key = |row: &Vec<Cell>| match row.first() {
        Some(Cell::Text(text)) => text.clone(),
        _ => String::new(),
    };
    of(seen.report.rows.iter().map(key), period, seen.figures)
}

/// Keys of periods, in order, as points of time.
pub(super) fn of(keys: impl Iterator<Item = String>, period: Period, figures: &Figures) -> Axis {
    let points = keys.enumerate().map(|(at, key)| point(&key, at, period, figures)).collect();
    let strides: &[i64] = match period {
        Period::Day => &[1, 2, 7, 14, 28, 91, 364],
        Period::Week => &[1, 2, 4, 13, 26, 52],
        Period::Month => &[1, 2, 3, 6, 12, 24, 60],
        Period::Quarter => &[1, 2, 4, 8, 20],
        Period::Year => &[1, 2, 5, 10],
    };
    Axis { points, strides, room: ROOM }
}

/// A key that is none of the period's stands for itself.
fn point(key: &str, at: usize, period: Period, figures: &Figures) -> Point {
    let at = i64::try_from(at).unwrap_or(i64::MAX);
    let itself = || Point { name: figures.harmless(key), label: figures.harmless(key), below: None, ordinal: at };
    let Some((year, rest)) = key.split_once('-').or(Some((key, ""))).filter(|(y, _)| y.parse::<i64>().is_ok()) else {
        return itself();
    };
    let number = year.parse::<i64>().unwrap_or_default().clamp(0, 9_999);
    let below = Some(year.to_owned());
    let named = |label: String, ordinal: i64| Point { name: format!("{label} {year}"), label, below, ordinal };
    match period {
        Period::Month => match month(rest, figures) {
            Some((name, n)) => named(name, number * 12 + n),
            None => itself(),
        },
        Period::Quarter => match rest.strip_prefix('Q').and_then(|n| n.parse::<i64>().ok()) {
            Some(n @ 1..=4) => named(figures.with("page-quarter", &[("n", n.into())]), number * 4 + n - 1),
            _ => itself(),
        },
        Period::Week => match rest.strip_prefix('W').and_then(|n| n.parse::<i64>().ok()) {
            Some(n) => named(figures.with("page-week", &[("n", n.into())]), at),
            None => itself(),
        },
        Period::Day => {
            match rest.split_once('-').and_then(|(m, d)| Some((month(m, figures)?, d.parse::<u8>().ok()?))) {
                Some(((name, _), day)) => named(format!("{day} {name}"), at),
                None => itself(),
            }
        }
        Period::Year => Point { ordinal: number, ..itself() },
    }
}

/// The short name of a month from its two digits, and how many come before it in its year.
fn month(digits: &str, figures: &Figures) -> Option<(String, i64)> {
    let before = digits.parse::<usize>().ok()?.checked_sub(1)?;
    Some((figures.say(MONTHS.get(before)?), before as i64))
}
