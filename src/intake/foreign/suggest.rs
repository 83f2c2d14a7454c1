//! A first mapping, of what is in a file: each status, priority, person and field with what it would become.

use super::item::{Export, What, Word};
use super::mapping::{Mapping, TABLES};
use super::{Kind, csv, jira, table, told, words};
use crate::kit::yaml::{Entry, Node, Tree, emit};
use std::collections::BTreeMap;

/// More of them than this are left out of a table.
const MOST: usize = 5000;

type Names = BTreeMap<String, String>;

/// The mapping as YAML. What nobody knows becomes `open`, `normal`, itself.
pub fn suggest(export: &Export, mapping: &Mapping) -> String {
    let mut tables: [Names; 4] = Default::default();
    for item in &export.items {
        let [statuses, priorities, people, fields] = &mut tables;
        let mut status = |word: &Word| {
            let means = word.means.or_else(|| words::status(&word.name)).unwrap_or("open");
            note(statuses, &word.name, mapping.status(&word.name).unwrap_or(means));
        };
        let mut priority = |word: &str| {
            let means = words::priority(word).map_or("normal", |p| p.as_str());
            note(priorities, word, mapping.priority(word).unwrap_or(means));
        };
        let mut person = |who: &str| note(people, who, &mapping.person(who));
        let mut field = |name: &str| note(fields, name, mapping.field(name).unwrap_or(&told::field_name(name)));
        status(&item.status);
        item.end.iter().for_each(|(_, word)| status(word));
        item.priority.iter().for_each(|word| priority(word));
        item.author
            .iter()
            .chain(&item.requester)
            .chain(&item.assignee)
            .chain(&item.followers)
            .for_each(|who| person(who));
        item.fields.iter().for_each(|(name, _)| field(name));
        for step in &item.steps {
            step.actor.iter().for_each(|who| person(who));
            match &step.what {
                What::Status(word) => status(word),
                What::Priority(word) => priority(word),
                What::Assign(Some(who)) | What::Requester(Some(who)) => person(who),
                What::Followers(all) => all.iter().for_each(|who| person(who)),
                What::Field(name, _) => field(name),
                _ => {}
            }
        }
    }
    written(tables)
}

/// The mapping of a table that says too little by itself: its columns.
pub fn of_columns(kind: Kind, bytes: &[u8]) -> Option<String> {
    let meaning = match kind {
        Kind::Csv => csv::meaning,
        Kind::Jira if !jira::is_json(bytes) => jira::meaning,
        _ => return None,
    };
    let table = table::read(bytes, &mut Export::default()).ok()?;
    let mut fields = Names::new();
    table
        .names
        .iter()
        .filter(|name| !name.is_empty())
        .for_each(|name| note(&mut fields, name, &meaning(name)));
    Some(written([Names::new(), Names::new(), Names::new(), fields]))
}

fn note(names: &mut Names, name: &str, means: &str) {
    if names.len() < MOST && !name.is_empty() && !means.is_empty() && !names.contains_key(name) {
        names.insert(name.to_owned(), means.to_owned());
    }
}

fn written(tables: [Names; 4]) -> String {
    let table = |names: Names| {
        let one = |(name, means): (String, String)| Entry::new(name, Node::text(means));
        Node::new(Tree::Map(names.into_iter().map(one).collect()))
    };
    let sections = TABLES.into_iter().zip(tables).filter(|(_, names)| !names.is_empty());
    emit(&Node::new(Tree::Map(sections.map(|(key, names)| Entry::new(key, table(names))).collect())))
}
