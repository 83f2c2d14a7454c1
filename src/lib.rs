//! git-desk: a help desk that lives in a git repository.
//!
//! Each ticket is one YAML file on a branch of its own, every change a commit, and nothing else is the truth.
//! A room imports rooms on lower floors only, and rooms of one floor do not know each other:
//!
//! ```text
//! floor 3   cli                       arguments, terminal, words for errors, exit codes
//! floor 2   desk                      the use cases: one file per job
//! floor 1   store   index   intake   render   git | a cache of it | outside bytes in | values to bytes
//! floor 0   domain   kit              values and rules | tools that know nothing of tickets
//! ```
//!
//! - [`domain`] decides: pure functions from values to the next version of a ticket, or to figures.
//! - [`store`], [`intake`] and [`render`] touch the world: git, bytes of strangers, tables and JSON.
//! - [`desk`] joins them: a verb that writes is a pure plan on the tip of the branch, committed in one move of the ref.
//! - [`cli`] talks, and is the only room that reads clock, environment, randomness and terminal.
//! - [`kit`] holds tools: YAML with budgets, child processes, text of strangers made harmless.
//!
//! `ARCHITECTURE.md` has the invariants, the way of one write and one read through the floors, and a table of where
//! to change what. The library is there for the binary and its tests; what other programs may rely on is the command
//! line and its formats.

#![forbid(unsafe_code)]

pub mod cli;
pub mod desk;
pub mod domain;
pub mod index;
pub mod intake;
pub mod kit;
pub mod render;
pub mod store;
