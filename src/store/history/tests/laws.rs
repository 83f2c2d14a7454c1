//! Whatever the history: what is told quickly is what the definition says, and in parts the same as at once.

use super::desk::Desk;
use super::random::{grow, history};
use super::slow::{SlowEvent, law, read, timelines};
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{TicketId, apply, diff};
use crate::domain::time::Time;
use crate::store::ObjectId;
use crate::store::format::{Limits, write_ticket};
use crate::store::history::{Base, Chapter, Told, Want};
use proptest::prelude::*;
use std::collections::BTreeMap;

type Known = BTreeMap<TicketId, Vec<(Told, Event)>>;

fn want(limits: &Limits) -> Want<'_> {
    Want { only: None, texts: true, who: true, limits }
}

/// What whoever knows `known` of what is below `from` knows when told on to `to`.
fn told(desk: &Desk, mut known: Known, from: Option<ObjectId>, to: ObjectId) -> Known {
    let limits = Limits::default();
    let stretch = desk.store.stretch(from, to).expect("whole histories");
    if stretch.is_whole() {
        known.clear();
    }
    let past = |id| {
        known
            .get(&id)
            .map(|told| told.iter().map(|(told, _)| told.clone()).collect())
            .unwrap_or_default()
    };
    let mut chapters: Vec<Chapter> = Vec::new();
    let visit = |chapter| -> Result<(), crate::store::Error> {
        chapters.push(chapter);
        Ok(())
    };
    stretch.tell(&want(&limits), past, |chapter| chapter, visit, |_, _| ()).expect("readable");
    assert!(chapters.windows(2).all(|w| w[0].ticket < w[1].ticket), "in order, each once");
    for Chapter { ticket, kept, events } in chapters {
        let timeline = known.entry(ticket).or_default();
        timeline.truncate(kept);
        timeline.extend(events);
    }
    known.retain(|_, timeline| !timeline.is_empty());
    known
}

/// What two ways of telling have to agree in: the same commits at the same effective times, and the same state
/// after each.
type Fact = (Time, u32, ObjectId, Option<String>);

fn facts(known: &Known) -> BTreeMap<TicketId, Vec<Fact>> {
    let of = |(ticket, events): (&TicketId, &Vec<(Told, Event)>)| {
        let mut state = None;
        let fact = |(told, event): &(Told, Event)| {
            assert_eq!((told.commit.to_string(), told.at), (event.commit.clone(), event.at));
            state = apply(state.take(), *ticket, &event.changes);
            (told.at, told.depth, told.commit, state.as_ref().map(write_ticket))
        };
        (*ticket, events.iter().map(fact).collect())
    };
    known.iter().map(of).collect()
}

fn slow_facts(desk: &Desk, tip: ObjectId) -> BTreeMap<TicketId, Vec<Fact>> {
    let fact = |ticket, events: &[SlowEvent]| {
        let last = &events[events.len() - 1];
        (last.at, last.depth, last.commit, law(desk, ticket, events).as_ref().map(write_ticket))
    };
    let of = |(ticket, events): (TicketId, Vec<SlowEvent>)| {
        (ticket, (1..=events.len()).map(|n| fact(ticket, &events[..n])).collect())
    };
    timelines(desk, tip).into_iter().map(of).collect()
}

fn check_one(desk: &Desk, tip: ObjectId) -> Known {
    let known = told(desk, Known::new(), None, tip);
    let told = facts(&known);
    assert_eq!(told, slow_facts(desk, tip));
    for (ticket, text) in &desk.made[&tip].files {
        let Some(there) = read(text) else { continue };
        let state = known[ticket].iter().fold(None, |state, (_, event)| apply(state, *ticket, &event.changes));
        assert_eq!(diff(state.as_ref(), &there), [], "events add up to the file");
    }
    known
}

fn check_single(desk: &Desk, tip: ObjectId, known: &Known) {
    let limits = Limits::default();
    for (ticket, timeline) in known {
        let events: Vec<Event> = timeline.iter().map(|(_, event)| event.clone()).collect();
        assert_eq!(desk.store.events_of(tip, *ticket, &limits).expect("readable"), events);
        let kept: Vec<Told> = timeline.iter().map(|(told, _)| told.clone()).collect();
        let again = desk.store.events_told(*ticket, &kept, &want(&limits)).expect("readable");
        let by_law = kept.iter().any(|told| told.old == Base::Law);
        assert_eq!(again, (!by_law).then_some(events));
    }
}

fn check(desk: &Desk) {
    let all: Vec<(ObjectId, Known)> = desk.order.iter().map(|tip| (*tip, check_one(desk, *tip))).collect();
    if let Some((tip, known)) = all.last() {
        check_single(desk, *tip, known);
    }
    for (from, known) in &all {
        for (to, at_once) in &all {
            let in_parts = told(desk, known.clone(), Some(*from), *to);
            assert_eq!(facts(&in_parts), facts(at_once), "from {from} to {to}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn one_line_is_told_as_it_is_defined_and_in_parts(seeds in history(false)) {
        check(&grow(&seeds));
    }

    #[test]
    fn branches_and_merges_are_told_as_they_are_defined_and_in_parts(seeds in history(true)) {
        check(&grow(&seeds));
    }
}
