//! Every name that a report can contain, so that words can be found for all of them.

use super::by::By;
use super::measures::Measure;
use super::table::{Column, Unit};
use crate::domain::time::period::Period;

/// Columns and totals that are no keys, with what they measure.
const FIGURES: &[(&str, Unit)] = &[
    ("metric", Unit::Text),
    ("n", Unit::Count),
    ("sum_s", Unit::Seconds),
    ("mean_s", Unit::Seconds),
    ("min_s", Unit::Seconds),
    ("median_s", Unit::Seconds),
    ("p90_s", Unit::Seconds),
    ("p95_s", Unit::Seconds),
    ("max_s", Unit::Seconds),
    ("created", Unit::Count),
    ("resolved", Unit::Count),
    ("reopened", Unit::Count),
    ("backlog", Unit::Count),
    ("backlog_before", Unit::Count),
    ("reopens", Unit::Count),
    ("tickets_reopened", Unit::Count),
    ("tickets_resolved", Unit::Count),
    ("reopen_rate", Unit::Percent),
    ("assignee_handoffs", Unit::Count),
    ("tickets_with_assignee_handoffs", Unit::Count),
    ("group_handoffs", Unit::Count),
    ("tickets_with_group_handoffs", Unit::Count),
    ("replies", Unit::Count),
    ("one_touch", Unit::Count),
    ("one_touch_rate", Unit::Percent),
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
    ("open", Unit::Count),
    ("recurring", Unit::Count),
    ("new", Unit::Count),
    ("tickets_with_key", Unit::Count),
    ("keys", Unit::Count),
    ("keys_with_2_or_more", Unit::Count),
    ("recurring_keys", Unit::Count),
    ("new_keys", Unit::Count),
    ("tickets", Unit::Count),
    ("unassigned", Unit::Count),
    ("by_status", Unit::Count),
    ("by_status_category", Unit::Count),
    ("by_category", Unit::Count),
    ("by_assignee", Unit::Count),
    ("by_group", Unit::Count),
    ("first_reply_median_s", Unit::Seconds),
    ("first_resolution_median_s", Unit::Seconds),
    ("resolution_median_s", Unit::Seconds),
    ("agent_work_median_s", Unit::Seconds),
    ("requester_wait_median_s", Unit::Seconds),
];

/// The codes of the notes that a report may carry. The last has no data, the others have `n`.
pub const NOTES: &[&str] = &[
    "merged_left_out",
    "merged_counted",
    "spam_left_out",
    "spam_counted",
    "removed_left_out",
    "more_left_out",
    "empty_periods_left_out",
];

/// The names of all columns and totals, keys of `--by` included; custom fields have their own names.
pub fn columns() -> Vec<&'static str> {
    let keys = By::KEYS
        .into_iter()
        .map(|k| k.as_str())
        .chain(["status", "tag", "fingerprint", "problem"]);
    let periods = Period::ALL.into_iter().map(Period::as_str);
    periods.chain(keys).chain(FIGURES.iter().map(|(name, _)| *name)).collect()
}

/// The values of the column `metric`.
pub fn metrics() -> Vec<&'static str> {
    Measure::ALL.into_iter().map(Measure::as_str).collect()
}

/// What a column or total measures; the keys of `--by` are texts.
pub fn unit(name: &str) -> Unit {
    FIGURES.iter().find(|(known, _)| *known == name).map_or(Unit::Text, |(_, unit)| *unit)
}

pub(super) fn column(name: &str) -> Column {
    Column { name: name.to_owned(), unit: unit(name) }
}
