//! The one test binary: everything that is tested through the program itself.
//!
//! `support` is the hermetic world that the tests run in: a home, a git configuration, a clock, a seed,
//! a zone and a language of their own.

mod real_data;
mod support;
mod verbs;
