//! `config/reports/NAME.yaml`: a report of a team's own.
//!
//! ```yaml
//! about: How payments are doing
//! query: group:payments
//! by: [month, priority]
//! measures: [created, first_reply.median, resolution.p90]
//! calendar: office
//! from: 90d
//! fail_if: ["first_reply_median_s>8h"]
//! ```

use super::reader::{each, each_item, number, optional, owned, text, unexpected, unknown_key};
use crate::domain::insight::report::{By, Figure, Limit, Saved, is_report_name};
use crate::domain::time::at;
use crate::domain::time::read::read_instant;
use crate::domain::time::zone::Zone;
use crate::kit::yaml::near::nearest;
use crate::kit::yaml::{Expected, Fault, FaultKind, Limits, Node, parse};

const KEYS: &[&str] = &["about", "by", "calendar", "fail_if", "from", "measures", "query", "top", "until"];
const MOST_GROUPS: u64 = 1_000_000;
/// 2001-09-09T01:46:40Z: relative times are read against it, to see whether they are times.
const ANY_DAY: i64 = 1_000_000_000;

/// A report, and where in its file query and calendar stand: line and column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlacedReport {
    pub report: Saved,
    pub query_at: (u32, u32),
    pub calendar_at: (u32, u32),
}

/// Reads the report of this name. Whether query and calendar mean anything is not looked at here.
pub fn read_report(name: &str, source: &str, limits: &Limits) -> Result<PlacedReport, Fault> {
    parse(source, limits)
        .and_then(|node| report(name, &node))
        .map_err(|fault| fault.in_text(source))
}

/// The name of the report that a file holds; `None` for what is no report.
pub fn report_of_path(path: &str) -> Option<&str> {
    let file = path.strip_prefix("config/reports/")?;
    let name = file.strip_suffix(".yaml").or_else(|| file.strip_suffix(".yml"))?;
    is_report_name(name).then_some(name)
}

fn report(name: &str, node: &Node<'_>) -> Result<PlacedReport, Fault> {
    let mut placed = PlacedReport::default();
    placed.report.name = name.to_owned();
    each(node, |entry| {
        let (report, value) = (&mut placed.report, &entry.value);
        match &*entry.key {
            "about" => report.about = owned(value)?,
            "query" => {
                report.query = optional(value)?.map(|query| query.replace(['\n', '\r', '\t'], " "));
                placed.query_at = (value.line, value.column);
            }
            "by" => report.by = each_item(value, key)?,
            "measures" => report.measures = each_item(value, figure)?,
            "calendar" => {
                report.calendar = owned(value)?;
                placed.calendar_at = (value.line, value.column);
            }
            "from" => report.from = time(value)?,
            "until" => report.until = time(value)?,
            "top" => report.top = usize::try_from(number(value, 1, MOST_GROUPS)?).ok(),
            "fail_if" => report.fail_if = each_item(value, limit)?,
            _ => return Err(unknown_key(entry, KEYS)),
        }
        Ok(())
    })?;
    Ok(placed)
}

fn key(node: &Node<'_>) -> Result<By, Fault> {
    let name = text(node)?;
    By::parse(name).ok_or_else(|| unknown("report-key", name, &By::names(), node))
}

fn figure(node: &Node<'_>) -> Result<Figure, Fault> {
    let name = text(node)?;
    let known = Figure::names();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    Figure::parse(name).ok_or_else(|| unknown("report-figure", name, &known, node))
}

fn unknown(what: &'static str, name: &str, known: &[&str], node: &Node<'_>) -> Fault {
    let nearest = nearest(name, known.iter().copied());
    Fault::new(FaultKind::UnknownName { what, name: name.to_owned(), nearest }, node.line, node.column)
}

fn limit(node: &Node<'_>) -> Result<Limit, Fault> {
    Limit::parse(text(node)?).map_err(|_| unexpected(node, Expected::Form("report-limit")))
}

/// The words of a time, which mean one.
fn time(node: &Node<'_>) -> Result<Option<String>, Fault> {
    let words = owned(node)?;
    let is_time = |text: &String| read_instant(text, at(ANY_DAY), &Zone::utc()).is_ok();
    match words.as_ref().is_none_or(is_time) {
        true => Ok(words),
        false => Err(unexpected(node, Expected::Form("report-time"))),
    }
}
