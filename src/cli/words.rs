//! Wording for errors that carry data of the domain: faults of a query or a file, transitions.

use crate::domain::people::Role;
use crate::domain::query;
use crate::domain::ticket::Change;
use crate::domain::time::at;
use crate::domain::time::zone::Zone;
use crate::kit::escape;
use crate::kit::yaml::{Expected, Fault, FaultKind};
use crate::render::log;
use crate::render::reader::Reader;
use crate::render::style::Style;
use crate::render::words::{Arg, Words};

/// `open (agent), closed (system)`
pub fn transitions(allowed: &[(String, Vec<Role>)], words: &Words) -> String {
    if allowed.is_empty() {
        return words.say("transition-none");
    }
    let roles = |roles: &[Role]| {
        // Every kind of agent reads better as one word.
        let kinds = [Role::Guided, Role::Lead, Role::Admin];
        let has_all = roles.contains(&Role::Agent) && kinds.iter().all(|k| roles.contains(k));
        let shown = roles.iter().filter(|r| !(has_all && kinds.contains(r)));
        shown.map(|r| words.say(&format!("role-{r}"))).collect::<Vec<_>>().join(", ")
    };
    let each = allowed.iter().map(|(to, by)| format!("{to} ({})", roles(by)));
    each.collect::<Vec<_>>().join("; ")
}

/// What is wrong with a file, with line and column.
pub fn yaml_fault(fault: &Fault, words: &Words) -> String {
    yaml_fault_at(
        words.with("yaml-place", &[("line", fault.line.into()), ("column", fault.column.into())]),
        fault,
        words,
    )
}

/// The same for who is told the place already.
pub fn yaml_fault_here(fault: &Fault, words: &Words) -> String {
    yaml_fault_at(String::new(), fault, words).trim_start_matches(": ").to_owned()
}

fn yaml_fault_at(place: String, fault: &Fault, words: &Words) -> String {
    let mut args: Vec<(&str, Arg)> = vec![("place", place.into()), ("path", safe(&fault.path))];
    let mut key = format!("yaml-fault-{}", fault.kind.code());
    match &fault.kind {
        FaultKind::Syntax(cause) => args.push(("cause", safe(cause))),
        FaultKind::Tag(tag) => args.push(("tag", safe(tag))),
        FaultKind::TooLarge { limit } | FaultKind::TooMany { limit } | FaultKind::TooDeep { limit } => {
            args.push(("limit", (*limit).into()));
        }
        FaultKind::DuplicateKey(name) | FaultKind::Missing { key: name } => args.push(("key", safe(name))),
        FaultKind::Unexpected { expected: wanted, found } => {
            args.extend([("expected", expected(wanted, words).into()), ("found", safe(found))]);
            // A list, a map, or nothing: there is no word to quote.
            if found.is_empty() {
                "yaml-fault-unexpected-there".clone_into(&mut key);
            }
        }
        FaultKind::UnknownKey { key: name, nearest } => {
            args.push(("key", safe(name)));
            near(&mut key, &mut args, nearest.as_deref());
        }
        FaultKind::UnknownName { what, name, nearest } => {
            args.extend([("what", kind_of_name(what, words)), ("name", safe(name))]);
            near(&mut key, &mut args, nearest.as_deref());
        }
        FaultKind::DuplicateName { what, name } => {
            args.extend([("what", kind_of_name(what, words)), ("name", safe(name))]);
        }
        FaultKind::Lacks { what, name } => args.extend([("what", kind_of_name(what, words)), ("name", safe(name))]),
        FaultKind::Damaged { object } => args.push(("object", safe(object))),
        FaultKind::Overlap { first, second } => args.extend([("first", safe(first)), ("second", safe(second))]),
        FaultKind::Empty { what } => args.push(("what", kind_of_name(what, words))),
        FaultKind::OtherFile { path, line, why } => {
            let file = line.map_or_else(|| path.clone(), |line| format!("{path}:{line}"));
            args.push(("file", escape::one_line(&file).into_owned().into()));
            args.push(("why", words.say(&format!("other-file-{why}")).into()));
        }
        FaultKind::Circle { what, names } => {
            let round = names
                .iter()
                .chain(names.first())
                .map(|n| escape::one_line(n))
                .collect::<Vec<_>>()
                .join(" → ");
            args.extend([("what", kind_of_name(what, words)), ("names", round.into())]);
        }
        FaultKind::Shadowed { name, by } => args.extend([("name", safe(name)), ("by", safe(by))]),
        FaultKind::Newer { found, ours } => args.extend([("found", (*found).into()), ("ours", (*ours).into())]),
        FaultKind::ConflictMarkers | FaultKind::NotUtf8 | FaultKind::Alias | FaultKind::SecondDocument => {}
    }
    words.with(&key, &args)
}

/// What kind of thing has a name: `group`, in the reader's language.
fn kind_of_name<'a>(what: &str, words: &Words) -> Arg<'a> {
    words.say(&format!("what-{what}")).into()
}

fn near<'a>(key: &mut String, args: &mut Vec<(&str, Arg<'a>)>, nearest: Option<&'a str>) {
    if let Some(nearest) = nearest {
        key.push_str("-near");
        args.push(("nearest", safe(nearest)));
    }
}

fn expected(expected: &Expected, words: &Words) -> String {
    match expected {
        Expected::Text => words.say("expected-text"),
        Expected::Key => words.say("expected-key"),
        Expected::Map => words.say("expected-map"),
        Expected::List => words.say("expected-list"),
        Expected::Bool => words.say("expected-bool"),
        Expected::Number { least, most } => {
            words.with("expected-number", &[("least", (*least).into()), ("most", (*most).into())])
        }
        Expected::OneOf(names) => words.with("expected-one-of", &[("words", names.join(", ").into())]),
        Expected::Form(form) => words.say(&format!("expected-form-{form}")),
    }
}

/// Words of a file are data: nothing in them reaches the terminal raw.
fn safe(text: &str) -> Arg<'_> {
    Arg::Text(escape::one_line(text))
}

/// What is wrong with a query, and what would have done.
pub fn query_fault(fault: &query::Fault, words: &Words) -> String {
    let args = [("key", safe(fault.key.as_deref().unwrap_or_default())), ("found", safe(&fault.found))];
    let mut told = words.with(&format!("query-fault-{}", fault.kind.as_str()), &args);
    if let Some(suggestion) = &fault.suggestion {
        let meant = words.with("query-did-you-mean", &[("suggestion", safe(suggestion))]);
        return format!("{told}; {meant}");
    }
    if matches!(fault.kind, query::FaultKind::UnknownKey | query::FaultKind::UnknownOperator) {
        return format!("{told}; {}", words.say("query-quote-it"));
    }
    if let Some(expected) = &fault.expected {
        let list = match expected {
            query::Expected::Words(list) => list.join(", "),
            _ => String::new(),
        };
        let wanted = words.with(&format!("query-expected-{}", expected.as_str()), &[("list", list.into())]);
        told.push_str(&format!("; {wanted}"));
    }
    told
}

/// What changed, one line each, below an error. Times are UTC: an error knows no desk.
pub fn changes(changes: &[Change], words: &Words) -> String {
    let zone = Zone::utc();
    let local = |time| zone.to_local(time);
    let reader = Reader { words, style: Style { color: false, width: None }, now: at(0), local: &local, people: None };
    let lines = changes
        .iter()
        .map(|change| format!("  {}", log::told(std::slice::from_ref(change), &reader)));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
