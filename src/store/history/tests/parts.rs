//! Going on from where somebody was told before costs what has changed, and no more.

use super::desk::{Desk, NOON, id, text};
use crate::domain::ticket::TicketId;
use crate::store::format::Limits;
use crate::store::history::{Chapter, Stretch, Told, Want};
use crate::store::{Error, ObjectId, ticket_path};
use std::collections::BTreeMap;

/// What is told of each ticket between two commits.
fn tell(stretch: Stretch, known: &BTreeMap<TicketId, Vec<Told>>) -> Vec<Chapter> {
    let limits = Limits::default();
    let want = Want { only: None, texts: false, who: false, limits: &limits };
    let mut chapters: Vec<Chapter> = Vec::new();
    let visit = |chapter| -> Result<(), Error> {
        chapters.push(chapter);
        Ok(())
    };
    let past = |id| known.get(&id).cloned().unwrap_or_default();
    stretch.tell(&want, past, |chapter| chapter, visit, |_, _| ()).expect("readable");
    chapters
}

/// How many commits are told to whoever knows what is below `from`; for each ticket how many events stand, and how
/// many come.
fn told(desk: &Desk, from: ObjectId, to: ObjectId) -> (usize, Vec<(String, usize, usize)>) {
    let whole = tell(desk.store.stretch(None, from).expect("readable"), &BTreeMap::new());
    let tape = |chapter: Chapter| (chapter.ticket, chapter.events.into_iter().map(|(told, _)| told).collect());
    let known = whole.into_iter().map(tape).collect();
    let stretch = desk.store.stretch(Some(from), to).expect("readable");
    let commits = stretch.commits();
    let chapters = tell(stretch, &known).into_iter();
    (commits, chapters.map(|c| (c.ticket.to_string(), c.kept, c.events.len())).collect())
}

fn chapters(of: &[(u64, usize, usize)]) -> Vec<(String, usize, usize)> {
    let mut all: Vec<_> = of.iter().map(|(n, kept, events)| (id(*n).to_string(), *kept, *events)).collect();
    all.sort();
    all
}

/// A line of commits, each of which changes one of two tickets.
fn line(desk: &Desk, from: ObjectId, commits: i64) -> ObjectId {
    (0..commits).fold(from, |tip, n| {
        let title = format!("Title {n}");
        desk.titles(&[tip], &[(id(n as u64 % 2), &title)], n)
    })
}

#[test]
fn of_a_longer_line_only_the_new_commits_are_told() {
    let desk = Desk::new();
    let root = desk.titles(&[], &[(id(0), "a"), (id(1), "b"), (id(2), "c")], 0);
    let from = line(&desk, root, 40);
    let to = desk.titles(&[from], &[(id(2), "new")], 50);
    assert_eq!(told(&desk, from, to), (1, chapters(&[(2, 1, 1)])));
    assert_eq!(told(&desk, to, to), (0, Vec::new()));
    assert_eq!(told(&desk, root, from), (40, chapters(&[(0, 1, 20), (1, 1, 20)])));
}

#[test]
fn a_rewritten_branch_is_told_from_where_it_was_rewritten() {
    let desk = Desk::new();
    let root = desk.titles(&[], &[(id(0), "a"), (id(1), "b"), (id(2), "c")], 0);
    let common = line(&desk, root, 20);
    let from = desk.titles(&[common], &[(id(0), "lost")], 60);
    let to = desk.titles(&[common], &[(id(1), "instead")], 61);
    assert_eq!(told(&desk, from, to), (1, chapters(&[(0, 11, 0), (1, 11, 1)])));
    assert_eq!(told(&desk, from, common), (0, chapters(&[(0, 11, 0)])));
}

#[test]
fn a_merge_is_told_from_where_its_sides_part() {
    let desk = Desk::new();
    let root = desk.titles(&[], &[(id(0), "a"), (id(1), "b"), (id(2), "c")], 0);
    let common = line(&desk, root, 20);
    let ours = desk.titles(&[common], &[(id(0), "ours")], 60);
    let theirs = desk.titles(&[common], &[(id(1), "theirs")], 61);
    let merge = desk.titles(&[ours, theirs], &[(id(1), "theirs")], 62);
    // What was told of our side is told again: it is above the cut.
    assert_eq!(told(&desk, ours, merge), (3, chapters(&[(0, 11, 1), (1, 11, 1)])));
    let tip = desk.titles(&[merge], &[(id(2), "new")], 63);
    assert_eq!(told(&desk, merge, tip), (1, chapters(&[(2, 1, 1)])));
}

#[test]
fn where_nothing_is_common_everything_is_told() {
    let desk = Desk::new();
    let (one, other) = (desk.titles(&[], &[(id(0), "a")], 0), desk.titles(&[], &[(id(1), "b")], 1));
    let gone = ObjectId::from_hex(b"1234567890123456789012345678901234567890").expect("an id");
    for from in [None, Some(one), Some(gone)] {
        let stretch = desk.store.stretch(from, other).expect("readable");
        assert!(stretch.is_whole());
        assert_eq!(stretch.commits(), 1);
    }
    assert!(!desk.store.stretch(Some(one), one).expect("readable").is_whole());
}

/// git puts `a-x` before the directory `a`, whose name ends in a slash for that purpose.
#[test]
fn a_stray_file_beside_a_directory_touches_none_of_its_tickets() {
    let desk = Desk::new();
    let root = desk.titles(&[], &[(id(0), "a"), (id(1), "b")], 0);
    let beside = id(0);
    let (first, second) = beside.shard();
    let strays = [format!("tickets/{first}-x"), format!("tickets/{first}/{second}.md"), "tickets-x".to_owned()];
    let strays = strays.map(|path| (path, Some("stray".to_owned())));
    let tip = desk.commit(&[root], &strays, (NOON + 1, NOON + 1));
    assert_eq!(desk.store.changed(root, tip).expect("readable"), []);
    assert_eq!(desk.store.changed(tip, root).expect("readable"), []);
    // A directory where the file was: a version that cannot be read, not one that is gone.
    let nested = [(format!("{}/x", ticket_path(id(1))), Some(text(id(1), "b")))];
    let odd = desk.commit(&[root], &nested, (NOON + 2, NOON + 2));
    let changed = desk.store.changed(root, odd).expect("readable");
    assert!(matches!(changed[..], [(ticket, Some(_))] if ticket == id(1)), "{changed:?}");
}
