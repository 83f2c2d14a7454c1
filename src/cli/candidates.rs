//! What the desk knows for a half-typed command line: ids with their titles, statuses, people.

use super::args::{Global, command};
use super::before;
use super::complete::{self, Candidate, Lookup, Source};
use super::context::{Surroundings, language, open_store};
use crate::desk::Config;
use crate::domain::ticket::id::read_prefix;
use crate::kit::escape::one_line;
use crate::render::words::Words;
use crate::store::Snapshot;
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// More would be no help to anybody.
const MOST: usize = 50;

/// Answers a shell; says nothing when there is no desk. `false`: the shell is unknown.
pub fn answer(shell: &str, typed: &[OsString], around: &Surroundings, out: &mut dyn Write) -> bool {
    let directory = before::value(typed, "-C").map(Path::new);
    let words = Words::new(language(typed, directory, around));
    let known = gather(directory, around);
    let lookup: Lookup = Arc::new(move |source, typed| pick(&known, source, typed));
    let command = complete::attach(command(&words), &lookup);
    complete::answer(shell, typed, command, directory, out).unwrap_or(false)
}

/// Everything that may be asked for, read before the shell's question is looked at: it is one snapshot.
#[derive(Default)]
struct Known {
    ids: Vec<Candidate>,
    statuses: Vec<Candidate>,
    people: Vec<Candidate>,
}

fn gather(directory: Option<&Path>, around: &Surroundings) -> Known {
    let global = Global { directory: directory.map(Path::to_owned), ..Global::default() };
    let read = || {
        let store = open_store(&global, around).ok()?;
        let snapshot = store.snapshot().ok()?;
        let config = Config::load(&snapshot).ok()?;
        Some(known(&snapshot, &config))
    };
    read().unwrap_or_default()
}

fn known(snapshot: &Snapshot, config: &Config) -> Known {
    let plain = |value: &str| Candidate { value: value.to_owned(), about: None };
    let mut ids = Vec::new();
    let read = snapshot.tickets(&config.limits(), |id, ticket| {
        if let Ok(ticket) = ticket
            && config.workflow.category(&ticket.status).is_unsolved()
        {
            ids.push(Candidate { value: id.to_string(), about: Some(one_line(&ticket.title).into_owned()) });
        }
    });
    read.ok();
    let people = config.people.list.iter();
    Known {
        ids,
        statuses: config.workflow.statuses.iter().map(|s| plain(&s.name)).collect(),
        people: people.map(|p| Candidate { value: p.who.clone(), about: p.name.clone() }).collect(),
    }
}

fn pick(known: &Known, source: Source, typed: &str) -> Vec<Candidate> {
    let (list, typed) = match source {
        Source::Ids => (&known.ids, read_prefix(typed).unwrap_or_else(|| typed.to_owned())),
        Source::Statuses => (&known.statuses, typed.to_owned()),
        Source::People => (&known.people, typed.to_owned()),
        _ => return Vec::new(),
    };
    list.iter().filter(|c| c.value.starts_with(&typed)).take(MOST).cloned().collect()
}
