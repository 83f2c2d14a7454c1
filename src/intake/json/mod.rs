//! JSON of strangers: read within bounds, and by a map turned into what is to be filed.
//!
//! `body` reads documents.

mod body;

pub use body::{BodyFault, MOST_BYTES, documents, one};
