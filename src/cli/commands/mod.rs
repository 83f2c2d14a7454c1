//! One file per verb: its arguments, and what it does with them.

pub mod assign;
pub mod check;
pub mod completions;
pub mod demo;
pub mod edit;
pub mod export;
pub mod help;
pub mod hold;
pub mod import;
pub mod init;
pub mod list;
pub mod log;
pub mod man;
pub mod my_desk;
pub mod new;
pub mod note;
pub mod pend;
pub mod reopen;
pub mod reply;
pub mod report;
pub mod schema;
pub mod show;
pub mod solve;
pub mod status;
pub mod tag;
mod talk;
mod transition;
