//! What happened in the last hours, told minute by minute in `today.yaml`: whoever opens the demo desk
//! finds it in the middle of a morning, whenever that is.

use super::cast::{Person, items, scalar, text};
use super::life::{Going, Life, Stop};
use crate::domain::ticket::act::{self, Refusal, StatusExtras};
use crate::domain::ticket::{Kind, Priority, Visibility};
use crate::kit::yaml::{Limits, Node, parse};
use chrono::Duration;

const TODAY: &str = include_str!("today.yaml");

/// The tickets of today: a key, the subject, who asks.
pub struct Today {
    pub tickets: Vec<Node<'static>>,
}

impl Today {
    pub fn read() -> Today {
        let root = parse(TODAY, &Limits::default()).expect("a test reads our own file");
        let tickets = match root.value {
            crate::kit::yaml::Tree::List(tickets) => tickets,
            _ => Vec::new(),
        };
        Today { tickets }
    }
}

/// Lives one of these tickets, all of it before the present.
pub fn happened<'a>(life: &mut Life<'a>, told: &Node) -> Going {
    life.ticket.title = text(told, "title");
    life.ticket.channel = Some(text(told, "channel"));
    life.ticket.priority = Priority::parse(&text(told, "priority"));
    life.ticket.kind = Some(Kind::Incident).filter(|_| life.subject.key != "wish");
    life.ticket.fingerprints = told.get("fingerprint").map(|f| scalar(f).to_owned()).into_iter().collect();
    for step in items(told, "steps") {
        happen(life, step)?;
    }
    Ok(())
}

fn happen(life: &mut Life, step: &Node) -> Going {
    let world = life.world;
    let Some(by) = world.cast.person(&text(step, "by")) else { return Err(Stop::Present) };
    let at = world.now - Duration::minutes(text(step, "ago").parse().unwrap_or(0));
    let to = step.get("assign").and_then(|who| world.cast.person(scalar(who)));
    let said = [("say", Visibility::Public), ("note", Visibility::Internal)];
    let said = said.into_iter().find_map(|(key, visibility)| Some((step.get(key)?, visibility)));
    let message = said.map(|(node, visibility)| life.message(visibility, scalar(node)));
    let tags: Vec<String> = items(step, "tags").iter().map(|t| scalar(t).to_owned()).collect();
    let (is_new, status) = (life.versions.is_empty(), text(step, "status"));
    let category = life.subject.category.clone();
    life.step(by, at, |ticket, workflow, actor| {
        if is_new {
            ticket.created = at;
            ticket.category = Some(category);
            act::start(ticket, workflow, None, &StatusExtras::default(), &first(actor))?;
        }
        act::tag(ticket, &tags, &[]);
        if let Some(message) = message {
            act::write(ticket, workflow, message, actor)?;
        }
        if let Some(Person { who, of, .. }) = to {
            ticket.group = Some(of.clone());
            act::assign(ticket, workflow, Some(who))?;
        }
        match status.as_str() {
            "" => Ok::<(), Refusal>(()),
            word => act::set_status(ticket, workflow, word, &StatusExtras::default(), actor),
        }
    })
}

/// A bot files tickets as their requester.
fn first<'a>(actor: &act::Actor<'a>) -> act::Actor<'a> {
    act::Actor { role: crate::domain::people::Role::Requester, ..actor.clone() }
}
