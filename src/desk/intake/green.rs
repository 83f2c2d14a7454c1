//! Runs in which tests passed that tickets are about: they are remembered, and after enough of them the ticket is
//! solved. Only what ran and passed counts, never what is absent; and only where the desk is written directly, since
//! whoever hands something in through the inbox proves nothing.

use super::decision::{Did, Why};
use super::work::{Asked, Wish, see};
use crate::desk::error::{Result, refused};
use crate::desk::scene::{Action, Next};
use crate::domain::settings::ci::CiRules;
use crate::domain::ticket::act::{self, StatusExtras};
use crate::domain::ticket::recur::{self, FLAKY, Greens};
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Occurrence, Ticket, TicketId};
use crate::domain::time::Time;
use std::collections::HashSet;

/// A ticket with so many fingerprints may be about more tests than it has fingerprints.
const MOST_KEYS: usize = 100;

/// The tests that passed in a run.
#[derive(Clone, Debug)]
pub struct Passed {
    /// Their fingerprints.
    pub keys: HashSet<String>,
    pub at: Time,
    pub run: Option<String>,
    pub commit: Option<String>,
    pub branch: Option<String>,
    pub url: Option<String>,
    pub platform: Option<String>,
    /// To be counted whatever branch it was.
    pub any_branch: bool,
}

impl Passed {
    fn of(&self, fingerprint: &str) -> Occurrence {
        Occurrence {
            fingerprint: fingerprint.to_owned(),
            at: self.at,
            run: self.run.clone(),
            count: 0,
            commit: self.commit.clone(),
            branch: self.branch.clone(),
            url: self.url.clone(),
            platform: self.platform.clone(),
        }
    }
}

impl Asked<'_> {
    /// What a run that passed does to the unsolved tickets that know one of its tests.
    ///
    /// # Errors
    /// As [`Asked::wish`].
    pub(super) fn passed(&self, id: TicketId, passed: &Passed) -> Result<Option<Wish>> {
        let rules = self.scene.config.ci()?;
        let tracked = passed.any_branch || passed.branch.as_deref().is_none_or(|branch| rules.tracks(branch));
        let ticket = self.scene.load(id)?;
        if !tracked || !self.is_about(&ticket, passed) {
            return Ok(None);
        }
        self.green(ticket, passed, rules)
    }

    /// Whether all that the ticket is about passed. The first fingerprint of a group is that of the group.
    fn is_about(&self, ticket: &Ticket, passed: &Passed) -> bool {
        let keys = match ticket.fingerprints.as_slice() {
            [one] => std::slice::from_ref(one),
            [_, tests @ ..] => tests,
            [] => return false,
        };
        let is_unsolved = self.scene.config.workflow.category(&ticket.status).is_unsolved();
        is_unsolved && keys.len() < MOST_KEYS - 1 && keys.iter().all(|key| passed.keys.contains(key))
    }

    fn green(&self, before: Ticket, passed: &Passed, rules: &CiRules) -> Result<Option<Wish>> {
        let Some(first) = before.fingerprints.first() else { return Ok(None) };
        let (id, one) = (before.id, passed.of(first));
        let mut after = before.clone();
        if recur::is_flaky_with(&before, &one) {
            act::tag(&mut after, &[FLAKY.to_owned()], &[]);
            see(&mut after, &one);
            let wish = Wish::to(Did::Updated, Why::Flaky, id, Next::of(before.clone(), after.clone()).into());
            return Ok((after != before).then_some(wish));
        }
        let is_left = before.tags.iter().any(|tag| tag == FLAKY) || rules.known_tag(&before.tags).is_some();
        if is_left || rules.green_runs == 0 || !recur::failed_on(&before).contains_key(&one.platform) {
            return Ok(None);
        }
        if let Some(newer) = self.is_older(&before, passed) {
            return Ok(Some(Wish::left(Why::OldCode(newer), Some(id))));
        }
        // Those above what is needed say nothing more.
        if recur::green_runs(&before, one.platform.as_deref()) < rules.green_runs {
            see(&mut after, &one);
        }
        let greens = recur::greens(&after, passed.at, rules);
        if greens.are_enough(rules) {
            return self.solve(before, after, greens, rules).map(Some);
        }
        let why = Why::Green { runs: greens.runs, of: rules.green_runs };
        if after == before {
            let why = if greens.runs >= rules.green_runs { Why::NotQuiet } else { why };
            return Ok(Some(Wish::left(why, Some(id))));
        }
        Ok(Some(Wish::to(Did::Updated, why, id, Next::of(before, after).into())))
    }

    /// The commit on which it was last seen, where what passed is older than that.
    fn is_older(&self, ticket: &Ticket, passed: &Passed) -> Option<String> {
        let last = ticket.occurrences.iter().filter(|seen| seen.is_sighting()).max_by_key(|seen| seen.at)?;
        let (failing, good) = (last.commit.as_deref()?, passed.commit.as_deref()?);
        (self.desk.store.contains(good, failing) == Some(false)).then(|| failing.to_owned())
    }

    fn solve(&self, before: Ticket, mut after: Ticket, greens: Greens, rules: &CiRules) -> Result<Wish> {
        let (id, workflow) = (before.id, &self.scene.config.workflow);
        let actor = self.scene.actor(before.requester.as_deref(), None);
        let days = rules.quiet_s / 86_400;
        let words = [("runs", greens.runs.into()), ("days", days.into())];
        let resolution = Some(self.words().with("green-resolution", &words));
        let extras = StatusExtras { until: None, resolution };
        act::set_status(&mut after, workflow, Category::Solved.as_str(), &extras, &actor).map_err(refused(id))?;
        let why = Why::Green { runs: greens.runs, of: rules.green_runs };
        Ok(Wish::to(Did::Solved, why, id, Action::from(Next::of(before, after))))
    }
}
