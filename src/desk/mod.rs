//! What the desk can do: the use cases, one file per job. The desk joins the store with the rules of the
//! domain; it prints nothing, asks nobody, and knows neither the clock nor the environment.
//!
//! Every verb that writes goes through `change`: the domain returns the next version of each ticket,
//! and all of them are committed in one move of the ref, or only shown (`--dry-run`).

mod articles;
mod assign;
mod attach;
mod bring;
mod by_index;
mod calendars;
mod change;
pub mod check;
mod ci_rules;
mod clocks;
mod collect;
mod collide;
mod config;
mod conflicts;
mod create;
mod declared;
pub mod demo;
mod doctor;
mod edit;
mod env;
mod error;
mod export;
mod find;
mod form_files;
mod forms;
mod git_bug;
mod hand;
mod histories;
mod holiday_files;
mod hook;
pub mod import;
mod in_force;
mod indexed;
mod init;
mod intake;
mod meet;
mod merge;
mod numbers;
mod people;
mod pick;
mod policies;
mod queue;
mod read;
mod relations;
mod report;
mod reports;
mod requester;
mod scene;
mod schemas;
mod search;
mod select;
mod similar;
mod sla;
mod submit;
mod sync;
mod talk;
mod texts;
mod told;
mod transition;
mod undo;
mod unseen;
mod upkeep;
mod views;

pub use articles::{ArticleMatch, Articles};
pub use assign::TagEdit;
pub use attach::{Download, Upload};
pub use bring::Brought;
pub use calendars::calendar_of;
pub use change::Changed;
pub use clocks::Clocks;
pub use collect::{Aside, Collect, Collected, Folded, LIMIT as COLLECT_LIMIT, Reason};
pub use config::Config;
pub use conflicts::{Conflict, Conflicts, Part, Said};
pub use create::NewTicket;
pub use doctor::{State, Symptom};
pub use edit::{Setting, Settings};
pub use env::{Env, Watch};
pub use error::{CalendarError, Error, FormError, PolicyError, ReportError, Result, ViewError};
pub use forms::{facts, fill};
pub use git_bug::read_git_bug;
pub use hand::{Escalation, LinkEdit};
pub use hook::{PUSH_LIMIT, Push};
pub use in_force::InForce;
pub use init::{InitRequest, Initialized, Remote, WorkflowName};
pub use intake::{Decision, Did, Intake, Item, MailRules, Passed, ReadingOfTests, TestRun, Why, mail_item};
pub use merge::SplitOff;
pub use people::{Colleague, Colleagues};
pub use pick::Targets;
pub use policies::PoliciesAt;
pub use queue::TRIAGE;
pub use read::{Listing, Shown};
pub use relations::Relations;
pub use requester::Requester;
pub use scene::{ChangedTicket, Writing};
pub use search::{Match, Matches};
pub use similar::{Alike, Similar};
pub use sla::{ClockList, ExplainedTicket};
pub use submit::{HandedIn, Sent};
pub use sync::{LostValue, Publication, Renumbered, SyncRequest, Synced};
pub use talk::Talk;
pub use transition::Transition;
pub use undo::Undone;
pub use unseen::Unseen;
pub use views::{KeptView, MY_DESK, SavedView};

use crate::index::Index;
use crate::store::Store;
use std::cell::RefCell;

/// A desk in a repository, and the surroundings in which it is used.
pub struct Desk {
    pub store: Store,
    pub env: Env,
    /// The index, once it has been asked.
    opened: RefCell<Option<Index>>,
}

impl Desk {
    pub fn new(store: Store, env: Env) -> Desk {
        Desk { store, env, opened: RefCell::default() }
    }
}
