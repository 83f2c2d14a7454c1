//! The table of metrics in `helpdesk.md`, section 2: when each starts, runs, pauses, is satisfied, begins again.

use super::made::*;
use crate::domain::sla::{Metric, Policies, Policy, State, Targets};
use crate::domain::ticket::model::Author;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Change, Key, Visibility};
use crate::domain::time::zone::Zone;

/// Elapsed minutes and states of a metric's clocks with a target of 100 minutes.
fn of(metric: Metric, events: &[(i64, Vec<Change>)], now: i64) -> Vec<String> {
    clocks(&one(metric, 100), events, now)
}

fn with(first: Vec<Change>, rest: &[(i64, Vec<Change>)]) -> Vec<(i64, Vec<Change>)> {
    [vec![(0, first)], rest.to_vec()].concat()
}

fn by_requester(rest: &[(i64, Vec<Change>)]) -> Vec<(i64, Vec<Change>)> {
    with(creation(), rest)
}

/// An agent files it for a requester, with a public message.
fn by_agent() -> Vec<Change> {
    vec![Change::Created, status("new"), set(Key::Requester, Some("rita")), reply("opening")]
}

#[test]
fn first_reply_runs_from_creation_to_the_first_public_message_of_an_agent() {
    let events = by_requester(&[(30, vec![reply("1")]), (50, vec![reply("2")])]);
    assert_eq!(of(Metric::FirstReply, &events, 20), ["20 active"]);
    assert_eq!(of(Metric::FirstReply, &events, 200), ["30 achieved"]);
}

#[test]
fn first_reply_does_not_count_the_message_with_which_an_agent_opened_the_ticket() {
    let events = with(by_agent(), &[(30, vec![reply("1")])]);
    assert_eq!(of(Metric::FirstReply, &events, 20), ["20 active"]);
    assert_eq!(of(Metric::FirstReply, &events, 40), ["30 achieved"]);
}

#[test]
fn first_reply_is_not_given_by_bots_or_by_notes() {
    let bot = said("1", Author::Bot, Visibility::Public, "ci");
    let note = said("2", Author::Agent, Visibility::Internal, "anna");
    let events = by_requester(&[(10, vec![bot]), (20, vec![note])]);
    assert_eq!(of(Metric::FirstReply, &events, 50), ["50 active"]);
}

#[test]
fn first_reply_runs_in_every_category_so_that_an_answer_that_never_came_stays_a_breach() {
    let events =
        by_requester(&[(10, vec![status("pending")]), (20, vec![status("solved")]), (30, vec![status("closed")])]);
    assert_eq!(of(Metric::FirstReply, &events, 100), ["100 active"]);
    assert_eq!(of(Metric::FirstReply, &events, 101), ["101 breached"]);
}

#[test]
fn first_reply_happens_once() {
    let events =
        by_requester(&[(10, vec![reply("1")]), (20, vec![status("solved")]), (30, vec![status("open"), ask("2")])]);
    assert_eq!(of(Metric::FirstReply, &events, 500), ["10 achieved"]);
}

#[test]
fn next_reply_runs_from_the_oldest_unanswered_message_after_the_first_reply() {
    let events = by_requester(&[
        (5, vec![ask("before")]),
        (10, vec![reply("1")]),
        (20, vec![ask("2")]),
        (30, vec![ask("3")]),
        (60, vec![reply("4")]),
    ]);
    assert_eq!(of(Metric::NextReply, &events, 15), [""; 0]);
    assert_eq!(of(Metric::NextReply, &events, 40), ["20 active"]);
    assert_eq!(of(Metric::NextReply, &events, 500), ["40 achieved"]);
}

#[test]
fn next_reply_runs_in_every_category() {
    let events =
        by_requester(&[(10, vec![reply("1")]), (20, vec![ask("2"), status("open")]), (30, vec![status("solved")])]);
    assert_eq!(of(Metric::NextReply, &events, 50), ["30 active"]);
    assert_eq!(of(Metric::NextReply, &events, 121), ["101 breached"]);
}

#[test]
fn each_exchange_is_a_next_reply_of_its_own() {
    let exchange = |m: i64| [(m, vec![ask(&m.to_string())]), (m + 7, vec![reply(&(m + 7).to_string())])];
    let events = by_requester(&[vec![(1, vec![reply("1")])], exchange(10).to_vec(), exchange(30).to_vec()].concat());
    let policies = one(Metric::NextReply, 100);
    let clocks = all(&policies, &events, 500);
    assert_eq!(lines(&clocks), ["7 achieved", "7 achieved"]);
    assert_eq!(clocks.iter().map(|c| c.instance).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(clocks.iter().map(|c| c.started_at).collect::<Vec<_>>(), [minute(10), minute(30)]);
}

#[test]
fn next_reply_from_creation_also_counts_the_messages_before_the_first_reply() {
    let targets = Targets { from_creation: true, ..within(100) };
    let policies = only(&[(Metric::NextReply, targets)]);
    let events =
        by_requester(&[(5, vec![ask("more")]), (10, vec![reply("1")]), (20, vec![ask("2")]), (60, vec![reply("4")])]);
    assert_eq!(clocks(&policies, &events, 500), ["10 achieved", "40 achieved"]);
    let filed = with(by_agent(), &[(20, vec![ask("2")]), (25, vec![reply("3")])]);
    assert_eq!(clocks(&policies, &filed, 500), ["5 achieved"]);
}

#[test]
fn periodic_update_runs_from_one_public_message_of_an_agent_to_the_next_while_unsolved() {
    let events = by_requester(&[
        (10, vec![reply("1"), status("pending")]),
        (30, vec![ask("2"), status("open")]),
        (50, vec![reply("3"), status("hold")]),
        (70, vec![said("4", Author::Agent, Visibility::Internal, "anna")]),
    ]);
    assert_eq!(of(Metric::PeriodicUpdate, &events, 5), [""; 0]);
    assert_eq!(of(Metric::PeriodicUpdate, &events, 80), ["40 achieved", "30 active"]);
    assert_eq!(of(Metric::PeriodicUpdate, &events, 151), ["40 achieved", "101 breached"]);
}

#[test]
fn pausable_update_does_not_count_pending() {
    let events = by_requester(&[
        (10, vec![reply("1"), status("pending")]),
        (30, vec![ask("2"), status("open")]),
        (35, vec![status("hold")]),
        (50, vec![reply("3"), status("pending")]),
    ]);
    assert_eq!(of(Metric::PausableUpdate, &events, 20), ["0 paused"]);
    assert_eq!(of(Metric::PausableUpdate, &events, 40), ["10 active"]);
    assert_eq!(of(Metric::PausableUpdate, &events, 900), ["20 achieved", "0 paused"]);
}

/// Ten minutes in each category, solved, reopened, solved again.
fn full() -> Vec<(i64, Vec<Change>)> {
    let walk = ["open", "pending", "hold", "open", "solved", "open", "solved", "closed"];
    by_requester(&walk.iter().zip(1..).map(|(to, n)| (10 * n, vec![status(to)])).collect::<Vec<_>>())
}

#[test]
fn requester_wait_counts_new_open_and_hold_until_solved() {
    assert_eq!(of(Metric::RequesterWait, &full(), 25), ["20 paused"]);
    assert_eq!(of(Metric::RequesterWait, &full(), 45), ["35 active"]);
    assert_eq!(of(Metric::RequesterWait, &full(), 55), ["40 achieved"]);
}

#[test]
fn requester_wait_goes_on_at_reopen() {
    assert_eq!(of(Metric::RequesterWait, &full(), 65), ["45 active"]);
    assert_eq!(of(Metric::RequesterWait, &full(), 900), ["50 achieved"]);
}

#[test]
fn agent_work_counts_new_and_open_until_solved_and_goes_on_at_reopen() {
    assert_eq!(of(Metric::AgentWork, &full(), 35), ["20 paused"]);
    assert_eq!(of(Metric::AgentWork, &full(), 55), ["30 achieved"]);
    assert_eq!(of(Metric::AgentWork, &full(), 65), ["35 active"]);
    assert_eq!(of(Metric::AgentWork, &full(), 900), ["40 achieved"]);
}

#[test]
fn resolution_counts_every_unsolved_category_and_goes_on_at_reopen_without_the_solved_time() {
    assert_eq!(of(Metric::Resolution, &full(), 45), ["45 active"]);
    assert_eq!(of(Metric::Resolution, &full(), 55), ["50 achieved"]);
    assert_eq!(of(Metric::Resolution, &full(), 65), ["55 active"]);
    assert_eq!(of(Metric::Resolution, &full(), 900), ["60 achieved"]);
}

#[test]
fn resolution_counts_solved_time_where_the_target_says_so() {
    let counting = Targets { solved_time_counts: true, ..within(100) };
    let policies = only(&[(Metric::Resolution, counting.clone())]);
    assert_eq!(clocks(&policies, &full(), 55), ["50 achieved"]);
    assert_eq!(clocks(&policies, &full(), 65), ["65 active"]);
    assert_eq!(clocks(&policies, &full(), 900), ["70 achieved"]);
    let pausing = Targets { pause: pausing(1, &[Category::Pending]).pause, ..counting };
    assert_eq!(clocks(&only(&[(Metric::Resolution, pausing)]), &full(), 900), ["60 achieved"]);
}

#[test]
fn a_ticket_closed_directly_is_resolved_by_that() {
    let events = by_requester(&[(40, vec![status("closed")])]);
    for metric in [Metric::Resolution, Metric::RequesterWait, Metric::AgentWork] {
        assert_eq!(of(metric, &events, 900), ["40 achieved"]);
    }
}

#[test]
fn closing_a_solved_ticket_is_no_new_resolution() {
    let events = by_requester(&[(40, vec![status("solved")]), (90, vec![status("closed")])]);
    let policies = one(Metric::Resolution, 100);
    let clocks = all(&policies, &events, 900);
    assert_eq!((clocks[0].elapsed_s, clocks[0].ended_at), (2400, Some(minute(40))));
}

#[test]
fn a_ticket_created_solved_is_resolved_at_once() {
    let events = [(0, vec![Change::Created, status("solved"), group("front"), reply("1")])];
    assert_eq!(of(Metric::Resolution, &events, 900), ["0 achieved"]);
    assert_eq!(of(Metric::GroupOwnership, &events, 900), [""; 0]);
    assert_eq!(of(Metric::PeriodicUpdate, &events, 900), [""; 0]);
}

#[test]
fn group_ownership_runs_from_one_group_to_another_or_to_solved() {
    let events = by_requester(&[
        (10, vec![group("front")]),
        (20, vec![status("pending")]),
        (50, vec![group("back")]),
        (70, vec![status("solved")]),
    ]);
    assert_eq!(of(Metric::GroupOwnership, &events, 5), [""; 0]);
    assert_eq!(of(Metric::GroupOwnership, &events, 40), ["30 active"]);
    assert_eq!(of(Metric::GroupOwnership, &events, 900), ["40 achieved", "20 achieved"]);
}

#[test]
fn pause_replaces_the_pause_set_of_a_metric_and_may_name_solved_and_closed() {
    let events =
        by_requester(&[(10, vec![status("pending")]), (30, vec![status("solved")]), (50, vec![status("open")])]);
    let state = |metric, pause: &[Category], now| clocks(&only(&[(metric, pausing(100, pause))]), &events, now);
    assert_eq!(
        state(Metric::FirstReply, &[Category::Pending, Category::Solved, Category::Closed], 40),
        ["10 paused"]
    );
    assert_eq!(
        state(Metric::FirstReply, &[Category::Pending, Category::Solved, Category::Closed], 60),
        ["20 active"]
    );
    assert_eq!(state(Metric::RequesterWait, &[], 60), ["40 active"]);
    assert_eq!(state(Metric::AgentWork, &[Category::Open], 60), ["30 paused"]);
}

#[test]
fn first_reply_by_assign_counts_the_first_assignee() {
    let policy = Policy { first_reply_by_assign: true, ..policy("x", &[(Metric::FirstReply, within(100))]) };
    let policies = Policies::new(vec![policy], Zone::utc());
    let events = by_requester(&[
        (5, vec![reply("1")]),
        (7, vec![set(Key::Assignee, None)]),
        (9, vec![assign("anna")]),
        (20, vec![assign("berta")]),
    ]);
    assert_eq!(clocks(&policies, &events, 8), ["8 active"]);
    assert_eq!(clocks(&policies, &events, 900), ["9 achieved"]);
}

#[test]
fn within_a_commit_the_message_comes_before_the_status() {
    let events = by_requester(&[(30, vec![status("pending"), reply("1")]), (40, vec![status("solved"), reply("2")])]);
    let policies = only(&[(Metric::FirstReply, within(100)), (Metric::PeriodicUpdate, within(100))]);
    let clocks = all(&policies, &events, 90);
    assert_eq!(lines(&clocks), ["30 achieved", "10 achieved"]);
    assert!(clocks.iter().all(|c| c.fulfilled && c.state == State::Achieved));
}
