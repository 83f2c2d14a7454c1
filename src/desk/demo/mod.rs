//! The demo desk: a year of a small company's support, made up, the same for everybody but for the
//! dates, which end at the present.
//!
//! [`cast`] (who, and about what), [`texts`] and [`today`] are data in YAML files beside this one;
//! [`dice`] is seeded chance and [`hours`] working time; [`life`] is one ticket that people work on by
//! the rules of the workflow, [`story`] what they do, [`plan`] the whole year, [`make`] the repository.

mod cast;
mod dice;
mod hours;
mod life;
mod make;
mod plan;
mod story;
#[cfg(test)]
mod tests;
mod texts;
mod today;

pub use make::{is_demo, make};

use super::Desk;
use super::error::Result;
use crate::domain::insight::report::{Name, Report, Request, Story, report};
use crate::domain::ticket::TicketId;
use crate::kit::child::git;
use crate::kit::yaml::Limits;
use crate::store::history::Want;
use crate::store::{self, git_error};
use std::collections::BTreeMap;

/// What every demo desk is made from, unless somebody wants another one.
pub const SEED: u64 = 2_014;

/// The ticket to look at first.
pub fn showpiece() -> TicketId {
    TicketId::derived("demo", "saturday-market")
}

/// How large a desk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub tickets: usize,
    pub commits: usize,
}

impl Desk {
    pub fn size(&self) -> Result<Size> {
        let (snapshot, _) = self.open()?;
        let args = ["rev-list", "--count", self.store.reference(), "--"];
        let counted = git(self.store.common_dir(), &args).text().map_err(git_error("rev-list"))?;
        let unreadable = |_| store::Error::Git { command: "rev-list".to_owned(), stderr: counted.clone() };
        let commits = counted.trim().parse().map_err(unreadable)?;
        Ok(Size { tickets: snapshot.ids("")?.len(), commits })
    }

    /// Reports over everything, from one reading of history.
    pub fn figures(&self, names: &[Name]) -> Result<Vec<Report>> {
        let (snapshot, config) = self.open()?;
        let tip = snapshot.tip.ok_or_else(|| self.no_desk())?;
        let (now, mut stories) = (self.env.now, BTreeMap::new());
        let want = Want { only: None, texts: false, limits: &Limits::default() };
        self.store.history(tip, &want, |id, event| {
            stories.entry(id).or_insert_with(|| Story::new(id)).tell(&event, &config.workflow, now);
        })?;
        let stories: Vec<Story> = stories.into_values().collect();
        let made = |name: &Name| report(&Request::new(*name, now), &config.workflow, &config.zone, &stories);
        Ok(names.iter().map(made).collect())
    }
}
