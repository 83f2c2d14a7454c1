//! The year is believable, the same every time, and by the rules.

use super::life::{Version, World};
use super::plan::plan;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Ticket, TicketId, Visibility};
use crate::domain::time::{Time, at};
use crate::kit::yaml::Limits;
use crate::store::files::WorkflowName;
use crate::store::format::{read_ticket, read_workflow, write_ticket};
use crate::store::history::Want;
use std::collections::{BTreeMap, BTreeSet};

fn world(now: Time) -> World {
    let workflow = read_workflow(WorkflowName::Support.text(), &Limits::default()).expect("our own workflow");
    World::new(workflow, now)
}

fn last<'a>(year: &'a [Version]) -> BTreeMap<TicketId, &'a Ticket> {
    year.iter().map(|v| (v.ticket.id, &v.ticket)).collect()
}

const NOW: i64 = 1_795_165_964;

#[test]
fn the_year_ends_at_the_present_whatever_day_it_is() {
    for day in 0..9 {
        let now = at(NOW + day * 86_400 + day * 7_000);
        let world = world(now);
        let year = plan(&world, 1).expect("the workflow allows the story");
        assert!(year.windows(2).all(|w| w[0].at <= w[1].at));
        assert!(year.iter().all(|v| v.at <= now && v.at > now - chrono::Duration::days(380)));
        assert!(year.last().is_some_and(|v| now - v.at < chrono::Duration::minutes(30)));
    }
}

#[test]
fn the_same_seed_tells_the_same_story() {
    let world = world(at(NOW));
    let told = |seed| {
        let year = plan(&world, seed).expect("the workflow allows the story");
        year.iter().map(|v| (v.at, v.by.who.clone(), v.ticket.clone())).collect::<Vec<_>>()
    };
    let first = told(1);
    assert_eq!(first, told(1));
    assert_ne!(first, told(2));
}

/// What a visitor should find: enough of everything, in both languages.
#[test]
fn there_is_something_of_everything() {
    let world = world(at(NOW));
    let year = plan(&world, super::SEED).expect("the workflow allows the story");
    let tickets = last(&year);
    let count = |is: &dyn Fn(&Ticket) -> bool| tickets.values().filter(|t| is(t)).count();
    let category = |t: &Ticket| world.workflow.category(&t.status);
    assert!((400..=600).contains(&tickets.len()), "{}", tickets.len());
    let unsolved = count(&|t| category(t).is_unsolved());
    assert!((25..=70).contains(&unsolved), "{unsolved}");
    for wanted in Category::ALL {
        assert!(count(&|t| category(t) == wanted) > 0, "{wanted:?}");
    }
    for (what, least, n) in [
        ("spanish", 120, count(&|t| t.language.as_deref() == Some("es"))),
        ("english", 120, count(&|t| t.language.as_deref() == Some("en"))),
        ("merged", 4, count(&|t| t.merged_into.is_some())),
        ("follow-ups", 4, count(&|t| !t.links.is_empty())),
        ("rated", 80, count(&|t| t.csat.is_some())),
        ("fingerprints", 40, count(&|t| !t.fingerprints.is_empty())),
        ("notes", 150, count(&|t| t.messages.iter().any(|m| m.visibility == Visibility::Internal))),
        (
            "mine",
            3,
            count(&|t| category(t).is_unsolved() && t.assignee.as_deref() == Some(&world.cast.agents[0].who)),
        ),
    ] {
        assert!(n >= least, "{what}: {n}");
    }
    let people: BTreeSet<_> = year.iter().map(|v| v.by.who.as_str()).collect();
    assert!(world.cast.agents.iter().all(|a| people.contains(a.who.as_str())));
    let titles: BTreeSet<_> = tickets.values().map(|t| t.title.as_str()).collect();
    assert!(titles.len() * 10 > tickets.len() * 4, "{} titles of {} tickets", titles.len(), tickets.len());
}

#[test]
fn no_blank_is_left_and_every_version_survives_its_file() {
    let world = world(at(NOW));
    for version in plan(&world, 3).expect("the workflow allows the story") {
        let text = write_ticket(&version.ticket);
        assert!(!text.contains('{') && !text.contains('}'), "{text}");
        assert!(!version.ticket.title.is_empty() && version.ticket.messages.iter().all(|m| !m.text.trim().is_empty()));
        assert_eq!(read_ticket(&text, &Limits::default()).expect("it can be read"), version.ticket);
    }
}

/// What is read of some tickets only is what all of history says of them.
#[test]
fn the_lives_of_tickets_are_those_of_all_of_history() {
    let dir = tempfile::tempdir().expect("a directory");
    let store = super::make(dir.path(), None, at(NOW), 1).expect("a demo desk");
    let tip = store.tip().expect("a ref").expect("a desk");
    let limits = Limits::default();
    let want = Want { only: None, texts: false, who: false, limits: &limits };
    let mut all: BTreeMap<TicketId, Vec<Event>> = BTreeMap::new();
    store
        .history(tip, &want, |id, event| all.entry(id).or_default().push(event))
        .expect("a history");
    let ids: Vec<TicketId> = all.keys().copied().collect();
    for only in [&ids[..1], &ids[40..43], &ids[..]] {
        let only: BTreeSet<TicketId> = only.iter().copied().collect();
        let mut lives: BTreeMap<TicketId, Vec<Event>> = BTreeMap::new();
        store
            .lives(tip, &only, &want, |id, event| lives.entry(id).or_default().push(event))
            .expect("lives");
        let expected = all.iter().filter(|(id, _)| only.contains(id)).map(|(id, e)| (*id, e.clone())).collect();
        assert_eq!(lives, expected);
    }
}
