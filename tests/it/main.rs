//! The one test binary: everything that is tested through the program itself.
//!
//! `support` is the hermetic world that the tests run in: a home, a git configuration, a clock, a seed,
//! a zone and a language of their own.

#![expect(
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests stop at what they do not expect, say what they skip, and wait for others with a limit"
)]

mod check;
mod check_merges;
mod completion;
mod demo;
mod docs_verbs;
mod examples;
mod hostile;
mod house;
mod inbox;
mod index;
mod intake;
mod law;
mod mail;
mod migrate;
mod pipelines;
mod readme;
mod real_data;
mod reliability;
mod server;
mod store;
mod support;
mod sync;
mod verbs;
mod webhooks;
