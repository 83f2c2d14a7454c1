//! What two heads come to is what the law says of all that is below them, whoever merges, in which order, how often.

use super::desk::{Commit, Desk, NOON, id, text};
use super::random::{grow, history};
use super::slow::{SlowEvent, law, read, timelines};
use crate::domain::ticket::{Ticket, TicketId};
use crate::store::format::{Limits, write_ticket};
use crate::store::history::{Told, Want};
use crate::store::{Joined, ObjectId};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The tickets that the law says there are below these commits.
fn lawful(desk: &Desk, heads: &[ObjectId]) -> BTreeMap<TicketId, String> {
    let mut all: BTreeMap<TicketId, BTreeMap<ObjectId, SlowEvent>> = BTreeMap::new();
    for head in heads {
        for (ticket, events) in timelines(desk, *head) {
            all.entry(ticket)
                .or_default()
                .extend(events.into_iter().map(|event| (event.commit, event)));
        }
    }
    let state = |(ticket, events): (TicketId, BTreeMap<ObjectId, SlowEvent>)| {
        let mut events: Vec<SlowEvent> = events.into_values().collect();
        events.sort_by_key(SlowEvent::order);
        Some((ticket, write_ticket(&law(desk, ticket, &events)?)))
    };
    all.into_iter().filter_map(state).collect()
}

/// The readable tickets of a commit, in the canonical form.
fn readable(desk: &Desk, commit: ObjectId) -> BTreeMap<TicketId, String> {
    let text = |(id, text): (&TicketId, &String)| Some((*id, write_ticket(&sorted(read(text)?))));
    desk.made[&commit].files.iter().filter_map(text).collect()
}

/// Files that people write may have their lists in any order.
fn sorted(mut ticket: Ticket) -> Ticket {
    ticket.tags.sort();
    ticket
}

fn sorted_all(tickets: BTreeMap<TicketId, String>) -> BTreeMap<TicketId, String> {
    let one = |(id, text): (TicketId, String)| (id, write_ticket(&sorted(read(&text).expect("written by us"))));
    tickets.into_iter().map(one).collect()
}

/// What two commits come to, written and remembered.
fn join(desk: &mut Desk, one: ObjectId, other: ObjectId) -> ObjectId {
    let joined = desk.store.merge(one, other).expect("one history");
    let again = desk.store.merge(other, one).expect("one history");
    assert_eq!(joined.tip(), again.tip(), "it does not matter who merges");
    let Joined::Merged(merge) = joined else { return joined.tip() };
    desk.store.write_merge(&merge).expect("a repository to write to");
    desk.learn(merge.commit);
    merge.commit
}

/// Broken files are taken where they are; the law knows nothing of them.
fn without_broken(desk: &Desk, commit: ObjectId, mut all: BTreeMap<TicketId, String>) -> BTreeMap<TicketId, String> {
    all.retain(|id, _| desk.made[&commit].files.get(id).is_none_or(|text| read(text).is_some()));
    all
}

fn check_merge(desk: &mut Desk, one: ObjectId, other: ObjectId) -> ObjectId {
    let merge = join(desk, one, other);
    let law = without_broken(desk, merge, sorted_all(lawful(desk, &[one, other])));
    assert_eq!(readable(desk, merge), law, "{one} and {other}");
    for head in [one, other] {
        assert_eq!(desk.store.merge(merge, head).expect("one history").tip(), merge, "nothing more to merge");
    }
    for (ticket, events) in told(desk, merge) {
        let is_event = events.iter().any(|told| told.commit == merge);
        assert!(!is_event || desk.order.contains(&merge) && merge == one, "{ticket}: a merge of ours does nothing");
    }
    merge
}

fn told(desk: &Desk, tip: ObjectId) -> BTreeMap<TicketId, Vec<Told>> {
    let limits = Limits::default();
    let want = Want { only: None, texts: false, who: false, limits: &limits };
    let mut all: BTreeMap<TicketId, Vec<Told>> = BTreeMap::new();
    let visit = |chapter: crate::store::history::Chapter| -> Result<(), crate::store::Error> {
        all.insert(chapter.ticket, chapter.events.into_iter().map(|(told, _)| told).collect());
        Ok(())
    };
    let stretch = desk.store.stretch(None, tip).expect("whole");
    stretch
        .tell(&want, |_| Vec::new(), |chapter| chapter, visit, |_, _| ())
        .expect("readable");
    all
}

/// Commits that nothing else descends from.
fn heads(desk: &Desk) -> Vec<ObjectId> {
    let parents: BTreeSet<ObjectId> = desk.made.values().flat_map(|made| made.parents.clone()).collect();
    desk.order.iter().copied().filter(|id| !parents.contains(id)).collect()
}

/// All on one root: histories that have nothing in common are refused.
fn rooted(seeds: &[super::random::Seed]) -> Desk {
    let desk = grow(seeds);
    assert_eq!(desk.made.values().filter(|made| made.parents.is_empty()).count(), 1);
    desk
}

fn check(mut desk: Desk, order: Vec<usize>) {
    let heads = heads(&desk);
    let mut tips = BTreeSet::new();
    for first in 0..heads.len().min(2) {
        let mut left: Vec<ObjectId> = heads.clone();
        let mut tip = left.remove(first);
        for n in &order {
            if left.is_empty() {
                break;
            }
            let next = left.remove(n % left.len());
            tip = check_merge(&mut desk, tip, next);
        }
        for next in left {
            tip = check_merge(&mut desk, tip, next);
        }
        tips.insert((tip, readable(&desk, tip)));
    }
    let trees: BTreeSet<_> = tips.iter().map(|(_, tickets)| tickets).collect();
    assert!(trees.len() < 2, "the order of merging does not matter");
    let tips: Vec<ObjectId> = tips.iter().map(|(tip, _)| *tip).collect();
    if let [one, other] = tips[..] {
        let both = check_merge(&mut desk, one, other);
        assert_eq!(readable(&desk, both), readable(&desk, one), "merging the same again changes nothing");
    }
}

/// How many histories: more of them with `GIT_DESK_SEEDS=10000`.
#[expect(clippy::disallowed_methods, reason = "how long a run is wanted is for whoever runs the tests to say")]
fn cases(usual: u32) -> u32 {
    let wanted = std::env::var("GIT_DESK_SEEDS").ok().and_then(|n| n.parse().ok());
    wanted.unwrap_or(usual)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(20), max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn heads_come_to_what_the_law_says_in_any_order(seeds in history(true), order in prop::collection::vec(any::<usize>(), 4)) {
        check(rooted(&seeds), order);
    }
}

/// A history by hand: of each commit the one that it goes on from, and the text of the one ticket.
fn by_hand(commits: &[(usize, Option<&str>)]) -> Desk {
    let mut desk = Desk::new();
    for (n, (parent, text)) in (0..).zip(commits) {
        let parents = desk.order.get(*parent).copied().into_iter().collect();
        let files = text.iter().map(|text| (id(0), (*text).to_owned())).collect();
        desk.make(Commit { parents, authored: NOON + n, committed: NOON + n, files });
    }
    desk
}

#[test]
fn a_text_that_cannot_be_read_sets_nothing_in_whatever_order_heads_meet() {
    // Beside the ticket's creation, on top of it without a word on it, and what broke it.
    let good = text(id(0), "A ticket");
    let heads = [(9, None), (0, None), (0, Some(&*good)), (2, Some(&*good)), (2, Some("title: ["))];
    for order in [[0, 0], [0, 1], [1, 0], [1, 1], [2, 0]] {
        check(by_hand(&heads), order.to_vec());
    }
}

#[test]
fn what_a_broken_text_hides_below_the_parting_is_not_removed() {
    let good = text(id(0), "A ticket");
    let heads = [(9, None), (0, Some(&*good)), (1, Some("title: [")), (2, Some("title: [")), (2, Some("title: [["))];
    let mut desk = by_hand(&heads);
    let (one, other) = (desk.order[3], desk.order[4]);
    let merge = check_merge(&mut desk, one, other);
    assert_eq!(readable(&desk, merge).keys().collect::<Vec<_>>(), [&id(0)]);
}

impl Desk {
    /// Remembers a commit that was made by the store.
    fn learn(&mut self, id: ObjectId) {
        if self.made.contains_key(&id) {
            return;
        }
        let snapshot = self.store.snapshot_at(Some(id)).expect("a commit");
        let mut files = BTreeMap::new();
        for ticket in snapshot.ids("").expect("readable") {
            let text = snapshot.file(&crate::store::ticket_path(ticket)).expect("readable").expect("it is there");
            files.insert(ticket, String::from_utf8(text).expect("text"));
        }
        let (parents, seconds) = self.head(id);
        self.made.insert(id, Commit { parents, authored: seconds, committed: seconds, files });
        self.order.push(id);
    }
}
