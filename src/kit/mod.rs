//! Tools that know nothing of tickets: a YAML reader with budgets and snippets, child processes,
//! escaping for terminals.

pub mod child;
pub mod escape;
pub mod yaml;
