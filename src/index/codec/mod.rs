//! How histories are kept: bytes that are short and quick to read. A private form, of one version only; what does
//! not read as such is odd, and the index is made anew.

mod bytes;
mod change;
mod names;
mod story;
mod tape;
#[cfg(test)]
mod tests;
mod ticket;

pub use story::{pack_story, unpack_story};
pub use tape::{Before, Step, Tape};
