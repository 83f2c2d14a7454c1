//! Names that one file of configuration takes from another. A kind of thing that the desk does not declare
//! at all is free-form, and any name of it will do.

use super::{Checked, What, in_file};
use crate::desk::config::{CATEGORIES, Config, FIELDS, GROUPS, PEOPLE};
use crate::desk::error::Result;
use crate::domain::outcome::fault::{Fault, Place};
use crate::domain::people::{Groups, People, same_person};
use crate::domain::query::pattern;
use crate::domain::ticket::Key;
use crate::domain::ticket::category::Categories;
use crate::domain::ticket::field::{Condition, Fields, Subject};
use crate::domain::ticket::organization::Organizations;
use crate::domain::time::zone::Zone;
use crate::kit::yaml::near::nearest;
use crate::store::Snapshot;
use crate::store::format::{Limits, Places};
use std::collections::HashMap;

/// What the desk declares.
struct Declared<'a> {
    people: &'a People,
    groups: &'a Groups,
    organizations: &'a Organizations,
    categories: &'a Categories,
}

/// Something that was found, and the keys that lead to it.
struct Found {
    keys: Vec<String>,
    /// What stands there, where it may be one of a list; empty when the last key itself is meant.
    item: String,
    fault: Fault,
}

impl Found {
    fn new(keys: &[&str], item: &str, fault: Fault) -> Found {
        Found { keys: keys.iter().map(|k| (*k).to_owned()).collect(), item: item.to_owned(), fault }
    }

    /// A name that is not among those which are declared.
    fn unknown<'k>(keys: &[&str], what: &'static str, name: &str, known: impl IntoIterator<Item = &'k str>) -> Found {
        Found::new(keys, name, Fault::NoSuch { what, name: name.to_owned(), nearest: nearest(name, known) })
    }
}

/// Reports names that lead nowhere. A file that cannot be read has been reported before, and counts as one
/// that declares nothing.
pub fn check(snapshot: &Snapshot, config: &Config, checked: &mut Checked) -> Result<()> {
    let (groups, organizations) = (Groups::default(), Organizations::default());
    let (categories, fields) = (Categories::default(), Fields::default());
    let declared = Declared {
        people: &config.people,
        groups: config.groups().unwrap_or(&groups),
        organizations: config.organizations().unwrap_or(&organizations),
        categories: config.categories().unwrap_or(&categories),
    };
    let found = [
        (PEOPLE, in_people(&declared)),
        (GROUPS, in_groups(&declared)),
        (CATEGORIES, in_categories(&declared)),
        (FIELDS, in_fields(config.fields().unwrap_or(&fields), &declared)),
    ];
    for (path, found) in found.into_iter().filter(|(_, found)| !found.is_empty()) {
        let text = text(snapshot, path)?.unwrap_or_default();
        let places = Places::of(&text, &Limits::default());
        for Found { keys, item, fault } in found {
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let at = if item.is_empty() { places.key(&keys) } else { places.find(&keys, &item) };
            checked.add(Place { at, ..in_file(path) }, What::Fault(fault));
        }
    }
    Ok(())
}

fn in_people(declared: &Declared) -> Vec<Found> {
    let mut found = Vec::new();
    for person in &declared.people.list {
        let who = person.who.as_str();
        let lost = person.groups.iter().filter(|group| declared.lacks_group(group));
        found.extend(lost.map(|group| declared.no_group(&["people", who, "groups"], group)));
        let organization = person.organization.as_deref().filter(|id| declared.lacks_organization(id));
        found.extend(organization.map(|id| {
            let known = declared.organizations.list.iter().map(|o| o.id.as_str());
            Found::unknown(&["people", who, "organization"], "organization", id, known)
        }));
        let zone = person.time_zone.as_deref().filter(|zone| Zone::named(zone).is_none());
        found.extend(
            zone.map(|zone| {
                Found::new(&["people", who, "time_zone"], zone, Fault::UnknownZone { name: zone.to_owned() })
            }),
        );
    }
    found.extend(alike(declared.people));
    found
}

/// Two entries that only accents tell apart, or two people of one name.
fn alike(people: &People) -> Vec<Found> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut found = Vec::new();
    for person in &people.list {
        let spellings = [Some(person.who.as_str()), person.name.as_deref()];
        let mut folded: Vec<String> =
            spellings.iter().flatten().map(|text| pattern::fold(text.trim()).into_owned()).collect();
        folded.dedup();
        let other = folded.iter().find_map(|text| seen.get(text.as_str()).copied());
        found.extend(other.map(|other| {
            let (name, other) = (person.who.clone(), other.to_owned());
            Found::new(&["people", &person.who], "", Fault::Alike { name, other })
        }));
        for text in folded {
            seen.entry(text).or_insert(&person.who);
        }
    }
    found
}

fn in_groups(declared: &Declared) -> Vec<Found> {
    let people = &declared.people.list;
    let lost = |who: &str| !people.is_empty() && declared.people.find(who).is_none();
    let known = || people.iter().map(|p| p.who.as_str());
    let groups = declared.groups.list.iter();
    let members = groups.flat_map(|g| g.members.iter().map(move |member| (g, member.as_str())));
    let unknown = members.filter(|(_, member)| lost(member));
    unknown
        .map(|(group, member)| Found::unknown(&["groups", &group.id, "members"], "person", member, known()))
        .collect()
}

fn in_categories(declared: &Declared) -> Vec<Found> {
    let mut found = Vec::new();
    for category in &declared.categories.list {
        let Some(group) = category.group.as_deref().filter(|group| declared.lacks_group(group)) else { continue };
        // A path that is written as one key is reported without its line.
        let steps: Vec<&str> =
            category.path.split('/').flat_map(|step| ["categories", step]).chain(["group"]).collect();
        found.push(declared.no_group(&steps, group));
    }
    found
}

fn in_fields(fields: &Fields, declared: &Declared) -> Vec<Found> {
    let conditions = fields.list.iter().flat_map(|field| field.when.iter().map(move |when| (field, when)));
    let mut found = Vec::new();
    for (field, when) in conditions {
        let key = when.on.to_string();
        let keys = ["fields", &field.name, "when", &key];
        found.extend(
            when.any
                .iter()
                .filter(|word| *word != "*")
                .filter_map(|word| declared.lost(when, word, &keys)),
        );
    }
    found
}

impl Declared<'_> {
    fn lacks_group(&self, id: &str) -> bool {
        !self.groups.list.is_empty() && !self.groups.list.iter().any(|g| same_person(&g.id, id))
    }

    fn no_group(&self, keys: &[&str], id: &str) -> Found {
        Found::unknown(keys, "group", id, self.groups.list.iter().map(|g| g.id.as_str()))
    }

    fn lacks_organization(&self, id: &str) -> bool {
        !self.organizations.list.is_empty() && !self.organizations.list.iter().any(|o| same_person(&o.id, id))
    }

    /// A word of a condition that can never come true.
    fn lost(&self, when: &Condition, word: &str, keys: &[&str]) -> Option<Found> {
        let categories = &self.categories.list;
        let is_category = |path: &str| categories.iter().any(|c| same_person(&c.path, path));
        match when.on {
            Subject::Key(Key::Group) if self.lacks_group(word) => Some(self.no_group(keys, word)),
            Subject::Key(Key::Category) if !categories.is_empty() && !is_category(word.trim_end_matches("/*")) => {
                let known = categories.iter().map(|c| c.path.as_str());
                Some(Found::unknown(keys, "category", word, known))
            }
            _ => None,
        }
    }
}

/// The text of a file of the branch, when there is one.
pub(super) fn text(snapshot: &Snapshot, path: &str) -> Result<Option<String>> {
    let bytes = snapshot.file(path)?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}
