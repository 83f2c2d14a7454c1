//! What came between two commits.

use super::desk::{Desk, NOON, id};
use crate::domain::ticket::TicketId;
use crate::domain::time::at;
use crate::store::history::Touched;
use crate::store::ticket_path;
use std::collections::{BTreeMap, BTreeSet, HashMap};

fn names(ids: &[u64]) -> BTreeSet<TicketId> {
    ids.iter().map(|n| id(*n)).collect()
}

#[test]
fn what_differs_between_two_commits_is_told_wherever_they_are() {
    let desk = Desk::new();
    let root = desk.titles(&[], &[(id(1), "a"), (id(2), "b"), (id(3), "c")], 0);
    let one = desk.titles(&[root], &[(id(1), "changed")], 1);
    let gone = desk.commit(&[root], &[(ticket_path(id(2)), None), ("README.md".into(), Some("x".into()))], (0, 0));
    let store = &desk.store;
    assert_eq!(store.changed(root, root).expect("two commits"), []);
    let between: BTreeMap<_, _> = store.changed(one, gone).expect("two commits").into_iter().collect();
    assert_eq!(between.keys().copied().collect::<BTreeSet<_>>(), names(&[1, 2]));
    assert_eq!(between[&id(2)], None);
    let at_root = store.snapshot_at(Some(root)).and_then(|s| s.id_of(&ticket_path(id(1))));
    assert_eq!(between[&id(1)], at_root.expect("a file"));
    let order: Vec<TicketId> = store.changed(one, gone).expect("two commits").into_iter().map(|(id, _)| id).collect();
    assert!(order.is_sorted());
}

#[test]
fn on_one_line_the_last_touch_of_each_ticket_is_told() {
    let desk = Desk::new();
    let root = desk.titles(&[], &[(id(1), "a"), (id(2), "b")], 0);
    let one = desk.titles(&[root], &[(id(1), "b")], 10);
    let two = desk.titles(&[one], &[(id(2), "c")], 20);
    // Taken back, and by a clock that is behind: it is the last touch all the same.
    let three = desk.titles(&[two], &[(id(1), "a")], 5);
    let since = |from, most| desk.store.touched_since(from, three, most).expect("commits");
    let times = |list: &[(u64, i64)]| Touched::Line(list.iter().map(|(n, s)| (id(*n), at(NOON + s))).collect());
    assert_eq!(since(three, 0), times(&[]));
    assert_eq!(since(two, 1), times(&[(1, 5)]));
    assert_eq!(since(root, 3), times(&[(1, 5), (2, 20)]));
    assert_eq!(since(root, 2), Touched::Unknown);
    let Touched::Line(told) = since(root, 3) else { panic!("one line") };
    let told: HashMap<_, _> = told;
    assert_eq!(told, desk.store.last_changes(three, &names(&[1, 2])).expect("times"));
    // Not below it: rewritten.
    let other = desk.titles(&[one], &[(id(2), "x")], 20);
    assert_eq!(since(other, 100), Touched::Unknown);
    assert_eq!(since(desk.titles(&[], &[], 0), 100), Touched::Unknown);
}

#[test]
fn across_merges_the_tickets_of_all_sides_are_told_and_what_the_merge_made_of_its_own() {
    let desk = Desk::new();
    let root = desk.titles(&[], &[(id(1), "a"), (id(2), "b"), (id(3), "c"), (id(4), "d")], 0);
    let ours = desk.titles(&[root], &[(id(1), "ours")], 1);
    let theirs = desk.titles(&[root], &[(id(2), "theirs")], 2);
    let merge = desk.titles(&[ours, theirs], &[(id(2), "theirs"), (id(3), "evil")], 3);
    let tip = desk.titles(&[merge], &[(id(4), "last")], 4);
    let since = |from, most| desk.store.touched_since(from, tip, most).expect("commits");
    assert_eq!(since(ours, 10), Touched::Branching(names(&[2, 3, 4])));
    assert_eq!(since(theirs, 10), Touched::Branching(names(&[1, 3, 4])));
    assert_eq!(since(root, 10), Touched::Branching(names(&[1, 2, 3, 4])));
    assert_eq!(since(merge, 10), Touched::Line(HashMap::from([(id(4), at(NOON + 4))])));
    assert_eq!(since(root, 2), Touched::Unknown);
    let other = desk.titles(&[theirs], &[(id(2), "x")], 20);
    assert_eq!(since(other, 100), Touched::Unknown);
}
