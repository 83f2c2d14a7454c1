//! The policies of service levels, ready to be asked: what `config/sla.yaml` says, with its calendars found
//! and its filters compiled.
//!
//! History is judged by the files at the tip, or by those of a revision that somebody names.

use super::Desk;
use super::config::{Config, SETTINGS, SLA, broken};
use super::error::{PolicyError, Result};
use crate::domain::query::{self, Filter, parse};
use crate::domain::sla::{Policies, Policy, Targets, stored_filter, unreachable};
use crate::domain::time::at;
use crate::domain::time::calendar::Hours;
use crate::domain::time::read::read_instant;
use crate::kit::yaml::Expected;
use crate::kit::yaml::near::nearest;
use crate::store::format::{At, Fault, FaultKind, WrittenPolicy, WrittenTargets};
use std::collections::BTreeMap;

/// Policies as one commit of the desk has them.
#[derive(Clone, Debug)]
pub struct PoliciesAt {
    pub policies: Policies,
    /// The commit, in hexadecimal, in full.
    pub revision: String,
}

/// Something that is wrong with a policy of a file that can be read.
pub(super) enum Wrong {
    /// Its filter: line and column are those of what is wrong in it, where that can be told.
    Filter { name: String, query: String, at: At, fault: Box<query::Fault> },
    /// What the file alone does not show.
    File(Box<Fault>),
}

impl Desk {
    /// The policies at the tip of the desk, or at a revision: a commit, or the last one at or before a
    /// date. Names of groups, organizations and the like are those of the tip.
    ///
    /// # Errors
    /// [`PolicyError::Revision`], and those of [`Config::policies`].
    pub fn policies_at(&self, revision: Option<&str>) -> Result<PoliciesAt> {
        let (snapshot, config) = self.open()?;
        let tip = snapshot.tip.ok_or_else(|| self.no_desk())?;
        let Some(text) = revision else {
            return Ok(PoliciesAt { policies: config.policies()?, revision: tip.to_string() });
        };
        let unknown = || PolicyError::Revision(text.to_owned());
        let commit = match self.store.range(text) {
            Ok(range) => Some(range.tip),
            Err(_) => {
                let time = read_instant(text, self.env.now, &config.zone).map_err(|_| unknown())?;
                self.store.at_or_before(tip, time)?
            }
        };
        let commit = commit.ok_or_else(unknown)?;
        let then = self.store.snapshot_at(Some(commit))?;
        if then.file(SETTINGS)?.is_none() {
            return Err(unknown().into());
        }
        let policies = config.with_policies_of(&then)?.policies()?;
        Ok(PoliciesAt { policies, revision: commit.to_string() })
    }
}

impl Config {
    /// What the desk promises.
    ///
    /// # Errors
    /// [`super::Error::BrokenConfig`] and [`PolicyError::Filter`], with line and column.
    pub fn policies(&self) -> Result<Policies> {
        let (policies, wrong) = self.compiled_policies()?;
        let (_, text) = self.written_policies()?;
        match wrong.into_iter().next() {
            None => Ok(policies),
            Some(Wrong::File(fault)) => Err(broken(SLA, fault.in_text(&text))),
            Some(Wrong::Filter { name, query, at, fault }) => {
                Err(PolicyError::Filter { path: SLA, at, name, query, fault }.into())
            }
        }
    }

    /// The policies that are in order, and everything that is wrong with the others.
    pub(super) fn compiled_policies(&self) -> Result<(Policies, Vec<Wrong>)> {
        let (written, text) = self.written_policies()?;
        let mut wrong = Vec::new();
        let mut places: Vec<At> = Vec::new();
        let mut list = Vec::new();
        for (n, policy) in written.iter().enumerate() {
            if policy.filter.is_empty() && n + 1 < written.len() {
                let expected = Expected::Form("filter");
                let kind = FaultKind::Unexpected { expected, found: String::new() };
                wrong.push(Wrong::File(Box::new(fault(kind, policy.filter_at, &format!("policies[{n}].filter")))));
            }
            list.extend(self.compile_policy(policy, &text, &mut wrong)?);
            places.resize(list.len(), policy.at);
        }
        let policies = Policies::new(list, self.zone.clone());
        let takes_all = |policy: &Policy| policy.filter == Filter::All(Vec::new());
        for (n, at) in places.iter().enumerate() {
            // One that takes everything before others has been named already.
            if let Some(by) = unreachable(&policies, n).filter(|by| !takes_all(by)) {
                let (name, by) = (policies.list[n].name.clone(), by.name.clone());
                wrong.push(Wrong::File(Box::new(fault(FaultKind::Shadowed { name, by }, *at, ""))));
            }
        }
        Ok((policies, wrong))
    }

    /// `None` when something is wrong with it that leaves nothing to go by.
    fn compile_policy(&self, written: &WrittenPolicy, text: &str, wrong: &mut Vec<Wrong>) -> Result<Option<Policy>> {
        let name = || written.name.clone();
        let compile = || -> Result<std::result::Result<_, query::Fault>> {
            let query = match parse(&written.filter) {
                Ok(query) => query,
                Err(fault) => return Ok(Err(fault)),
            };
            Ok(stored_filter(&query, &self.scope(&query, at(0), &[])?))
        };
        let filter = match compile()? {
            Ok(filter) => Some(filter),
            Err(fault) => {
                let query = written.filter.clone();
                let at = within(text, written.filter_at, &query, fault.span.start);
                wrong.push(Wrong::Filter { name: name(), query, at, fault: Box::new(fault) });
                None
            }
        };
        let mut targets = BTreeMap::new();
        let mut lost: Vec<At> = Vec::new();
        for (metric, written) in &written.targets {
            match self.with_hours(written)? {
                Ok(ready) => drop(targets.insert(*metric, ready)),
                // A calendar that the policy names for all its metrics is one fault.
                Err(_) if lost.contains(&written.calendar_at) => {}
                Err(fault) => {
                    lost.push(written.calendar_at);
                    wrong.push(Wrong::File(Box::new(fault)));
                }
            }
        }
        let first_reply_by_assign = written.first_reply_by_assign.unwrap_or(self.settings.first_reply_by_assign);
        let policy =
            |filter| Policy { name: name(), filter, targets, first_reply_by_assign, warn_at: written.warn_at.clone() };
        Ok(filter.filter(|_| lost.is_empty()).map(policy))
    }

    /// The targets with the hours of their calendar.
    fn with_hours(&self, written: &WrittenTargets) -> Result<std::result::Result<Targets, Fault>> {
        let targets = written.targets.clone();
        let Some(name) = targets.calendar.as_deref() else { return Ok(Ok(targets)) };
        if let Some(hours) = self.hours_called(name)? {
            return Ok(Ok(Targets { hours, ..targets }));
        }
        let nearest = nearest(name, self.calendars()?.names());
        let kind = FaultKind::UnknownName { what: "calendar", name: name.to_owned(), nearest };
        Ok(Err(fault(kind, written.calendar_at, "")))
    }

    /// The hours of the calendar of this name.
    pub(super) fn hours_called(&self, name: &str) -> Result<Option<Hours>> {
        Ok(Hours::named(name, self.calendars()?))
    }
}

fn fault(kind: FaultKind, (line, column): At, path: &str) -> Fault {
    Fault { path: path.to_owned(), ..Fault::new(kind, line, column) }
}

/// Where a byte of a query stands that begins at a place of the file, with a quotation mark or without; the
/// place itself, where it is written in another way.
fn within(text: &str, (line, column): At, query: &str, byte: usize) -> At {
    let index = |n: u32| usize::try_from(n).unwrap_or(usize::MAX).saturating_sub(1);
    let written = text.lines().nth(index(line)).unwrap_or_default();
    let start = written.char_indices().nth(index(column)).map_or(written.len(), |(at, _)| at);
    let rest = &written[start..];
    let quoted = rest.strip_prefix(['"', '\'']);
    let lead = match quoted {
        Some(inner) if inner.starts_with(query) => 1,
        None if rest.starts_with(query) => 0,
        _ => return (line, column),
    };
    let before = query.get(..byte).map_or(0, |before| before.chars().count());
    (line, column.saturating_add(u32::try_from(lead + before).unwrap_or(0)))
}
