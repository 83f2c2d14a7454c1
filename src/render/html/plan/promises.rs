//! What was promised and kept: clocks of policies, and what requesters thought of it.

use super::{MOST, Seen, number, periods};
use crate::domain::insight::report::{Cell, Unit, metrics};
use crate::domain::time::period::Period;
use crate::render::html::chart::{Body, Chart, Lines, Series, Share, Shares};
use std::collections::{BTreeMap, BTreeSet};

/// Lines of one chart, and charts of one report: more cannot be told apart.
const LINES: usize = 4;
const CHARTS: usize = 4;

/// Parts kept and broken; where rows are periods, the course of each metric, policy by policy.
pub(super) fn sla(seen: &Seen) -> Vec<Chart> {
    match seen.period() {
        Some(period) => courses(seen, period),
        None => {
            let title = seen.figures.say("page-kept");
            shares(seen, title, ["achieved", "breached"], "page-desc-shares").into_iter().collect()
        }
    }
}

/// Good and bad ratings; where rows are periods, the course of the score.
pub(super) fn csat(seen: &Seen) -> Vec<Chart> {
    match seen.period() {
        Some(_) => super::rest::each(seen, &[&["score"], &["response_rate"]]),
        None => shares(seen, seen.figures.say("page-rated"), ["good", "bad"], "page-desc-rated")
            .into_iter()
            .collect(),
    }
}

fn shares(seen: &Seen, title: String, columns: [&str; 2], says: &str) -> Option<Chart> {
    let [good, bad] = columns.map(|c| seen.place(c));
    let (good, bad) = (good?, bad?);
    let figure = |row: &[Cell], place: usize| row.get(place).and_then(number).map_or(0, |n| n as i64);
    let named = seen.report.keys > 0;
    let share = |row: &Vec<Cell>| Share {
        name: if named { seen.name(row) } else { title.clone() },
        good: figure(row, good),
        bad: figure(row, bad),
    };
    let shares: Vec<Share> = seen.report.rows.iter().map(share).filter(|s| s.good > 0 || s.bad > 0).collect();
    let partly = seen.first_of(MOST, shares.len());
    let shares: Vec<Share> = shares.into_iter().take(MOST).collect();
    let parts = columns.map(|c| seen.figures.column(c));
    let drawn = |shares| Chart::new(title, seen.figures.say(says), Body::Shares(Shares { parts, shares }));
    (!shares.is_empty()).then(|| drawn(shares).partly(partly))
}

/// Policy → metric → period → percentage, all in the order of the rows.
fn courses(seen: &Seen, period: Period) -> Vec<Chart> {
    let (Some(policy), Some(metric), Some(percent)) =
        (seen.place("policy"), seen.place("metric"), seen.place("percent_targets"))
    else {
        return Vec::new();
    };
    let text = |row: &[Cell], place: usize| match row.get(place) {
        Some(Cell::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let mut keys: BTreeSet<String> = BTreeSet::new();
    let mut policies: Vec<(String, Vec<String>)> = Vec::new();
    let mut found: BTreeMap<(String, String, String), f64> = BTreeMap::new();
    for row in &seen.report.rows {
        let (key, policy, metric) = (text(row, 0), text(row, policy), text(row, metric));
        keys.insert(key.clone());
        match policies.iter_mut().find(|(known, _)| *known == policy) {
            Some((_, metrics)) if metrics.contains(&metric) => {}
            Some((_, metrics)) => metrics.push(metric.clone()),
            None => policies.push((policy.clone(), vec![metric.clone()])),
        }
        found.extend(row.get(percent).and_then(number).map(|n| ((policy, metric, key), n)));
    }
    let chart = |(policy, metrics): &(String, Vec<String>)| {
        let series = |metric: &String| Series {
            name: seen.figures.value("metric", metric),
            values: keys
                .iter()
                .map(|k| found.get(&(policy.clone(), metric.clone(), k.clone())).copied())
                .collect(),
        };
        let title = format!("{}: {}", seen.figures.column("percent_targets"), seen.figures.harmless(policy));
        let axis = periods::of(keys.iter().cloned(), period, seen.figures);
        let series = metrics.iter().take(LINES).map(series).collect();
        let body = Body::Lines(Lines { axis, unit: Unit::Percent, series });
        let says = seen.figures.say("page-desc-share-lines");
        Chart::new(title, says, body).partly(seen.first_of(LINES, metrics.len()))
    };
    // One metric has one place, and so one colour, in every chart.
    let known = metrics();
    for (_, metrics) in &mut policies {
        metrics.sort_by_key(|metric| known.iter().position(|name| name == metric));
    }
    policies.iter().take(CHARTS).map(chart).collect()
}
