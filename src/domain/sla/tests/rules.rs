//! The table of events in `helpdesk.md`, section 2, and what states, due dates and warnings say.

use super::made::*;
use crate::domain::query::Filter;
use crate::domain::query::filter::Test;
use crate::domain::query::keys::Word;
use crate::domain::query::pattern::Pattern;
use crate::domain::sla::{Clock, Metric, Policies, Policy, Reason, State, Targets, Warning};
use crate::domain::ticket::model::Author;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Change, Key, Priority, Set, TicketId, Visibility};
use crate::domain::time::zone::Zone;

type Events = Vec<(i64, Vec<Change>)>;

fn then(rest: &[(i64, Vec<Change>)]) -> Events {
    [vec![(0, creation())], rest.to_vec()].concat()
}

fn tag(name: &str) -> Change {
    Change::Added { set: Set::Tags, item: name.to_owned() }
}

fn untag(name: &str) -> Change {
    Change::Dropped { set: Set::Tags, item: name.to_owned() }
}

/// A policy for tickets with this tag.
fn tagged(name: &str, targets: &[(Metric, Targets)]) -> Policy {
    Policy { filter: Filter::Test(Test::Word(Word::Tag, Pattern::exactly(name))), ..policy(name, targets) }
}

fn list(list: Vec<Policy>) -> Policies {
    Policies::new(list, Zone::utc())
}

fn merge() -> Vec<Change> {
    let into = TicketId::derived("test", "kept").to_string();
    vec![status("closed"), set(Key::MergedInto, Some(&into))]
}

#[test]
fn a_ticket_has_the_first_policy_that_fits_and_has_a_target_for_its_priority() {
    let urgent = by_priority(&[(Priority::Urgent, 15)]);
    let policies = list(vec![
        tagged("vip", &[(Metric::Resolution, urgent)]),
        policy("rest", &[(Metric::Resolution, within(100))]),
    ]);
    let policy_of = |changes: Vec<Change>| all(&policies, &then(&[(1, changes)]), 5)[0].policy;
    assert_eq!(policy_of(vec![tag("vip"), priority("urgent")]), 0);
    assert_eq!(policy_of(vec![tag("vip"), priority("high")]), 1);
    assert_eq!(policy_of(vec![tag("vip")]), 1);
    assert_eq!(policy_of(vec![priority("urgent")]), 1);
}

#[test]
fn default_is_the_target_of_priorities_that_are_not_named_and_of_tickets_without_one() {
    let policies = only(&[(Metric::Resolution, Targets { default: Some(600), ..by_priority(&[(Priority::High, 1)]) })]);
    let target = |changes| all(&policies, &then(&[(0, changes)]), 0)[0].target_s;
    assert_eq!((target(vec![priority("high")]), target(vec![priority("low")]), target(vec![])), (60, 600, 600));
}

#[test]
fn a_running_clock_has_the_present_target_from_its_own_start() {
    let targets = by_priority(&[(Priority::Low, 100), (Priority::High, 20)]);
    let policies = only(&[(Metric::Resolution, targets)]);
    let events = then(&[(0, vec![priority("low")]), (50, vec![priority("high")])]);
    assert_eq!(clocks(&policies, &events, 49), ["49 active"]);
    let clock = &all(&policies, &events, 50)[0];
    assert_eq!((clock.state, clock.target_s, clock.priority), (State::Breached, 1200, Some(Priority::High)));
    assert_eq!((clock.started_at, clock.breached_at), (minute(0), Some(minute(20) + chrono::TimeDelta::seconds(1))));
}

#[test]
fn a_longer_target_takes_a_breach_back() {
    let targets = by_priority(&[(Priority::Low, 100), (Priority::High, 20)]);
    let policies = only(&[(Metric::Resolution, targets)]);
    let events = then(&[(0, vec![priority("high")]), (50, vec![priority("low")])]);
    assert_eq!(clocks(&policies, &events, 49), ["49 breached"]);
    assert_eq!(clocks(&policies, &events, 50), ["50 active"]);
}

#[test]
fn a_clock_that_has_ended_keeps_the_target_in_force_at_its_end() {
    let targets = by_priority(&[(Priority::Low, 100), (Priority::High, 20)]);
    let policies = only(&[(Metric::FirstReply, targets)]);
    let events = then(&[(0, vec![priority("low")]), (50, vec![reply("1")]), (60, vec![priority("high")])]);
    assert_eq!(all(&policies, &events, 90)[0].target_s, 6000);
    assert_eq!(clocks(&policies, &events, 90), ["50 achieved"]);
}

#[test]
fn a_commit_that_answers_and_sets_the_priority_is_judged_by_that_priority() {
    let policies = only(&[(Metric::FirstReply, by_priority(&[(Priority::High, 20)]))]);
    let events = then(&[(30, vec![reply("1"), priority("high")])]);
    assert_eq!(clocks(&policies, &events, 20), [""; 0]);
    assert_eq!(clocks(&policies, &events, 90), ["30 breached"]);
}

#[test]
fn without_a_policy_running_clocks_disappear() {
    let policies = list(vec![tagged("vip", &[(Metric::Resolution, within(100))])]);
    let events = then(&[(10, vec![tag("vip")]), (50, vec![untag("vip")])]);
    assert_eq!(clocks(&policies, &events, 49), ["49 active"]);
    assert_eq!(clocks(&policies, &events, 500), [""; 0]);
}

#[test]
fn without_a_policy_a_breach_on_record_stays_and_ends_at_that_moment() {
    let policies = list(vec![tagged("vip", &[(Metric::Resolution, within(30))])]);
    let events = then(&[(10, vec![tag("vip")]), (50, vec![untag("vip")]), (70, vec![status("solved")])]);
    let clock = &all(&policies, &events, 500)[0];
    assert_eq!((clock.state, clock.elapsed_s, clock.ended_at), (State::Breached, 3000, Some(minute(50))));
    assert!(!clock.fulfilled && !clock.is_running());
}

#[test]
fn a_policy_that_comes_back_finds_its_clock_again() {
    let policies = list(vec![tagged("vip", &[(Metric::Resolution, within(100))])]);
    let events = then(&[(10, vec![tag("vip")]), (50, vec![untag("vip")]), (70, vec![tag("vip")])]);
    assert_eq!(clocks(&policies, &events, 60), [""; 0]);
    assert_eq!(clocks(&policies, &events, 80), ["80 active"]);
}

#[test]
fn a_priority_without_a_target_is_no_policy_for_that_metric() {
    let targets = [(Metric::FirstReply, within(100)), (Metric::Resolution, by_priority(&[(Priority::High, 30)]))];
    let policies = only(&targets);
    let events = then(&[(0, vec![priority("high")]), (20, vec![priority("low")])]);
    assert_eq!(clocks(&policies, &events, 19), ["19 active", "19 active"]);
    assert_eq!(clocks(&policies, &events, 25), ["25 active"]);
}

#[test]
fn a_policy_that_is_lost_with_the_solving_was_in_force_until_then() {
    let unsolved = Filter::Not(Box::new(Filter::Test(Test::Category(Category::Solved))));
    let policies = list(vec![Policy { filter: unsolved, ..policy("open", &[(Metric::Resolution, within(100))]) }]);
    let events = then(&[(40, vec![status("solved")]), (60, vec![tag("x")])]);
    assert_eq!(clocks(&policies, &events, 500), ["40 achieved"]);
}

#[test]
fn a_merge_cancels_the_open_clocks_of_the_source() {
    let policies = only(&Metric::ALL.map(|metric| (metric, within(30))));
    let events = then(&[(10, vec![reply("1"), group("front")]), (50, merge()), (60, vec![ask("late")])]);
    let clocks = all(&policies, &events, 500);
    let ended = |c: &Clock| (c.metric, c.state, c.ended_at.map(|at| (at - minute(0)).num_minutes()));
    let open = [
        Metric::PeriodicUpdate,
        Metric::PausableUpdate,
        Metric::RequesterWait,
        Metric::AgentWork,
        Metric::Resolution,
        Metric::GroupOwnership,
    ];
    let mut wanted = vec![(Metric::FirstReply, State::Achieved, Some(10))];
    wanted.extend(open.map(|metric| (metric, State::Cancelled, Some(50))));
    assert_eq!(clocks.iter().map(ended).collect::<Vec<_>>(), wanted);
}

#[test]
fn with_merged_the_merge_counts_as_closing() {
    let policies = only(&[(Metric::FirstReply, within(30)), (Metric::Resolution, within(100))]);
    let track = told(&policies, &then(&[(50, merge())]), 500);
    let clocks = track.clocks_with_merged(&policies, minute(500));
    assert_eq!(lines(&clocks), ["500 breached", "50 achieved"]);
    assert_eq!(clocks[1].ended_at, Some(minute(50)));
}

#[test]
fn a_ticket_that_left_the_other_one_again_has_its_clocks_back() {
    let policies = one(Metric::Resolution, 100);
    let events = then(&[(50, merge()), (80, vec![status("open"), set(Key::MergedInto, None)])]);
    assert_eq!(clocks(&policies, &events, 60), ["50 cancelled"]);
    assert_eq!(clocks(&policies, &events, 90), ["60 active"]);
}

#[test]
fn a_clock_fulfilled_before_the_merge_stays_fulfilled() {
    let policies = one(Metric::Resolution, 100);
    let events = then(&[(40, vec![status("solved")]), (50, merge())]);
    assert_eq!(clocks(&policies, &events, 500), ["40 achieved"]);
}

#[test]
fn an_update_clock_that_runs_when_the_ticket_is_solved_is_cancelled() {
    for metric in [Metric::PeriodicUpdate, Metric::PausableUpdate] {
        let events = then(&[(10, vec![reply("1")]), (30, vec![status("solved")])]);
        let clock = &all(&one(metric, 100), &events, 500)[0];
        assert_eq!((clock.state, clock.elapsed_s, clock.ended_at), (State::Cancelled, 1200, Some(minute(30))));
    }
}

#[test]
fn an_update_clock_that_was_over_when_the_ticket_was_solved_stays_breached() {
    for metric in [Metric::PeriodicUpdate, Metric::PausableUpdate] {
        let events = then(&[(10, vec![reply("1")]), (30, vec![status("solved")])]);
        let clock = &all(&one(metric, 15), &events, 500)[0];
        assert_eq!((clock.state, clock.elapsed_s, clock.ended_at), (State::Breached, 1200, Some(minute(30))));
        assert!(!clock.fulfilled);
    }
}

#[test]
fn after_a_reopen_the_next_public_message_of_an_agent_starts_a_new_update_clock() {
    let events = then(&[
        (10, vec![reply("1")]),
        (30, vec![status("solved")]),
        (40, vec![reply("while solved")]),
        (50, vec![ask("2"), status("open")]),
        (70, vec![reply("3")]),
    ]);
    let policies = one(Metric::PeriodicUpdate, 100);
    assert_eq!(clocks(&policies, &events, 60), ["20 cancelled"]);
    assert_eq!(clocks(&policies, &events, 80), ["20 cancelled", "10 active"]);
    let at_once = then(&[(10, vec![status("solved")]), (30, vec![status("open"), reply("again")])]);
    assert_eq!(clocks(&policies, &at_once, 40), ["10 active"]);
}

#[test]
fn the_message_with_which_an_agent_opens_a_ticket_starts_update_clocks() {
    let opened = vec![Change::Created, status("open"), set(Key::Requester, Some("rita")), reply("opening")];
    assert_eq!(clocks(&one(Metric::PeriodicUpdate, 100), &[(0, opened)], 30), ["30 active"]);
    let own = vec![Change::Created, status("open"), set(Key::Requester, Some("anna")), reply("opening")];
    assert_eq!(clocks(&one(Metric::PeriodicUpdate, 100), &[(0, own)], 30), [""; 0]);
}

#[test]
fn a_reopen_with_a_group_starts_a_new_group_ownership() {
    let events = then(&[(10, vec![group("front")]), (30, vec![status("solved")]), (50, vec![status("open")])]);
    assert_eq!(clocks(&one(Metric::GroupOwnership, 100), &events, 60), ["20 achieved", "10 active"]);
    let solved = then(&[(10, vec![status("solved")]), (20, vec![group("front")]), (50, vec![status("open")])]);
    assert_eq!(clocks(&one(Metric::GroupOwnership, 100), &solved, 60), ["10 active"]);
}

#[test]
fn clearing_the_group_cancels_its_clock() {
    let events = then(&[(10, vec![group("front")]), (30, vec![set(Key::Group, None)]), (50, vec![group("front")])]);
    assert_eq!(clocks(&one(Metric::GroupOwnership, 100), &events, 60), ["20 cancelled", "10 active"]);
    assert_eq!(clocks(&one(Metric::GroupOwnership, 15), &events, 60), ["20 breached", "10 active"]);
    let solved = then(&[(10, vec![group("front")]), (30, vec![set(Key::Group, None), status("solved")])]);
    assert_eq!(clocks(&one(Metric::GroupOwnership, 100), &solved, 60), ["20 achieved"]);
}

#[test]
fn a_ticket_that_staff_filed_for_themselves_has_no_reply_clocks() {
    let own = vec![Change::Created, status("new"), set(Key::Requester, Some("ANNA")), reply("opening")];
    let policies = only(&[Metric::FirstReply, Metric::NextReply, Metric::Resolution].map(|m| (m, within(100))));
    let clocks = all(&policies, &[(0, own), (10, vec![reply("1")]), (20, vec![ask("2")])], 50);
    assert_eq!(clocks.iter().map(|c| c.metric).collect::<Vec<_>>(), [Metric::Resolution]);
}

#[test]
fn nobody_waits_for_a_reply_while_the_requester_is_the_assignee() {
    let policies = one(Metric::FirstReply, 100);
    let events = then(&[(10, vec![assign("Rita")]), (30, vec![assign("anna")])]);
    assert_eq!(clocks(&policies, &events, 5), ["5 active"]);
    assert_eq!(clocks(&policies, &events, 20), [""; 0]);
    assert_eq!(clocks(&policies, &events, 40), ["40 active"]);
}

#[test]
fn warnings_come_when_a_part_is_used_up_or_so_much_is_left() {
    let warned = |warn_at: Vec<Warning>, now| {
        let policies = list(vec![Policy { warn_at, ..policy("x", &[(Metric::AgentWork, within(100))]) }]);
        let events = then(&[(10, vec![status("pending")]), (50, vec![status("open")])]);
        all(&policies, &events, now)[0].warned_at.map(|at| (at - minute(0)).num_minutes())
    };
    let (half, near) = (Warning::Percent(50), Warning::Left(1800));
    assert_eq!(warned(vec![half], 89), None);
    assert_eq!(warned(vec![near, half], 90), Some(90));
    assert_eq!(warned(vec![near], 109), None);
    assert_eq!(warned(vec![near], 900), Some(110));
    assert_eq!(warned(vec![Warning::Left(100_000)], 1), Some(0));
    assert_eq!(warned(vec![], 900), None);
}

#[test]
fn looking_late_changes_nothing() {
    let policies = one(Metric::FirstReply, 30);
    let late = then(&[(40, vec![reply("1")])]);
    let clock = &all(&policies, &late, 100_000)[0];
    assert_eq!((clock.state, clock.ended_at), (State::Breached, Some(minute(40))));
    assert!(clock.fulfilled);
}

#[test]
fn a_target_that_is_used_up_to_the_second_is_no_breach() {
    let policies = one(Metric::FirstReply, 30);
    let clock = |now| all(&policies, &then(&[]), now)[0].clone();
    assert_eq!((clock(30).state, clock(30).left_s(), clock(30).due_at), (State::Active, 0, Some(minute(30))));
    assert_eq!(clock(31).state, State::Breached);
    assert_eq!(clock(31).breached_at, Some(minute(30) + chrono::TimeDelta::seconds(1)));
}

#[test]
fn a_clock_is_due_when_its_target_will_be_used_up_and_never_while_it_is_paused() {
    let policies = one(Metric::AgentWork, 60);
    let events = then(&[(10, vec![status("pending")]), (50, vec![status("open")]), (200, vec![status("pending")])]);
    let due = |now| all(&policies, &events, now)[0].due_at.map(|at| (at - minute(0)).num_minutes());
    assert_eq!((due(5), due(20), due(60)), (Some(60), None, Some(100)));
    let breached = &all(&policies, &events, 300)[0];
    assert_eq!((breached.state, breached.due_at), (State::Breached, Some(minute(100))));
}

#[test]
fn a_removed_ticket_has_no_clocks() {
    let policies = one(Metric::Resolution, 60);
    assert_eq!(clocks(&policies, &then(&[(10, vec![Change::Removed])]), 20), [""; 0]);
    assert_eq!(clocks(&policies, &then(&[(10, vec![Change::Removed]), (15, creation())]), 20), ["20 active"]);
}

#[test]
fn a_withdrawn_reply_answered_nobody() {
    let policies = one(Metric::FirstReply, 60);
    let Change::Message(message) = said("1", Author::Agent, Visibility::Public, "anna") else { unreachable!() };
    let events = then(&[(10, vec![Change::Message(message.clone())]), (20, vec![Change::Withdrawn(message)])]);
    assert_eq!(clocks(&policies, &events, 30), ["30 active"]);
}

#[test]
fn an_explanation_tells_each_stretch_with_its_reason() {
    let policies = one(Metric::AgentWork, 60);
    let events = then(&[(10, vec![status("pending")]), (50, vec![status("open")]), (70, vec![status("solved")])]);
    let track = told(&policies, &events, 900);
    let clock = &track.clocks(&policies, minute(900))[0];
    let lines = track.explain(&policies, clock, minute(900));
    let told: Vec<_> = lines.iter().map(|l| (l.seconds() / 60, l.category, l.reason, l.step)).collect();
    let wanted = [
        (10, Category::New, Reason::Runs, 0),
        (0, Category::Pending, Reason::Paused, 1),
        (20, Category::Open, Reason::Runs, 2),
    ];
    assert_eq!(told, wanted);
    assert_eq!((clock.step, clock.ended_step), (0, Some(3)));
}

#[test]
fn an_explanation_around_the_clock_is_cut_at_the_midnights_of_the_desk() {
    let madrid = Zone::named("Europe/Madrid").expect("a zone of the database");
    let policies = Policies::new(vec![policy("x", &[(Metric::Resolution, within(100))])], madrid);
    let track = told(&policies, &then(&[]), 2 * 1440);
    let now = minute(2 * 1440);
    let lines = track.explain(&policies, &track.clocks(&policies, now)[0], now);
    // From 10:00 in Madrid on.
    let hours: Vec<_> = lines.iter().map(|l| (l.day.to_string(), l.seconds() / 3600)).collect();
    assert_eq!(hours, [("2024-01-01".to_owned(), 14), ("2024-01-02".to_owned(), 24), ("2024-01-03".to_owned(), 10)]);
}
