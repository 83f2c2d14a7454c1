//! Numbers for people (`#142`): the counter on the branch, and who needs a number.
//!
//! A number is given once: the counter only rises, and what a ticket has already is passed over, whatever the counter
//! says. Where tickets get theirs is said in `desk.yaml`: at the home remote, when they are published (`sync/numbers`);
//! or, in a desk without a home that wants it so, when they are filed ([`Desk::number_new`]).

use super::Desk;
use super::config::Config;
use super::error::Result;
use super::indexed::Need;
use super::scene::{Action, Scene};
use super::select::read_all;
use crate::store::Snapshot;
use crate::store::format::{GREATEST_NUMBER, Limits, read_numbers, write_numbers};
use std::collections::BTreeSet;

/// Where the counter is.
const NUMBERS: &str = "numbers.yaml";

/// Gives numbers.
#[derive(Debug)]
pub(super) struct Counter {
    next: u64,
    /// Numbers from there on that tickets have.
    used: BTreeSet<u64>,
}

impl Counter {
    /// The next number; `None`: there are no more.
    pub fn take(&mut self) -> Option<u64> {
        while self.used.contains(&self.next) {
            self.next += 1;
        }
        let number = self.next;
        (number <= GREATEST_NUMBER).then(|| {
            self.next += 1;
            number
        })
    }

    /// Gives the tickets that an action makes their numbers.
    pub fn number(&mut self, action: &mut Action) {
        let new = action.tickets.iter_mut().filter(|t| t.before.is_none() && t.after.number.is_none());
        new.for_each(|next| next.after.number = self.take());
        action.files.push(self.file());
    }

    /// The file of the counter as it stands now.
    pub fn file(&self) -> (String, Option<Vec<u8>>) {
        (NUMBERS.to_owned(), Some(write_numbers(self.next.min(GREATEST_NUMBER)).into_bytes()))
    }
}

/// What the counter of a commit says; a file that cannot be read says nothing.
pub(super) fn counted(snapshot: &Snapshot) -> Result<Option<u64>> {
    let Some(bytes) = snapshot.file(NUMBERS)? else { return Ok(None) };
    Ok(read_numbers(&String::from_utf8_lossy(&bytes), &Limits::default()).ok().flatten())
}

impl Desk {
    /// The counter, which starts at `floor` at least. Without a file it goes on behind the greatest number there is.
    pub(super) fn counter(&self, snapshot: &Snapshot, config: &Config, floor: u64) -> Result<Counter> {
        let said = counted(snapshot)?.map(|next| next.max(floor));
        let from = said.unwrap_or(1);
        let known = self.ask(snapshot, config, Need::State, |index| index.numbers_from(from));
        let mut used = match known {
            Some(used) => used,
            None => read_all(snapshot, config)?.0.into_iter().filter_map(|ticket| ticket.number).collect(),
        };
        used.retain(|number| (from..=GREATEST_NUMBER).contains(number));
        let behind = || used.last().map_or(1, |last| last + 1).max(floor);
        Ok(Counter { next: said.unwrap_or_else(behind), used })
    }

    /// Gives numbers to the tickets that are filed, where the desk wants it so.
    pub(super) fn number_new(&self, actions: &mut [Action], scene: &Scene) -> Result<()> {
        if !actions.iter().any(|action| self.gives_numbers(action, scene)) {
            return Ok(());
        }
        let mut counter = self.counter(scene.snapshot, scene.config, 1)?;
        actions
            .iter_mut()
            .filter(|action| is_new(action))
            .for_each(|action| counter.number(action));
        Ok(())
    }

    /// Whether the desk wants a number for a ticket of this action.
    pub(super) fn gives_numbers(&self, action: &Action, scene: &Scene) -> bool {
        let settings = &scene.config.settings;
        settings.numbers_at_creation && settings.home.is_none() && is_new(action)
    }
}

fn is_new(action: &Action) -> bool {
    action.tickets.iter().any(|t| t.before.is_none() && t.after.number.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_a_ticket_has_is_passed_over() {
        let mut counter = Counter { next: 3, used: BTreeSet::from([3, 4, 6]) };
        assert_eq!([counter.take(), counter.take(), counter.take()], [Some(5), Some(7), Some(8)]);
        assert_eq!(counter.file().1.map(|file| String::from_utf8_lossy(&file).contains("next: 9\n")), Some(true));
    }

    #[test]
    fn numbers_end_before_they_could_be_mistaken() {
        let mut counter = Counter { next: GREATEST_NUMBER, used: BTreeSet::new() };
        assert_eq!([counter.take(), counter.take()], [Some(GREATEST_NUMBER), None]);
        assert!(
            counter
                .file()
                .1
                .is_some_and(|file| read_numbers(&String::from_utf8_lossy(&file), &Limits::default()).is_ok())
        );
    }
}
