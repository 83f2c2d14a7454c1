//! Figures as bars, for those who see more than they read: sparklines below a table of periods, bars below one
//! of ages or of durations.

use super::reader::Reader;
use super::report_words::{column_name, shown};
use super::style::width;
use crate::domain::insight::report::{Cell, Report};

const STEPS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
/// The columns of a report over time, and of one whose rows are compared.
const OVER_TIME: [&str; 3] = ["created", "resolved", "backlog"];
const COMPARED: [(&str, &str); 2] = [("age", "tickets"), ("metric", "median_s")];
/// Of a longer course its end is drawn, which is what people look at.
const LONGEST: usize = 60;
/// Columns of the longest bar.
const WIDEST: usize = 40;

/// The lines below the table, with a line before them; nothing where there is nothing to see.
pub(super) fn lines(report: &Report, reader: &Reader) -> String {
    let lines = match report.columns.first().map(|c| c.name.as_str()) {
        Some("day" | "week" | "month" | "quarter" | "year") if report.keys == 1 => over_time(report, reader),
        Some(first) => compared(first, report, reader),
        None => Vec::new(),
    };
    lines.into_iter().fold(String::new(), |text, line| {
        let before = if text.is_empty() { "\n" } else { "" };
        format!("{text}{before}{line}\n")
    })
}

fn over_time(report: &Report, reader: &Reader) -> Vec<String> {
    if report.rows.len() < 3 {
        return Vec::new();
    }
    let skipped = report.rows.len().saturating_sub(LONGEST);
    let drawn = |name: &&str| {
        let place = report.columns.iter().position(|c| c.name == **name)?;
        let figures: Vec<f64> = report.rows[skipped..].iter().map(|row| row[place].number().unwrap_or(0.0)).collect();
        Some((column_name(name, reader), sparkline(&figures)))
    };
    beside(OVER_TIME.iter().filter_map(drawn).collect(), reader)
}

fn compared(first: &str, report: &Report, reader: &Reader) -> Vec<String> {
    let Some((_, figure)) = COMPARED.iter().find(|(key, _)| *key == first) else { return Vec::new() };
    let Some(place) = report.columns.iter().position(|c| c.name == *figure) else { return Vec::new() };
    let most = report.rows.iter().filter_map(|row| row[place].number()).fold(0.0, f64::max);
    if most <= 0.0 || report.rows.len() < 2 {
        return Vec::new();
    }
    let name = |cell: &Cell| shown(first, report.columns[0].unit, cell, reader);
    let drawn = |row: &Vec<Cell>| (name(&row[0]), bar(row[place].number().unwrap_or(0.0) / most));
    beside(report.rows.iter().map(drawn).collect(), reader)
}

/// Names, and what is drawn to the right of them.
fn beside(lines: Vec<(String, String)>, reader: &Reader) -> Vec<String> {
    let widest = lines.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let line = |(name, drawn): (String, String)| {
        let gap = " ".repeat(widest - width(&name));
        format!("{}{gap}  {drawn}", reader.dim(&name)).trim_end().to_owned()
    };
    lines.into_iter().map(line).collect()
}

/// One character for each figure, the highest for the greatest.
fn sparkline(figures: &[f64]) -> String {
    let most = figures.iter().copied().fold(0.0, f64::max);
    let step = |n: &f64| {
        let place = if most > 0.0 { (n.max(0.0) / most * 7.0).round() as usize } else { 0 };
        STEPS[place.min(7)]
    };
    figures.iter().map(step).collect()
}

/// A bar of this part of the longest.
fn bar(part: f64) -> String {
    let eighths = (part.clamp(0.0, 1.0) * (WIDEST * 8) as f64).round() as usize;
    // What is there at all is seen.
    let eighths = if part > 0.0 { eighths.max(1) } else { 0 };
    format!("{}{}", "█".repeat(eighths / 8), PARTS[eighths % 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_figure_is_the_highest_and_nothing_is_the_lowest() {
        assert_eq!(sparkline(&[0.0, 5.0, 10.0]), "▁▅█");
        assert_eq!(sparkline(&[0.0, 0.0]), "▁▁");
    }

    #[test]
    fn a_bar_is_as_long_as_its_part_and_what_is_there_is_seen() {
        assert_eq!(bar(1.0), "█".repeat(40));
        assert_eq!(bar(0.5), "█".repeat(20));
        assert_eq!((bar(0.000_01).as_str(), bar(0.0).as_str()), ("▏", ""));
    }
}
