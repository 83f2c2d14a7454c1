//! The worked example of `helpdesk.md`, section 2, to the minute.

use super::made::*;
use crate::domain::sla::{Metric, Targets};
use crate::domain::ticket::Change;

fn example() -> Vec<(i64, Vec<Change>)> {
    vec![
        (0, creation()),
        (20, vec![status("open"), assign("anna")]),
        (60, vec![status("pending"), reply("1")]),
        (240, vec![status("open"), ask("2")]),
        (285, vec![reply("3"), status("hold")]),
        (360, vec![status("open")]),
        (420, vec![status("solved"), reply("4")]),
    ]
}

/// The elapsed minutes of a metric's clocks at the end of the week.
fn minutes(metric: Metric) -> Vec<i64> {
    let policies = one(metric, 100_000);
    let clocks = all(&policies, &example(), 7 * 1440);
    assert!(clocks.iter().all(|c| c.fulfilled && c.metric == metric));
    clocks.iter().map(|c| c.elapsed_s / 60).collect()
}

#[test]
fn the_worked_example_comes_out_to_the_minute() {
    assert_eq!(minutes(Metric::FirstReply), [60]);
    assert_eq!(minutes(Metric::NextReply), [45]);
    assert_eq!(minutes(Metric::PeriodicUpdate), [225, 135]);
    assert_eq!(minutes(Metric::PausableUpdate), [45, 135]);
    assert_eq!(minutes(Metric::RequesterWait), [240]);
    assert_eq!(minutes(Metric::AgentWork), [165]);
    assert_eq!(minutes(Metric::Resolution), [420]);
}

#[test]
fn all_clocks_of_a_ticket_come_in_order_of_metric_and_instance() {
    let policies = only(&Metric::ALL.map(|metric| (metric, Targets::clone(&within(50)))));
    let clocks = all(&policies, &example(), 500);
    let order: Vec<(Metric, u32)> = clocks.iter().map(|c| (c.metric, c.instance)).collect();
    assert!(order.is_sorted() && order.len() == 9, "{order:?}");
    let open = all(&policies, &example(), 100);
    assert_eq!(lines(&open), ["60 breached", "40 active", "0 paused", "60 breached", "60 breached", "100 breached"]);
}
