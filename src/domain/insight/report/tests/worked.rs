//! The worked example of `helpdesk.md`, and tickets that come back, are merged, vanish.

use super::made::*;
use crate::domain::insight::report::measures::{Measure, handoffs, is_one_touch, measured};
use crate::domain::insight::report::{Cell, Name, Request};
use crate::domain::story::Story;
use crate::domain::ticket::model::Author;
use crate::domain::ticket::{Change, Key, Visibility};
use crate::domain::time::calendar::Hours;

/// Minutes of every measure, in their order.
fn minutes(story: &Story) -> [Option<i64>; Measure::N] {
    Measure::ALL.map(|m| measured(story, m, false).map(|m| m.seconds(&Hours::default()) / 60))
}

fn worked() -> Story {
    told(
        "worked",
        &[
            (0, creation()),
            (20, vec![assign("anna"), status("open")]),
            (60, vec![status("pending"), reply("1")]),
            (240, vec![status("open"), from_requester("2")]),
            (285, vec![status("hold"), reply("3")]),
            (360, vec![status("open")]),
            (420, vec![status("solved"), reply("4")]),
        ],
    )
}

#[test]
fn the_worked_example_has_its_figures() {
    let story = worked();
    let want = [60, 420, 420, 165, 240, 180, 75].map(Some);
    assert_eq!(minutes(&story), want);
    assert_eq!(story.replies.len(), 3);
    assert!(!is_one_touch(&story));
}

#[test]
fn the_stretches_of_a_measure_are_the_times_in_its_categories() {
    let work = measured(&worked(), Measure::AgentWork, false).expect("it is solved");
    let stretches: Vec<_> = work.spans.iter().map(|s| (s.from, s.until)).collect();
    let want = [(0, 60), (240, 285), (360, 420)].map(|(a, b)| (minute(a), minute(b)));
    assert_eq!(stretches, want);
    assert_eq!(work.at, minute(420));
}

#[test]
fn solved_time_before_a_reopen_counts_for_the_full_resolution_only() {
    let mut events = vec![(0, creation()), (10, vec![status("open")]), (30, vec![status("solved")])];
    let steps = [(100, "open"), (130, "solved"), (200, "closed")];
    events.extend(steps.map(|(m, s)| (m, vec![status(s)])));
    let story = told("back", &events);
    assert_eq!(minutes(&story), [None, Some(30), Some(130), Some(60), Some(60), Some(0), Some(0)]);
    events.push((300, vec![status("open")]));
    assert_eq!(minutes(&told("open again", &events)), [None, Some(30), None, None, None, None, None]);
}

#[test]
fn the_present_status_and_another_one_of_its_category_are_no_new_resolution() {
    let story = told(
        "same",
        &[(0, creation()), (5, vec![status("solved")]), (6, vec![status("solved")]), (7, vec![status("closed")])],
    );
    let flow = answer(&ask(Name::Flow, &[]), &[story]);
    assert_eq!(cell(&flow, 0, "tickets_resolved"), &Cell::Int(1));
    assert_eq!(cell(&flow, 0, "reopens"), &Cell::Int(0));
}

#[test]
fn a_ticket_filed_as_solved_is_resolved_by_that() {
    let story = told("phone", &[(3, vec![Change::Created, status("solved"), assign("anna")])]);
    assert_eq!(minutes(&story)[1..4], [Some(0), Some(0), Some(0)]);
    let volume = answer(&ask(Name::Volume, &["year"]), &[story]);
    assert_eq!(lines(&volume), ["2024|1|1|0|0"]);
}

#[test]
fn the_message_with_which_an_agent_opens_a_ticket_is_no_reply() {
    let opened = vec![Change::Created, status("new"), set(Key::Requester, Some("rita")), reply("opening")];
    let story = told("agent", &[(0, opened.clone()), (30, vec![reply("opening"), reply("answer")])]);
    assert_eq!(minutes(&story)[0], Some(30));
    assert_eq!(story.replies.len(), 1);
    let own = vec![Change::Created, status("new"), set(Key::Requester, Some("ANNA")), reply("opening")];
    assert_eq!(minutes(&told("own", &[(0, own), (30, vec![reply("answer")])]))[0], None);
    let solver = told("solver", &[(0, opened), (10, vec![assign("rita")]), (30, vec![reply("answer")])]);
    assert_eq!(minutes(&solver)[0], None);
}

#[test]
fn notes_and_bots_do_not_answer() {
    let said = |role, visibility| Change::Message(Box::new(message("x", role, visibility, None)));
    let by_nobody = [said(Author::Agent, Visibility::Internal), said(Author::Bot, Visibility::Public)];
    let story = told("silent", &[(0, creation()), (5, by_nobody.to_vec())]);
    assert_eq!(minutes(&story)[0], None);
}

#[test]
fn the_first_assignee_is_the_first_reply_where_the_desk_says_so() {
    let story = told("taken", &[(0, creation()), (5, vec![reply("1")]), (9, vec![assign("anna")])]);
    let taken = measured(&story, Measure::FirstReply, true).map(|m| m.seconds(&Hours::default()));
    assert_eq!(taken, Some(9 * 60));
}

#[test]
fn handoffs_go_from_one_holder_straight_to_another() {
    let clear = || set(Key::Assignee, None);
    let steps = [assign("a"), assign("b"), clear(), assign("c"), assign("c"), assign("a")];
    let mut events = vec![(0, creation())];
    events.extend(steps.into_iter().zip(1..).map(|(change, m)| (m, vec![change])));
    let times: Vec<_> = handoffs(&told("hot", &events).assignees).collect();
    assert_eq!(times, [minute(2), minute(6)]);
}

#[test]
fn a_ticket_older_than_its_first_commit_was_new_until_then_and_never_is_younger() {
    let dated =
        |stamp: &str| told("old", &[(60, vec![Change::Created, status("closed"), set(Key::Created, Some(stamp))])]);
    assert_eq!(minutes(&dated("2024-01-01T09:00:00Z"))[1], Some(60));
    assert_eq!(minutes(&dated("2030-01-01T09:00:00Z"))[1], Some(0));
    assert_eq!(minutes(&dated("nonsense"))[1], Some(0));
    assert_eq!(dated("2030-01-01T09:00:00Z").created(), Some(minute(60)));
}

#[test]
fn a_file_that_went_and_came_back_keeps_its_history() {
    let mut events =
        vec![(0, creation()), (5, vec![reply("1"), status("open"), assign("anna")]), (8, vec![Change::Removed])];
    let gone = told("gone", &events);
    assert!(gone.is_gone() && gone.created().is_none());
    let report = answer(&ask(Name::Summary, &[]), &[gone]);
    assert_eq!(total(&report, "tickets"), &Cell::Int(0));
    assert_eq!(report.notes[0].code, "removed_left_out");
    let mut again = creation();
    again.extend([reply("1"), status("open"), assign("anna")]);
    events.push((9, again));
    events.push((20, vec![status("solved")]));
    let story = told("gone", &events);
    assert_eq!(minutes(&story)[..3], [Some(5), Some(20), Some(20)]);
    assert_eq!((story.replies.len(), story.assignees.len()), (1, 1));
}

#[test]
fn strange_events_do_not_break_a_story() {
    let strange = [
        vec![(0, vec![Change::Removed])],
        vec![(0, vec![Change::Created, Change::Removed]), (5, vec![status("open")])],
        vec![(0, vec![status("")]), (2, vec![status("solved")])],
        vec![(0, vec![set(Key::Status, None)]), (1, vec![status("limbo")]), (2, vec![])],
        vec![(9, creation()), (3, vec![status("solved")]), (1, vec![status("open")])],
    ];
    let stories: Vec<Story> = strange.iter().enumerate().map(|(n, events)| told(&n.to_string(), events)).collect();
    for name in Name::ALL {
        answer(&ask(name, &["month", "status"]), &stories);
    }
    assert_eq!(minutes(&stories[2])[1], Some(2), "an unknown status is open");
    let times: Vec<_> = stories[4].moves.iter().map(|m| m.at).collect();
    assert_eq!(times, [minute(9); 3], "time does not run backwards");
}

#[test]
fn what_happens_after_now_has_not_happened() {
    let events: Vec<_> = [(0, creation()), (5, vec![status("solved")]), (6, vec![status("open")])]
        .into_iter()
        .map(|(m, changes)| event(minute(m), changes))
        .collect();
    let at = |m| Story::of(id("x"), &events, &workflow(), minute(m)).moves.len();
    assert_eq!([at(-1), at(0), at(4), at(5), at(6)], [0, 1, 1, 2, 3]);
}

#[test]
fn merged_tickets_and_spam_are_left_out_and_counted_apart() {
    let into = id("kept").to_string();
    let merged = told("m", &[(0, creation()), (1, vec![status("closed"), set(Key::MergedInto, Some(&into))])]);
    let spam = told("s", &[(0, creation()), (1, vec![tag("spam")])]);
    let kept = told("kept", &[(0, creation())]);
    let stories = [merged, spam, kept];
    let without = answer(&ask(Name::Summary, &[]), &stories);
    assert_eq!(total(&without, "tickets"), &Cell::Int(1));
    assert_eq!(counts(&without), [("merged_left_out", 1), ("spam_left_out", 1)]);
    let with = answer(&Request { with_merged: true, ..ask(Name::Summary, &[]) }, &stories);
    assert_eq!(total(&with, "tickets"), &Cell::Int(3));
    assert_eq!(total(&with, "resolved"), &Cell::Int(1));
}
