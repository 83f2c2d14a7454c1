//! Laws that hold for the clocks of any history.

use super::business::office;
use super::made::*;
use crate::domain::query::Filter;
use crate::domain::query::filter::Test;
use crate::domain::sla::{Categories, Clock, Metric, Policies, Policy, Reason, State, Targets, Track, Warning};
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Change, Key, Priority, TicketId};
use crate::domain::time::calendar::Hours;
use crate::domain::time::zone::Zone;
use chrono::TimeDelta;
use proptest::prelude::*;
use std::collections::BTreeMap;

const STATUSES: [&str; 7] = ["new", "open", "pending", "hold", "solved", "closed", "limbo"];

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        5 => prop::sample::select(STATUSES.to_vec()).prop_map(status),
        3 => "[a-d]".prop_map(|name| reply(&name)),
        3 => "[e-h]".prop_map(|name| ask(&name)),
        1 => prop::option::of(prop::sample::select(vec!["anna", "rita"])).prop_map(|who| set(Key::Assignee, who)),
        2 => prop::option::of(prop::sample::select(vec!["x", "y"])).prop_map(|name| set(Key::Group, name)),
        2 => prop::option::of(prop::sample::select(vec!["low", "high"])).prop_map(|p| set(Key::Priority, p)),
        1 => any::<bool>().prop_map(|merged| {
            let into = TicketId::derived("test", "other").to_string();
            set(Key::MergedInto, merged.then_some(into.as_str()))
        }),
        1 => "[a-h]".prop_map(|name| {
            let Change::Message(message) = reply(&name) else { return Change::Removed };
            Change::Withdrawn(message)
        }),
    ]
}

/// Created, and then up to ten commits, each up to a month later or at the same minute.
fn history() -> impl Strategy<Value = Vec<(i64, Vec<Change>)>> {
    let later = prop_oneof![1 => Just(0_i64), 3 => 1_i64..600, 1 => 600_i64..40_000];
    let commit = (later, prop::collection::vec(change(), 1..4));
    let first = prop::sample::select(STATUSES.to_vec());
    (first, any::<bool>(), prop::collection::vec(commit, 0..10)).prop_map(|(first, by_agent, commits)| {
        let opening = if by_agent { reply("opening") } else { ask("opening") };
        let mut events = vec![(0, vec![Change::Created, status(first), set(Key::Requester, Some("rita")), opening])];
        for (later, changes) in commits {
            events.push((events.last().map_or(0, |(m, _)| m + later), changes));
        }
        events
    })
}

fn targets() -> impl Strategy<Value = Targets> {
    let hours = prop_oneof![Just(Hours::AroundTheClock), Just(office())];
    let pause = prop::option::of(prop::collection::vec(prop::sample::select(Category::ALL.to_vec()), 0..4));
    let default = prop::option::of(1_i64..90_000);
    let by_priority =
        prop::collection::btree_map(prop::sample::select(vec![Priority::Low, Priority::High]), 1_i64..90_000, 0..2);
    (hours, pause, default, by_priority, any::<(bool, bool)>()).prop_map(
        |(hours, pause, default, by_priority, ways)| Targets {
            by_priority,
            default,
            hours,
            calendar: None,
            pause: pause.map(|list| Categories::of(&list)),
            solved_time_counts: ways.0,
            from_creation: ways.1,
        },
    )
}

fn policies() -> impl Strategy<Value = Policies> {
    let metrics = prop::collection::btree_map(prop::sample::select(Metric::ALL.to_vec()), targets(), 1..5);
    let filter = prop::sample::select(vec![
        anything(),
        Filter::Test(Test::Category(Category::Open)),
        Filter::Test(Test::Priority(vec![Priority::High])),
    ]);
    let one = (metrics, filter, any::<bool>()).prop_map(|(targets, filter, first_reply_by_assign)| Policy {
        name: String::new(),
        filter,
        targets: targets.into_iter().collect::<BTreeMap<_, _>>(),
        first_reply_by_assign,
        warn_at: vec![Warning::Percent(50), Warning::Left(600)],
    });
    prop::collection::vec(one, 1..4).prop_map(|list| Policies::new(list, Zone::utc()))
}

/// No merge, which cancels until it is undone; no message taken back, which answered; no requester as assignee,
/// for whom nobody has to answer as long as it is so.
fn is_plain(change: &Change) -> bool {
    let is = |wanted| matches!(change, Change::Set { key, .. } if *key == wanted);
    !(matches!(change, Change::Withdrawn(_)) || is(Key::MergedInto) || is(Key::Assignee))
}

/// When it ended or lost its policy; else the present.
fn end(clock: &Clock, now: i64) -> crate::domain::time::Time {
    clock.ended_at.unwrap_or_else(|| minute(now))
}

proptest! {
    #[test]
    fn what_came_later_changes_nothing(policies in policies(), events in history(), now in 0_i64..50_000) {
        let cut: Vec<_> = events.iter().filter(|(m, _)| *m <= now).cloned().collect();
        prop_assert_eq!(all(&policies, &events, now), all(&policies, &cut, now));
    }

    #[test]
    fn counted_stretches_sum_to_what_has_elapsed(policies in policies(), events in history(), now in 0_i64..50_000) {
        let track: Track = told(&policies, &events, now);
        for clock in track.clocks(&policies, minute(now)) {
            let lines = track.explain(&policies, &clock, minute(now));
            prop_assert_eq!(lines.iter().map(|l| l.seconds()).sum::<i64>(), clock.elapsed_s);
            let (mut from, until) = (clock.started_at, end(&clock, now));
            for line in &lines {
                prop_assert_eq!(line.span.from, from);
                prop_assert!(line.span.from < line.span.until);
                prop_assert_eq!(line.seconds() > 0, line.reason == Reason::Runs);
                from = line.span.until;
            }
            prop_assert!(lines.is_empty() || from == until);
        }
    }

    #[test]
    fn a_clock_is_breached_when_more_than_its_target_has_elapsed_and_not_a_second_before(
        policies in policies(), events in history(), now in 0_i64..50_000,
    ) {
        let track = told(&policies, &events, now);
        for clock in track.clocks(&policies, minute(now)) {
            prop_assert!(clock.elapsed_s >= 0 && clock.started_at <= end(&clock, now));
            let over = clock.elapsed_s > clock.target_s;
            prop_assert_eq!(clock.breached_at.is_some(), clock.state == State::Breached);
            match clock.state {
                State::Breached => prop_assert!(over),
                State::Cancelled => prop_assert!(clock.ended_at.is_some() && !clock.fulfilled),
                State::Achieved => prop_assert!(clock.fulfilled && !over),
                State::Active => prop_assert!(clock.ended_at.is_none() && !over),
                State::Paused => prop_assert!(clock.ended_at.is_none() && !over && clock.due_at.is_none()),
            }
            if let Some(breached) = clock.breached_at {
                let until = |at| {
                    let at_that = Clock { ended_at: Some(at), ..clock.clone() };
                    track.explain(&policies, &at_that, minute(now)).iter().map(|l| l.seconds()).sum::<i64>()
                };
                prop_assert_eq!(until(breached), clock.target_s + 1);
                prop_assert_eq!(until(breached - TimeDelta::seconds(1)), clock.target_s);
                prop_assert!(clock.due_at.is_some_and(|due| due < breached));
                prop_assert!(clock.warned_at.is_some_and(|warned| warned <= breached));
            }
        }
    }

    #[test]
    fn an_ended_clock_stays_as_it_is(
        events in history(), target in 1_i64..5_000, now in 0_i64..20_000, later in 0_i64..30_000,
    ) {
        let events: Vec<_> = events.into_iter().map(|(m, list)| (m, list.into_iter().filter(is_plain).collect())).collect();
        let metrics = [Metric::FirstReply, Metric::NextReply, Metric::PeriodicUpdate, Metric::GroupOwnership];
        let policies = only(&metrics.map(|metric| (metric, within(target))));
        let after = all(&policies, &events, now + later);
        for clock in all(&policies, &events, now).into_iter().filter(|c| !c.is_running()) {
            prop_assert!(after.contains(&clock), "{clock:?}");
        }
    }

    /// What reports call requester wait, agent work and full resolution is what these clocks say.
    #[test]
    fn a_resolved_ticket_has_the_times_that_its_story_tells(events in history(), targets in prop::sample::select(vec![1_i64, 900])) {
        use Category::{Hold, New, Open, Pending};
        let counting = Targets { solved_time_counts: true, ..within(targets) };
        let policies = only(&[
            (Metric::RequesterWait, within(targets)),
            (Metric::AgentWork, within(targets)),
            (Metric::Resolution, counting),
        ]);
        let story = told(&policies, &events, 50_000).story;
        let resolved = story.moves.iter().rev().find(|m| m.resolves() || m.reopens()).filter(|m| m.resolves());
        let clocks = told(&policies, &events, 50_000).clocks_with_merged(&policies, minute(50_000));
        let Some(end) = resolved.map(|m| m.at) else {
            prop_assert!(clocks.iter().all(Clock::is_running));
            return Ok(());
        };
        let spent = |list: &[Category]| story.spent_in(list, end).iter().map(|s| (s.until - s.from).num_seconds()).sum::<i64>();
        let wanted = [spent(&[New, Open, Hold]), spent(&[New, Open]), (end - story.moves[0].at).num_seconds()];
        prop_assert_eq!(clocks.iter().map(|c| c.elapsed_s).collect::<Vec<_>>(), wanted);
        prop_assert!(clocks.iter().all(|c| c.fulfilled && c.ended_at == Some(end)));
        prop_assert!(spent(&[New, Open, Pending, Hold]) <= wanted[2]);
    }

    #[test]
    fn clocks_come_in_order_of_metric_and_instance(policies in policies(), events in history()) {
        let clocks = all(&policies, &events, 50_000);
        let keys: Vec<_> = clocks.iter().map(|c| (c.metric, c.instance)).collect();
        prop_assert!(keys.windows(2).all(|w| w[0] < w[1]), "{keys:?}");
    }
}
