//! What happened to an issue, for trackers that keep a list of what happened. It tells what changed, the issue what is
//! so now: what was so at first is found by taking the events back, the last one first.

use super::MOST_OF_ONE;
use super::item::{Item, What, Word};
use crate::domain::ticket::Value;
use crate::domain::time::Time;

#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub at: Time,
    pub actor: Option<String>,
    pub what: Told,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    Closed(Word),
    Reopened,
    Label(String, bool),
    Assignee(String, bool),
    Milestone(String, bool),
    Renamed {
        from: String,
        to: String,
    },
    /// A field got this value; it had none before the first of these.
    Field(&'static str, Value),
}

/// Adds the steps of these events; whether the issue is closed after them. All assignees of now are among the followers,
/// and the first of them becomes the assignee.
pub fn tell(item: &mut Item, mut events: Vec<Event>) -> bool {
    let main = item.followers.first().cloned();
    events.sort_by_key(|event| event.at);
    for event in events.iter().rev() {
        take_back(item, &event.what);
    }
    let mut assigned = Assigned { main, all: std::mem::take(&mut item.followers) };
    (item.assignee, item.followers) = assigned.now();
    let mut is_closed = false;
    for event in events {
        match event.what {
            Told::Closed(_) => is_closed = true,
            Told::Reopened => is_closed = false,
            _ => {}
        }
        for what in steps(event.what, &mut assigned) {
            item.step(event.at, event.actor.clone(), what);
        }
    }
    is_closed
}

/// Those to whom an issue is assigned. A ticket here has one assignee: whoever is the first of them in the end, whenever
/// that one is among them.
struct Assigned {
    main: Option<String>,
    all: Vec<String>,
}

impl Assigned {
    /// The assignee, and those who follow.
    fn now(&self) -> (Option<String>, Vec<String>) {
        let main = self.main.as_ref().filter(|main| self.all.contains(main)).or_else(|| self.all.first());
        (main.cloned(), self.all.iter().filter(|who| Some(*who) != main).cloned().collect())
    }
}

fn steps(told: Told, assigned: &mut Assigned) -> Vec<What> {
    let one = match told {
        Told::Closed(word) => What::Status(word),
        Told::Reopened => What::Status(Word::meaning("reopened", "open")),
        Told::Label(name, true) => What::Tag { add: vec![name], remove: Vec::new() },
        Told::Label(name, false) => What::Tag { add: Vec::new(), remove: vec![name] },
        Told::Milestone(title, is_set) => {
            What::Field("milestone".to_owned(), if is_set { Value::Text(title) } else { Value::Null })
        }
        Told::Renamed { to, .. } => What::Title(to),
        Told::Field(name, to) => What::Field(name.to_owned(), to),
        Told::Assignee(who, is_set) => {
            let before = assigned.now();
            toggle(&mut assigned.all, who, is_set);
            let (main, others) = assigned.now();
            let mut all = Vec::new();
            if main != before.0 {
                all.push(What::Assign(main));
            }
            if others != before.1 {
                all.push(What::Followers(others));
            }
            return all;
        }
    };
    vec![one]
}

fn take_back(item: &mut Item, told: &Told) {
    match told {
        Told::Closed(_) | Told::Reopened => {}
        Told::Label(name, is_set) => toggle(&mut item.tags, name.clone(), !is_set),
        Told::Assignee(who, is_set) => toggle(&mut item.followers, who.clone(), !is_set),
        Told::Milestone(title, is_set) => {
            item.fields.retain(|(name, _)| name != "milestone");
            if !is_set {
                item.fields.push(("milestone".to_owned(), title.as_str().into()));
            }
        }
        Told::Renamed { from, .. } => item.title.clone_from(from),
        Told::Field(field, _) => item.fields.retain(|(name, _)| name != field),
    }
}

fn toggle(items: &mut Vec<String>, item: String, is_set: bool) {
    items.retain(|i| *i != item);
    if is_set && items.len() < MOST_OF_ONE {
        items.push(item);
    }
}
