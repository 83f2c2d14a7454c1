//! JSON of strangers: read within bounds, and by a map turned into what is to be filed.
//!
//! `body` reads documents, `map` reads the file that says what of a document is what of a ticket, `expression`
//! evaluates what stands there, `item` makes submissions of it.

mod body;
mod expression;
mod item;
mod map;
#[cfg(test)]
mod tests;

pub use body::{BodyFault, MOST_BYTES, documents, one};
pub use expression::Wrong;
pub use item::{MOST_ITEMS, Read, Unmapped};
pub use map::{Map, MapFault};
