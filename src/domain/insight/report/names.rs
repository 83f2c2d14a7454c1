//! Every name that a report can contain, so that words can be found for all of them.

use super::by::By;
use super::figure::{Figure, plain};
use super::measures::Measure;
use super::table::{Column, Unit};
use crate::domain::sla::Metric;
use crate::domain::time::period::Period;

/// Columns and totals that are neither keys nor figures of groups, with what they measure.
const FIGURES: &[(&str, Unit)] = &[
    ("metric", Unit::Text),
    ("sum_s", Unit::Seconds),
    ("mean_s", Unit::Seconds),
    ("min_s", Unit::Seconds),
    ("median_s", Unit::Seconds),
    ("p90_s", Unit::Seconds),
    ("p95_s", Unit::Seconds),
    ("max_s", Unit::Seconds),
    ("backlog", Unit::Count),
    ("upto_s", Unit::Seconds),
    ("first_reply", Unit::Count),
    ("resolution", Unit::Count),
    ("policy", Unit::Text),
    ("age", Unit::Text),
    ("oldest", Unit::Text),
    ("oldest_s", Unit::Seconds),
    ("age_median_s", Unit::Seconds),
    ("id", Unit::Text),
    ("ref", Unit::Text),
    ("created_at", Unit::Time),
    ("resolved_at", Unit::Time),
    ("first_reply_s", Unit::Seconds),
    ("first_resolution_s", Unit::Seconds),
    ("resolution_s", Unit::Seconds),
    ("agent_work_s", Unit::Seconds),
    ("requester_wait_s", Unit::Seconds),
    ("pending_s", Unit::Seconds),
    ("hold_s", Unit::Seconds),
    ("occurrences", Unit::Count),
    ("days", Unit::Count),
    ("first_seen", Unit::Time),
    ("last_seen", Unit::Time),
    ("mtbo_mean_s", Unit::Seconds),
    ("mtbo_median_s", Unit::Seconds),
    ("trend", Unit::Number),
    ("repeats", Unit::Count),
    ("chain", Unit::Count),
    ("time_to_recur_median_s", Unit::Seconds),
    ("agent_work_share", Unit::Percent),
    ("recurring", Unit::Count),
    ("new", Unit::Count),
    ("since_commit", Unit::Text),
    ("title", Unit::Text),
    ("tickets_with_key", Unit::Count),
    ("keys", Unit::Count),
    ("keys_with_2_or_more", Unit::Count),
    ("recurring_keys", Unit::Count),
    ("new_keys", Unit::Count),
    ("unassigned", Unit::Count),
    ("by_status", Unit::Count),
    ("by_status_category", Unit::Count),
    ("by_category", Unit::Count),
    ("by_channel", Unit::Count),
    ("by_assignee", Unit::Count),
    ("by_group", Unit::Count),
    ("sla_first_reply", Unit::Text),
    ("sla_next_reply", Unit::Text),
    ("sla_periodic_update", Unit::Text),
    ("sla_pausable_update", Unit::Text),
    ("sla_requester_wait", Unit::Text),
    ("sla_agent_work", Unit::Text),
    ("sla_resolution", Unit::Text),
    ("sla_group_ownership", Unit::Text),
];

/// The codes of the notes that a report may carry. The first have `n`; `zone` has `zone` and `rules`, the
/// version of the zone rules; `calendar` has `calendar`; `policies` has `revision`; `compared` has the `from`
/// and `until` of the period that figures `…_before` are of.
pub const NOTES: &[&str] = &[
    "merged_left_out",
    "merged_counted",
    "spam_left_out",
    "spam_counted",
    "removed_left_out",
    "more_left_out",
    "empty_periods_left_out",
    "no_policies",
    "compared",
    "compared_periods",
    "calendar",
    "policies",
    "zone",
];

/// The figure of the period before: its name is that of the figure with this at its end.
pub const BEFORE: &str = "_before";

/// The names of all columns and totals, keys of `--by` included; custom fields have their own names.
/// Statistics of durations ([`Figure::durations`]) and figures of the period before ([`BEFORE`]) are not
/// among them: their names follow from others.
pub fn columns() -> Vec<&'static str> {
    let keys = By::KEYS.into_iter().map(|k| k.as_str());
    let keys = keys.chain(["status", "tag", "fingerprint", "problem", "weekday", "hour", "agent"]);
    let periods = Period::ALL.into_iter().map(Period::as_str);
    let figures = FIGURES.iter().map(|(name, _)| *name).chain(plain().map(|(name, _)| name));
    periods.chain(keys).chain(figures).collect()
}

/// The values of the column `metric`.
pub fn metrics() -> Vec<&'static str> {
    let mut all: Vec<&str> = Measure::ALL.into_iter().map(Measure::as_str).collect();
    all.extend(
        Metric::ALL
            .into_iter()
            .map(Metric::as_str)
            .filter(|metric| Measure::parse(metric).is_none()),
    );
    all
}

/// What a column or total measures; the keys of `--by` are texts.
pub fn unit(name: &str) -> Unit {
    let name = name.strip_suffix(BEFORE).unwrap_or(name);
    let known = FIGURES.iter().copied().chain(plain()).find(|(known, _)| *known == name);
    known.map(|(_, unit)| unit).unwrap_or_else(|| match Figure::parse(name) {
        Some(_) if name.ends_with("_n") => Unit::Count,
        Some(_) => Unit::Seconds,
        None => Unit::Text,
    })
}

pub(super) fn column(name: &str) -> Column {
    Column { name: name.to_owned(), unit: unit(name) }
}
