//! Statuses, their categories, and which transitions exist for whom.
//!
//! Six categories are fixed; statuses are names that a desk chooses, each in one category. Clocks and
//! reports look at the category only.

use crate::domain::people::Role;
use std::collections::BTreeSet;

/// The six categories of statuses, in the order of a ticket's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    New,
    Open,
    Pending,
    Hold,
    Solved,
    Closed,
}

impl Category {
    pub const ALL: [Category; 6] =
        [Category::New, Category::Open, Category::Pending, Category::Hold, Category::Solved, Category::Closed];

    pub fn as_str(self) -> &'static str {
        match self {
            Category::New => "new",
            Category::Open => "open",
            Category::Pending => "pending",
            Category::Hold => "hold",
            Category::Solved => "solved",
            Category::Closed => "closed",
        }
    }

    pub fn parse(text: &str) -> Option<Category> {
        Category::ALL.into_iter().find(|c| c.as_str() == text)
    }

    /// Somebody still has to do something: new, open, pending, hold.
    pub fn is_unsolved(self) -> bool {
        self < Category::Solved
    }
}

/// One status of a workflow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    pub name: String,
    pub category: Category,
    /// Other words for it, read but never written.
    pub aliases: Vec<String>,
    /// It needs an instant at which the ticket comes back.
    pub until: bool,
    /// The status that requesters see instead of this one (hold is shown to them as open).
    pub shown_as: Option<String>,
    pub to: Vec<Transition>,
}

/// A transition from a status, and the roles that may make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    pub to: String,
    pub by: BTreeSet<Role>,
}

/// The workflow of a desk, as `config/workflow.yaml` has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workflow {
    pub name: String,
    pub statuses: Vec<Status>,
    /// The statuses in which a ticket may be filed, and by whom.
    pub create: Vec<Transition>,
    /// A ticket's first assignment moves it from a new status to this one.
    pub first_assignment: Option<String>,
    /// A requester's message moves an unanswered, held or solved ticket to this one.
    pub requester_message: Option<String>,
    /// Solving needs a text that says how.
    pub resolution_required: bool,
    /// Who answers an unassigned ticket gets it.
    pub assign_on_reply: bool,
    /// Days from solved to closed, 1 to 28; `None`: nothing closes by itself.
    pub close_after_days: Option<u8>,
}

impl Workflow {
    pub fn status(&self, name: &str) -> Option<&Status> {
        self.statuses.iter().find(|s| s.name == name)
    }

    /// The status that a person or a stream means by this word: its name, an alias, or (when the
    /// workflow has no such name) the first status of the category that is called so.
    pub fn find(&self, word: &str) -> Option<&Status> {
        let word = word.to_lowercase();
        let named = |s: &&Status| s.name.to_lowercase() == word;
        let alias = |s: &&Status| s.aliases.iter().any(|a| a.to_lowercase() == word);
        let statuses = || self.statuses.iter();
        statuses().find(named).or_else(|| statuses().find(alias)).or_else(|| {
            let category = Category::parse(&word)?;
            self.first_of(category)
        })
    }

    pub fn first_of(&self, category: Category) -> Option<&Status> {
        self.statuses.iter().find(|s| s.category == category)
    }

    /// The category of a status; one that this workflow does not know is open, so that nothing
    /// written by a newer version disappears from the work to be done.
    pub fn category(&self, status: &str) -> Category {
        self.status(status)
            .map(|s| s.category)
            .or_else(|| Category::parse(status))
            .unwrap_or(Category::Open)
    }

    /// The status that requesters see instead of this one, and its category: the one that it is shown as;
    /// what is on hold they see as open, unless the desk says otherwise.
    pub fn shown<'s>(&'s self, status: &'s str) -> (&'s str, Category) {
        let own = self.category(status);
        let named = self.status(status).and_then(|s| s.shown_as.as_deref());
        let open =
            || (own == Category::Hold).then(|| self.first_of(Category::Open).map_or("open", |s| s.name.as_str()));
        let shown = named.or_else(open).unwrap_or(status);
        (shown, self.category(shown))
    }

    /// Whether somebody in this role may make this transition. Staying is always allowed.
    pub fn allows(&self, from: Option<&str>, to: &str, role: Role) -> bool {
        from == Some(to) || self.transitions(from).iter().any(|t| t.to == to && t.by.contains(&role))
    }

    /// What is possible from a status, or at creation.
    pub fn transitions(&self, from: Option<&str>) -> &[Transition] {
        match from {
            None => &self.create,
            Some(from) => self.status(from).map_or(&[], |s| &s.to),
        }
    }
}
