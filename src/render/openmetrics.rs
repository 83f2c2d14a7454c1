//! A report as OpenMetrics text, for a textfile collector or a gateway.
//!
//! One gauge for each figure: `git_desk_<report>_<figure>`, durations in `_seconds`, percentages as `_ratio`
//! from 0 to 1, instants as `_timestamp_seconds` since 1970. The keys of a row are its labels; totals of a
//! report that has rows of keys are families of their own, `git_desk_<report>_overall_<figure>`. Nothing is
//! said where nothing was measured. Names and helps are English, like all that programs read.

use super::report_words::column_name;
use super::style::Style;
use super::words::{Lang, Words};
use crate::domain::insight::report::{Cell, Report, Unit, unit};
use crate::kit::escape::visible;
use crate::render::reader::Reader;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The exposition of these reports. Families of one name are those of the first report that has them.
pub fn write(reports: &[Report]) -> String {
    let words = Words::new(Lang::En);
    let utc = |time: crate::domain::time::Time| time.naive_utc();
    let help = |report: &Report, figure: &str| {
        let reader = Reader { words: &words, style: Style::default(), now: report.as_of, local: &utc, people: None };
        column_name(figure, &reader)
    };
    let (mut out, mut seen) = (String::new(), BTreeSet::new());
    for report in reports {
        for family in families(report) {
            if !family.samples.is_empty() && seen.insert(family.name.clone()) {
                family.write(&help(report, &family.figure), report.name, &mut out);
            }
        }
    }
    out.push_str("# EOF\n");
    out
}

struct Family {
    /// With its unit at the end.
    name: String,
    unit: Option<&'static str>,
    /// As the report calls it.
    figure: String,
    /// Labels as they are written between braces, and the value.
    samples: Vec<(String, String)>,
}

impl Family {
    fn new(report: &Report, part: &str, figure: &str, measures: Unit) -> Family {
        let (stem, unit) = match measures {
            Unit::Seconds => (figure.replace("_s_before", "_before"), Some("seconds")),
            Unit::Percent => (figure.replace("_rate", ""), Some("ratio")),
            Unit::Time => (format!("{figure}_timestamp"), Some("seconds")),
            Unit::Count | Unit::Number | Unit::Text => (figure.to_owned(), None),
        };
        let stem = stem.strip_suffix("_s").filter(|_| measures == Unit::Seconds).unwrap_or(&stem);
        let stem = stem.strip_prefix("percent_").unwrap_or(stem);
        let end = unit.map_or_else(String::new, |unit| format!("_{unit}"));
        let name = word(&format!("git_desk_{}_{part}{stem}{end}", report.name));
        Family { name, unit, figure: figure.to_owned(), samples: Vec::new() }
    }

    /// The same labels again would make the whole exposition void.
    fn add(&mut self, labels: String, value: Option<String>) {
        if let Some(value) = value.filter(|_| self.samples.iter().all(|(known, _)| *known != labels)) {
            self.samples.push((labels, value));
        }
    }

    fn write(&self, help: &str, report: &str, out: &mut String) {
        let name = &self.name;
        // Writing to a string cannot fail.
        writeln!(out, "# TYPE {name} gauge").ok();
        if let Some(unit) = self.unit {
            writeln!(out, "# UNIT {name} {unit}").ok();
        }
        writeln!(out, "# HELP {name} {} (report {}).", escaped(help), escaped(report)).ok();
        for (labels, value) in &self.samples {
            let braces = if labels.is_empty() { String::new() } else { format!("{{{labels}}}") };
            writeln!(out, "{name}{braces} {value}").ok();
        }
    }
}

fn families(report: &Report) -> Vec<Family> {
    let (keys, figures) = report.columns.split_at(report.keys.min(report.columns.len()));
    let names = label_names(keys.iter().map(|column| column.name.as_str()));
    let mut all = Vec::new();
    for (place, column) in figures.iter().enumerate() {
        let mut family = Family::new(report, "", &column.name, column.unit);
        for row in &report.rows {
            let labels = names.iter().zip(row).map(|(name, cell)| label(name, &text(cell))).collect::<Vec<_>>();
            let value = row.get(keys.len() + place).and_then(|cell| value(cell, column.unit));
            family.add(labels.join(","), value);
        }
        all.push(family);
    }
    // Totals repeat the row of a report without keys.
    let part = if keys.is_empty() { "" } else { "overall_" };
    all.extend(report.totals.iter().map(|(name, cell)| total(report, part, name, cell)));
    let mut told = Family::new(report, "", "as_of", Unit::Time);
    told.add(String::new(), Some(report.as_of.timestamp().to_string()));
    all.push(told);
    all
}

/// A total, or the parts of one that has parts.
fn total(report: &Report, part: &str, name: &str, cell: &Cell) -> Family {
    let measures = match unit(name) {
        Unit::Text => Unit::Number,
        known => known,
    };
    let mut family = Family::new(report, part, name, measures);
    match cell {
        Cell::Map(items) => {
            let of = word(name.strip_prefix("by_").unwrap_or(name));
            for (item, cell) in items {
                family.add(label(&of, item), value(cell, measures));
            }
        }
        cell => family.add(String::new(), value(cell, measures)),
    }
    family
}

/// A number; nothing of what is none.
fn value(cell: &Cell, unit: Unit) -> Option<String> {
    let number = |n: f64| n.is_finite().then(|| n.to_string());
    match (cell, unit) {
        (Cell::Time(time), _) => Some(time.timestamp().to_string()),
        (cell, Unit::Percent) => number(cell.number()? / 100.0),
        (Cell::Int(n), _) => Some(n.to_string()),
        (Cell::Number(n), _) => number(*n),
        _ => None,
    }
}

/// A key as the value of a label; none is the empty text, which is no label.
fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Int(n) => n.to_string(),
        Cell::Number(n) => n.to_string(),
        Cell::Time(time) => crate::domain::time::stamp(*time),
        Cell::Null | Cell::Map(_) => String::new(),
    }
}

fn label(name: &str, value: &str) -> String {
    format!("{name}=\"{}\"", escaped(value))
}

/// Control characters get visible names: the text may be read on a terminal.
fn escaped(text: &str) -> String {
    let text = text.replace('\r', "␍").replace('\t', "␉");
    visible(&text).replace('\\', r"\\").replace('"', "\\\"").replace('\n', r"\n")
}

/// The names of labels: each once, whatever custom fields are called.
fn label_names<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for key in keys {
        let name = word(key);
        let free = (1_u32..).map(|n| if n == 1 { name.clone() } else { format!("{name}_{n}") });
        names.extend(free.into_iter().find(|name| !names.contains(name)));
    }
    names
}

/// Letters, digits and underscores, no digit first.
fn word(text: &str) -> String {
    let mut out: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if out.chars().next().is_none_or(|c| c.is_ascii_digit()) {
        out.insert(0, '_');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::insight::report::Column;
    use crate::domain::time::at;

    fn report(columns: &[(&str, Unit)], keys: usize, rows: Vec<Vec<Cell>>, totals: Vec<(&str, Cell)>) -> Report {
        let column = |(name, unit): &(&str, Unit)| Column { name: (*name).to_owned(), unit: *unit };
        Report {
            name: "flow",
            own: None,
            from: None,
            until: None,
            as_of: at(1_795_165_964),
            columns: columns.iter().map(column).collect(),
            keys,
            rows,
            totals: totals.into_iter().map(|(name, cell)| (name.to_owned(), cell)).collect(),
            notes: Vec::new(),
            explain: Vec::new(),
            checks: Vec::new(),
        }
    }

    #[test]
    fn figures_are_gauges_with_their_unit_and_keys_are_labels() {
        let columns =
            [("field.a-b", Unit::Text), ("reopen_rate", Unit::Percent), ("resolution_median_s", Unit::Seconds)];
        let rows =
            vec![vec!["x".into(), 12.5.into(), 60_i64.into()], vec![Cell::Null, Cell::Null, Cell::Number(f64::NAN)]];
        let totals = vec![("reopens", 3_i64.into()), ("by_status", Cell::Map(vec![("open".into(), 2_i64.into())]))];
        assert_eq!(
            write(&[report(&columns, 1, rows, totals)]),
            "# TYPE git_desk_flow_reopen_ratio gauge\n\
             # UNIT git_desk_flow_reopen_ratio ratio\n\
             # HELP git_desk_flow_reopen_ratio Reopen rate (report flow).\n\
             git_desk_flow_reopen_ratio{field_a_b=\"x\"} 0.125\n\
             # TYPE git_desk_flow_resolution_median_seconds gauge\n\
             # UNIT git_desk_flow_resolution_median_seconds seconds\n\
             # HELP git_desk_flow_resolution_median_seconds Full resolution, median (report flow).\n\
             git_desk_flow_resolution_median_seconds{field_a_b=\"x\"} 60\n\
             # TYPE git_desk_flow_overall_reopens gauge\n\
             # HELP git_desk_flow_overall_reopens Reopens (report flow).\n\
             git_desk_flow_overall_reopens 3\n\
             # TYPE git_desk_flow_overall_by_status gauge\n\
             # HELP git_desk_flow_overall_by_status By status (report flow).\n\
             git_desk_flow_overall_by_status{status=\"open\"} 2\n\
             # TYPE git_desk_flow_as_of_timestamp_seconds gauge\n\
             # UNIT git_desk_flow_as_of_timestamp_seconds seconds\n\
             # HELP git_desk_flow_as_of_timestamp_seconds As of (report flow).\n\
             git_desk_flow_as_of_timestamp_seconds 1795165964\n\
             # EOF\n"
        );
    }

    #[test]
    fn what_strangers_write_stays_within_its_label() {
        let hostile = "a\"} 1\n# EOF\\ \u{1b}[2J\u{202e}";
        let columns = [("tag", Unit::Text), ("tag", Unit::Text), ("reopens", Unit::Count)];
        let row = || vec![hostile.into(), "b".into(), Cell::from(7_i64)];
        let text = write(&[report(&columns, 2, vec![row(), row()], Vec::new())]);
        let samples: Vec<&str> = text.lines().filter(|l| l.starts_with("git_desk_flow_reopens")).collect();
        assert_eq!(
            samples,
            ["git_desk_flow_reopens{tag=\"a\\\"} 1\\n# EOF\\\\ \u{241b}[2J<U+202E>\",tag_2=\"b\"} 7"],
            "escaped, and said once"
        );
        assert_eq!(text.matches("# EOF\n").count(), 1);
    }

    #[test]
    fn what_was_measured_before_keeps_its_unit() {
        let columns = [("reopen_rate_before", Unit::Percent), ("resolution_median_s_before", Unit::Seconds)];
        let text = write(&[report(&columns, 0, vec![vec![50.0.into(), 9.5.into()]], Vec::new())]);
        assert!(text.contains("\ngit_desk_flow_reopen_before_ratio 0.5\n"), "{text}");
        assert!(text.contains("\ngit_desk_flow_resolution_median_before_seconds 9.5\n"), "{text}");
    }
}
