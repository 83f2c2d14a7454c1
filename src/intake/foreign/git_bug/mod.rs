//! git-bug: bugs and identities as chains of commits in a repository (`refs/bugs/*`, `refs/identities/*`).
//!
//! The formats are those of its own sources (`entity/dag`, `entities/bug`, `entities/identity`): 4, which has its number
//! and its clocks in the tree, and 1 to 3, which have the number in the JSON. Whoever calls reads the repository; here
//! its bytes become [`Item`]s. Signatures are not looked at.

mod operation;
mod pack;
mod person;
#[cfg(test)]
mod tests;

pub use pack::Pack;

use super::item::{Export, Item};
use super::{Kind, MOST_PARTS, Unreadable};
use crate::domain::outcome::import::Cause;
use operation::Teller;
use pack::{Author, Op, ordered, short};
use person::Person;
use serde_json::Value as Json;
use std::collections::HashMap;

/// Reads a repository, identities first.
#[derive(Debug, Default)]
pub struct Reader {
    people: HashMap<String, Person>,
    export: Export,
    parts: usize,
}

impl Reader {
    /// A version of an identity; a later one says more than those before it.
    pub fn identity(&mut self, id: &str, version: &[u8]) {
        let read = serde_json::from_slice::<Json>(version).ok().as_ref().and_then(Person::read);
        if let Some(person) = read {
            self.people.insert(id.to_owned(), person);
        }
    }

    /// A bug, by its id, with its commits: the first one first.
    pub fn bug(&mut self, id: &str, packs: Vec<Pack>) {
        let place = format!("bugs/{}", short(id));
        if let Err(cause) = self.read(id, &place, packs) {
            self.export.skip(place, cause);
        }
    }

    /// What could not be read of the repository itself.
    pub fn skip(&mut self, id: &str, cause: Cause) {
        self.export.skip(format!("bugs/{}", short(id)), cause);
    }

    /// # Errors
    /// [`Unreadable::NothingOf`] where there was no bug at all.
    pub fn done(self) -> Result<Export, Unreadable> {
        match self.export.items.is_empty() && self.export.bad.is_empty() {
            true => Err(Unreadable::NothingOf(Kind::GitBug.as_str())),
            false => Ok(self.export),
        }
    }

    fn read(&mut self, id: &str, place: &str, mut packs: Vec<Pack>) -> Result<(), Cause> {
        let mut bad = Vec::new();
        let ops = ordered(&packs, &mut bad)?;
        self.parts = self.parts.saturating_add(ops.len());
        if self.parts > MOST_PARTS {
            return Err(Cause::TooMany { limit: MOST_PARTS });
        }
        let mut teller = Teller::new(id, place, self, bad);
        for op in ops {
            teller.op(&op, &mut packs[op.pack].files);
        }
        let (item, bad) = teller.done();
        bad.into_iter().for_each(|(at, cause)| self.export.skip(format!("{place}@{at}"), cause));
        self.export.items.push(item.ok_or(Cause::Missing { key: "create" })?);
        Ok(())
    }

    /// By what a desk knows who said this.
    fn word(&self, op: &Op) -> Option<String> {
        match op.author.as_ref()? {
            Author::Known(id) => {
                let known = self.people.get(id).and_then(Person::word);
                Some(known.map_or_else(|| short(id).to_owned(), str::to_owned))
            }
            Author::Plain(person) => person.word().map(str::to_owned),
        }
    }
}
