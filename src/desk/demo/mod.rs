//! The demo desk: a year of a small company's support, made up, the same for everybody but for the
//! dates, which end at the present.
//!
//! `cast` (who, and about what), `texts` and `today` are data in YAML files beside this one, and so are the
//! calendar and the promises;
//! `dice` is seeded chance and `hours` working time; `life` is one ticket that people work on by
//! the rules of the workflow, `story` what they do, `plan` the whole year, `make` the repository.

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
use crate::domain::ticket::TicketId;
use crate::kit::child::git;
use crate::store::{self, git_error};

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
}
