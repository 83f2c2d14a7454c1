//! The query language: one language for lists, views, policies, rules, reports and bulk verbs.
//!
//! A line is cut into tokens (`lex`) and parsed to an [`ast`], which knows shape only. [`compile()`]
//! checks it against the table of [`keys`] and resolves words and times once, so that what remains,
//! a [`filter`], is plain comparisons that are evaluated on [`facts`] or become SQL.

pub mod articles;
pub mod ast;
pub mod clocks;
pub mod compile;
pub mod declared;
pub mod eval;
pub mod facts;
pub mod fault;
pub mod field;
pub mod filter;
mod join;
pub mod keys;
mod lex;
pub mod look;
mod metric;
pub mod needle;
pub mod order;
mod parse;
pub mod pattern;
mod resolve;
pub mod search;
pub mod searched;
#[cfg(test)]
mod tests;
pub mod view;

pub use ast::{Expr, Query, Sort};
pub use clocks::{Reading, Readings};
pub use compile::{Compiled, compile};
pub use declared::Declared;
pub use facts::{Facts, Recurs, Scope};
pub use fault::{Expected, Fault, FaultKind};
pub use filter::Filter;
pub use join::join;
pub use metric::Metric;
pub use order::{Order, SortKey};
pub use parse::{MAX_DEPTH, MAX_LEN, parse};
