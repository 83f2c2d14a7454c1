//! YAML as git-desk needs it: a tolerant reader with budgets for what people write, a strict and
//! fast one for what git-desk itself writes, and the emitter of that canonical form.
//!
//! [`node`] is the tree that all three share. [`read::parse`] is the way in, [`emit::emit`] the way
//! out, [`fault::Fault`] says what is wrong and where. `strict` is an optimisation inside `parse`:
//! whatever it accepts, the tolerant reader reads the same (a property test holds it).

pub mod emit;
pub mod fault;
pub mod near;
pub mod node;
pub mod read;
mod strict;
#[cfg(test)]
mod tests;

pub use emit::emit;
pub use fault::{Expected, Fault, FaultKind};
pub use node::{Entry, Node, Plain, Style, Tree};
pub use read::{Limits, parse, parse_bytes, text_of};
