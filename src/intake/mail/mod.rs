//! Mail: the bytes of a message (RFC 5322, MIME) to what a desk needs of it.
//!
//! Whoever wrote it may be hostile: size, depth, parts, headers and addresses are bounded, nothing panics, and what
//! was too much is named ([`Fault`]), so that whoever files it can keep the source beside it. Nothing here proves
//! who sent a mail; nothing opens an address, a file or an archive.

mod address;
mod filed;
mod language;
mod machine;
mod mailbox;
mod markup;
mod model;
mod parse;
mod parts;
mod reply;
mod tame;
#[cfg(test)]
mod tests;
mod text;

pub use filed::{MOST_QUOTED, NO_TEXT, QUOTED, SOURCE, title, words};
pub use language::{guess as language_of, primary as primary_language};
pub use mailbox::{Mbox, looks_like_mbox};
pub use model::{Address, Attachment, Fault, Machine, Mail, Refusal};
pub use parse::read;

/// The largest mail that is read, in bytes: the largest attachment of a desk (25 MiB) as base64, and some.
pub const MOST_BYTES: usize = 40 << 20;
/// The most addresses that are kept of one header.
pub const MOST_ADDRESSES: usize = 100;
/// The most attachments that are kept of one mail.
pub const MOST_FILES: usize = 90;
/// The longest text that is kept of one mail, in bytes.
pub const MOST_TEXT: usize = 900 << 10;
/// The most Message-IDs that are kept of References: the last ones, which are the nearest.
pub const MOST_REFERENCES: usize = 100;
