//! The one test binary: everything that is tested through the program itself.
//!
//! `support` is the hermetic world that the tests run in: a home, a git configuration, a clock, a seed,
//! a zone and a language of their own.

#![expect(
    clippy::panic,
    clippy::print_stderr,
    reason = "tests stop at what they do not expect, and say what they skip"
)]

mod check;
mod demo;
mod docs_verbs;
mod demo;
mod examples;
mod house;
mod readme;
mod real_data;
mod store;
mod support;
mod verbs;
