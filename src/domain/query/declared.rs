//! What the desk declares, as far as a query speaks of it: groups, organizations and their contracts,
//! categories, custom fields.
//!
//! `:` takes a declared name in any of its forms, and a name that is nearly a declared one for a slip of
//! the finger. `=` takes what was written, whatever the desk declares; so does `*`.

use super::ast::{Op, Query, Value};
use super::fault::{Fault, FaultKind, nearest};
use super::filter::{Filter, Test};
use super::keys::{Key, Word};
use super::pattern::{Pattern, lower};
use super::resolve::Asked;
use crate::domain::people::Groups;
use crate::domain::ticket::category::Categories;
use crate::domain::ticket::field::{Field, Fields};
use crate::domain::ticket::organization::Organizations;

/// Parts of the configuration; `None` where the query does not speak of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Declared<'a> {
    pub groups: Option<&'a Groups>,
    pub organizations: Option<&'a Organizations>,
    pub categories: Option<&'a Categories>,
    pub fields: Option<&'a Fields>,
    /// The names of the policies.
    pub policies: Option<&'a [String]>,
}

impl Query {
    /// Whether any of its terms has such a key, or sorts by one.
    pub fn speaks_of(&self, is: impl Fn(&Key) -> bool + Copy) -> bool {
        let sorts = self.sort.iter().any(|sort| Key::find(&sort.key.item).is_some_and(|key| is(&key)));
        sorts
            || self.filter.terms().into_iter().any(|term| {
                let key = term.key.as_ref().and_then(|key| Key::find(&key.item));
                // `has:field.NAME`
                let mut named = term.values.iter().filter_map(|value| match &value.item {
                    Value::Text(text) if key == Some(Key::Has) => Key::find(text),
                    _ => None,
                });
                key.as_ref().is_some_and(is) || named.any(|key| is(&key))
            })
    }
}

impl<'a> Declared<'a> {
    /// A field by its name, in whatever case it is written.
    pub fn field(&self, name: &str) -> Option<&'a Field> {
        self.fields?.find(name)
    }

    /// The declared field that was probably meant by a name that is none.
    pub(super) fn nearest_field(&self, name: &str) -> Option<&'a str> {
        let names: Vec<&str> = self.fields?.list.iter().map(|field| field.name.as_str()).collect();
        if self.field(name).is_some() { None } else { nearest(name, &names) }
    }

    /// What tickets carry for a name that somebody wrote; `Err`: the names that there are.
    fn carried(&self, word: Word, name: &str) -> Option<Result<&'a str, Vec<&'a str>>> {
        Some(match word {
            Word::Group => {
                let all = self.groups?;
                let names = || all.list.iter().map(|g| g.id.as_str()).collect();
                all.find(name).map(|g| g.id.as_str()).ok_or_else(names)
            }
            Word::Organization => {
                let all = self.organizations?;
                let names = || all.list.iter().map(|o| o.id.as_str()).collect();
                all.find(name).map(|o| o.id.as_str()).ok_or_else(names)
            }
            Word::Category => {
                let all = self.categories?;
                let names = || all.list.iter().map(|c| c.path.as_str()).collect();
                all.find(name).map(|c| c.path.as_str()).ok_or_else(names)
            }
            _ => return None,
        })
    }
}

impl Asked<'_> {
    /// Words that the desk may declare.
    pub(super) fn word(&self, word: Word) -> Result<Filter, Fault> {
        let written = Filter::from(Test::Word(word, self.pattern()?));
        let Value::Text(text) = &self.value.item else { return Ok(written) };
        if self.op == Op::Equal {
            return Ok(written);
        }
        match self.scope.declared.carried(word, text) {
            None => Ok(written),
            Some(Ok(name)) if lower(name) == lower(text) => Ok(written),
            Some(Ok(name)) => {
                let named = Test::Word(word, Pattern::exactly(lower(name)));
                Ok(Filter::Any(vec![written, named.into()]))
            }
            Some(Err(names)) => self.unless_near(text, &names).map(|()| written),
        }
    }

    /// A name that nobody declared is refused when it is nearly one that somebody did.
    pub(super) fn unless_near(&self, text: &str, names: &[&str]) -> Result<(), Fault> {
        match nearest(text, names) {
            Some(near) => Err(self.fault(FaultKind::BadValue).suggesting(super::ast::quoted(near))),
            None => Ok(()),
        }
    }

    /// The name of a policy, in whatever case it is written.
    pub(super) fn policy(&self) -> Result<Filter, Fault> {
        if let (Some(all), Op::Is, Value::Text(text)) = (self.scope.declared.policies, self.op, &self.value.item) {
            let names: Vec<&str> = all.iter().map(String::as_str).collect();
            if !names.iter().any(|name| lower(name) == lower(text)) {
                self.unless_near(text, &names)?;
            }
        }
        Ok(Test::Policy(self.pattern()?).into())
    }

    /// The organizations that have such a contract.
    pub(super) fn contract(&self) -> Result<Filter, Fault> {
        let pattern = self.pattern()?;
        let all = self.scope.declared.organizations.map_or(&[][..], |all| &all.list);
        let with = |contract: &str| pattern.matches(&lower(contract));
        let having = all.iter().filter(|o| o.contract.as_deref().is_some_and(with));
        let any: Vec<Filter> = having
            .map(|o| Test::Word(Word::Organization, Pattern::exactly(lower(&o.id))).into())
            .collect();
        if let (true, Op::Is, Value::Text(text)) = (any.is_empty(), self.op, &self.value.item) {
            let names: Vec<&str> = all.iter().filter_map(|o| o.contract.as_deref()).collect();
            self.unless_near(text, &names)?;
        }
        Ok(Filter::any(any))
    }
}
