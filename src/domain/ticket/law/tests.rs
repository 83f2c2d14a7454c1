//! What holds of the law for whatever deeds; the store holds it against an independent definition over whole histories.

use super::{Deed, Law, Overruled, between};
use crate::domain::ticket::model::{Author, Key};
use crate::domain::ticket::{
    Attachment, Change, Csat, Kind, Link, Message, Occurrence, Priority, Set, Ticket, TicketId, Value, Visibility, diff,
};
use crate::domain::time::at;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const NOON: i64 = 1_795_176_000;

fn word() -> impl Strategy<Value = String> {
    select(vec!["a", "b", "c"]).prop_map(str::to_owned)
}

fn words() -> impl Strategy<Value = Vec<String>> {
    subsequence(vec!["a", "b", "c", "d"], 0..4).prop_map(|all| all.into_iter().map(str::to_owned).collect())
}

fn message() -> impl Strategy<Value = Message> {
    (0_u64..5, word(), any::<bool>()).prop_map(|(n, text, redacted)| Message {
        id: TicketId::of_number(n),
        at: at(NOON + n as i64),
        from: None,
        role: Author::Agent,
        channel: None,
        visibility: Visibility::Public,
        text,
        unknown: if redacted { vec![("redacted".to_owned(), Value::Bool(true))] } else { Vec::new() },
    })
}

fn seen() -> impl Strategy<Value = Occurrence> {
    (word(), 0_i64..3, 1_u32..4).prop_map(|(run, n, count)| Occurrence {
        fingerprint: "v1:a".to_owned(),
        at: at(NOON + n),
        run: Some(run),
        count,
        commit: None,
        branch: None,
        url: None,
        platform: None,
    })
}

fn singles() -> impl Strategy<Value = Ticket> {
    let texts = vec(option::of(word()), 6);
    let enums = (option::of(select(Priority::ALL)), option::of(select(Kind::ALL)));
    let times = (option::of(0_i64..4), option::of(0_i64..4));
    let others = (option::of(1_u64..4), option::of(0_u64..3), word(), word());
    (texts, enums, times, others).prop_map(|(texts, enums, times, others)| {
        let mut texts = texts.into_iter();
        let mut text = || texts.next().flatten();
        let mut ticket = Ticket::new(TicketId::of_number(9), others.2, others.3, at(NOON));
        ticket.resolution = text();
        ticket.requester = text();
        ticket.assignee = text();
        ticket.group = text();
        ticket.category = text();
        ticket.csat = text().map(|comment| Csat { score: "good".into(), comment: Some(comment) });
        (ticket.priority, ticket.kind) = enums;
        ticket.closed = times.0.map(|n| at(NOON + n));
        ticket.until = times.1.map(|n| at(NOON + n));
        (ticket.number, ticket.merged_into) = (others.0, others.1.map(TicketId::of_number));
        ticket
    })
}

/// Versions of one ticket.
fn version() -> impl Strategy<Value = Ticket> {
    let sets = (words(), words(), words());
    let maps = (vec((word(), 0_i64..3), 0..3), vec((word(), 0_i64..3), 0..2));
    let lists = (vec(message(), 0..4), vec(seen(), 0..3), vec((word(), 0_u64..3), 0..3), any::<bool>());
    (singles(), sets, maps, lists).prop_map(|(mut ticket, sets, maps, (messages, seen, links, attached))| {
        (ticket.tags, ticket.followers, ticket.refs) = sets;
        maps.0.iter().for_each(|(name, n)| ticket.set_field(name, Some(Value::Int(*n))));
        for (name, n) in maps.1 {
            if ticket.unknown.iter().all(|(known, _)| *known != name) {
                ticket.unknown.push((name, Value::Int(n)));
            }
        }
        messages.into_iter().for_each(|message| ticket.add_message(message));
        for one in seen {
            if ticket.occurrences.iter().all(|there| there.run != one.run) {
                ticket.occurrences.push(one);
            }
        }
        for (kind, n) in links {
            let link = Link { kind, ticket: TicketId::of_number(n) };
            if !ticket.links.contains(&link) {
                ticket.links.push(link);
            }
        }
        if attached {
            let visibility = Visibility::Public;
            let (id, from) = (TicketId::of_number(1), None);
            ticket.attachments = vec![Attachment { id, name: "a".into(), size: 1, at: at(NOON), from, visibility }];
        }
        ticket
    })
}

/// Lists in an order of their own: the law says what is in them, not where.
fn sorted(mut ticket: Ticket) -> Ticket {
    for set in Set::ALL {
        ticket.set_mut(*set).sort();
    }
    ticket.links.sort();
    ticket.fields.sort_by(|a, b| a.0.cmp(&b.0));
    ticket.unknown.sort_by(|a, b| a.0.cmp(&b.0));
    ticket.occurrences.sort_by_key(|seen| (seen.at, seen.run.clone()));
    ticket
}

/// The state after versions one upon the other.
fn in_line(versions: &[Ticket]) -> (Law, Option<Ticket>) {
    let mut law = Law::new(versions[0].id);
    let mut last: Option<&Ticket> = None;
    for version in versions {
        law.add(Deed::of(&diff(last, version), Some(version)), |_| true);
        last = Some(version);
    }
    let state = law.state();
    (law, state)
}

/// Two edits of what both had seen, the second the later.
fn apart(base: &Ticket, one: &Ticket, other: &Ticket) -> (Ticket, Vec<Overruled>) {
    let (state, lost) = between(Some(base), Some(one), Some(other));
    (sorted(state.expect("nobody deleted it")), lost)
}

fn ids(ticket: &Ticket) -> Vec<(TicketId, &str)> {
    ticket.messages.iter().map(|message| (message.id, message.text.as_str())).collect()
}

fn texts(overruled: &[Overruled]) -> Vec<(TicketId, &str)> {
    let held = overruled.iter().flat_map(|one| &one.held);
    held.filter_map(|change| match change {
        Change::Message(message) | Change::Edited { to: message, .. } => Some((message.id, message.text.as_str())),
        _ => None,
    })
    .collect()
}

proptest! {
    #[test]
    fn on_one_line_the_law_is_the_last_version(versions in vec(version(), 1..6)) {
        let (law, state) = in_line(&versions);
        prop_assert_eq!(state.map(sorted), versions.last().cloned().map(sorted));
        prop_assert_eq!(law.overruled(), []);
    }

    #[test]
    fn what_both_did_the_same_is_done_once(base in version(), next in version()) {
        let (state, lost) = apart(&base, &next, &next);
        prop_assert_eq!(state, sorted(next));
        prop_assert_eq!(lost, []);
    }

    #[test]
    fn who_did_nothing_changes_nothing(base in version(), next in version()) {
        for (one, other) in [(&base, &next), (&next, &base)] {
            let (state, lost) = apart(&base, one, other);
            prop_assert_eq!(state, sorted(next.clone()));
            prop_assert_eq!(lost, []);
        }
    }

    #[test]
    fn edits_of_different_things_add_up(base in version(), title in word(), tag in word(), number in 0_i64..9) {
        let (mut one, mut other) = (base.clone(), base.clone());
        one.title.push_str(&title);
        one.set_field("own", Some(Value::Int(number)));
        other.tags.push(format!("new-{tag}"));
        other.status.push('x');
        let mut both = one.clone();
        both.tags.clone_from(&other.tags);
        both.status.clone_from(&other.status);
        for (first, second) in [(&one, &other), (&other, &one)] {
            let (state, lost) = apart(&base, first, second);
            prop_assert_eq!(state, sorted(both.clone()));
            prop_assert_eq!(lost, []);
        }
    }

    #[test]
    fn no_text_that_was_written_disappears(base in version(), one in version(), other in version()) {
        let (state, lost) = apart(&base, &one, &other);
        let (there, lost) = (ids(&state), texts(&lost));
        // What a side had from the base and the other one rewrote or withdrew was seen by whoever did.
        let was = ids(&base);
        for (id, text) in ids(&one).into_iter().chain(ids(&other)).filter(|written| !was.contains(written)) {
            prop_assert!(there.contains(&(id, text)) || lost.contains(&(id, text)), "{id}: {text}");
        }
    }

    #[test]
    fn a_removed_tag_does_not_come_back(base in version(), one in version(), other in version()) {
        let (state, _) = apart(&base, &one, &other);
        for tag in &base.tags {
            let removed = !one.tags.contains(tag) || !other.tags.contains(tag);
            prop_assert_eq!(state.tags.contains(tag), !removed, "{}", tag);
        }
        for tag in one.tags.iter().chain(&other.tags).filter(|tag| !base.tags.contains(tag)) {
            prop_assert!(state.tags.contains(tag));
        }
    }

    #[test]
    fn every_value_of_a_side_counts_or_is_told(base in version(), one in version(), other in version()) {
        let (state, lost) = apart(&base, &one, &other);
        for (deed, side) in [(1, &one), (2, &other)] {
            for key in Key::ALL.iter().filter(|key| side.get(**key) != base.get(**key)) {
                let told = || lost.iter().any(|lost| lost.deed == deed);
                prop_assert!(state.get(*key) == side.get(*key) || told(), "{key}");
            }
        }
    }

    #[test]
    fn a_deletion_beside_an_edit_is_overruled(base in version(), next in version()) {
        prop_assume!(!diff(Some(&base), &next).is_empty());
        for (one, other) in [(None, Some(&next)), (Some(&next), None)] {
            prop_assert_eq!(between(Some(&base), one, other).0.map(sorted), Some(sorted(next.clone())));
        }
        prop_assert_eq!(between(Some(&base), None, None).0, None);
    }
}

#[test]
fn a_ticket_made_anew_has_nothing_of_the_one_before() {
    let mut old = Ticket::new(TicketId::of_number(9), "Old".into(), "open".into(), at(NOON));
    old.tags.push("old".into());
    let new = Ticket::new(TicketId::of_number(9), "New".into(), "new".into(), at(NOON + 1));
    let mut law = Law::new(old.id);
    law.add(Deed::start(&old), |_| true);
    law.add(Deed::of(&[Change::Removed], None), |_| true);
    assert_eq!(law.state(), None);
    law.add(Deed::of(&diff(None, &new), Some(&new)), |_| true);
    assert_eq!(law.state(), Some(new));
}
