//! Who is who, and how much each has to do.

use super::Desk;
use super::config::Config;
use super::error::{Error, Result};
use super::select::read_all;
use crate::domain::people::{Person, same_person};
use crate::domain::query::pattern;
use crate::domain::ticket::Ticket;
use crate::kit::yaml::near::nearest;
use crate::store::Broken;

/// Somebody of the desk.
pub struct Colleague {
    pub person: Person,
    /// Their groups by id, wherever they are declared.
    pub groups: Vec<String>,
    /// Their own level, else the highest of their groups.
    pub level: Option<u8>,
    /// Unsolved tickets that are assigned to them.
    pub open: u64,
    /// In `people.yaml`, or known only by what is assigned to them.
    pub listed: bool,
}

/// The people of a desk.
pub struct Colleagues {
    pub list: Vec<Colleague>,
    pub config: Config,
    /// Files that could not be read; they may be somebody's.
    pub broken: Vec<Broken>,
}

impl Desk {
    /// Everybody in `people.yaml`, then whoever else has unsolved tickets; only those whose address, name
    /// or group is `who` or has it in it, or `me`.
    ///
    /// # Errors
    /// [`Error::UnknownPerson`] when that is nobody.
    pub fn people(&self, who: Option<&str>) -> Result<Colleagues> {
        let (snapshot, config) = self.open()?;
        let (tickets, broken) = read_all(&snapshot, &config)?;
        let list = everybody(&tickets, &config)?;
        let Some(typed) = who else { return Ok(Colleagues { list, config, broken }) };
        let me = self.me();
        let typed = me.first().filter(|_| typed == "me").map_or(typed, String::as_str);
        let (named, others): (Vec<_>, Vec<_>) = list.into_iter().partition(|c| is_named(c, typed));
        if !named.is_empty() {
            return Ok(Colleagues { list: named, config, broken });
        }
        let part = pattern::fold(typed.trim()).into_owned();
        let has = |c: &Colleague| words(c).any(|word| pattern::fold(word).contains(&part));
        let known: Vec<String> = others.iter().map(|c| c.person.who.clone()).collect();
        let list: Vec<Colleague> = others.into_iter().filter(|c| !part.is_empty() && has(c)).collect();
        if list.is_empty() {
            let nearest = nearest(typed, known.iter().map(String::as_str));
            return Err(Error::UnknownPerson { typed: typed.to_owned(), nearest });
        }
        Ok(Colleagues { list, config, broken })
    }
}

fn everybody(tickets: &[Ticket], config: &Config) -> Result<Vec<Colleague>> {
    let groups = config.groups()?;
    let colleague = |person: &Person, listed| Colleague {
        groups: groups.of(person).into_iter().map(str::to_owned).collect(),
        level: groups.level_of(person),
        person: person.clone(),
        open: 0,
        listed,
    };
    let mut list: Vec<Colleague> = config.people.list.iter().map(|p| colleague(p, true)).collect();
    let listed = list.len();
    let is_open = |t: &&Ticket| t.merged_into.is_none() && config.workflow.category(&t.status).is_unsolved();
    for who in tickets.iter().filter(is_open).filter_map(|t| t.assignee.as_deref()) {
        match list.iter_mut().find(|c| same_person(&c.person.who, who)) {
            Some(known) => known.open += 1,
            None => {
                let person = Person::new(who.to_owned(), config.people.default_role);
                list.push(Colleague { open: 1, ..colleague(&person, false) });
            }
        }
    }
    list[listed..].sort_by(|a, b| a.person.who.cmp(&b.person.who));
    Ok(list)
}

fn words(colleague: &Colleague) -> impl Iterator<Item = &str> {
    std::iter::once(colleague.person.who.as_str()).chain(colleague.person.name.as_deref())
}

fn is_named(colleague: &Colleague, typed: &str) -> bool {
    let in_group = || colleague.groups.iter().any(|group| same_person(group, typed));
    words(colleague).any(|word| same_person(word, typed)) || in_group()
}
