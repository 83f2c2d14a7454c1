//! The messages of a catalogue by their keys, found without parsing them.
//!
//! Our files keep to a part of Fluent: messages that begin at the first column, and nothing that refers to
//! another message. `tests.rs` holds this against Fluent's own reading.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Room for all messages of a language.
const MESSAGES: usize = 2048;

/// Key to the message as its file has it: from its key to the last of its lines.
pub(super) type Entries = HashMap<&'static str, &'static str, BuildHasherDefault<Fnv>>;

pub(super) fn find(sources: &[&'static str]) -> Entries {
    let mut found = HashMap::with_capacity_and_hasher(MESSAGES, BuildHasherDefault::default());
    for source in sources {
        let bytes = source.as_bytes();
        // Where the message that is being read begins, and where its key ends.
        let mut open = None;
        let mut keep = |open: Option<(usize, usize)>, end| {
            if let Some((start, key_end)) = open {
                found.insert(&source[start..key_end], &source[start..end]);
            }
        };
        let mut place = 0;
        while let Some(first) = bytes.get(place) {
            // All other lines go on with the message above them.
            if first.is_ascii_alphabetic() || *first == b'#' {
                keep(open.take(), place);
                let key = bytes[place..]
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
                open = Some((place, place + key.count())).filter(|_| first.is_ascii_alphabetic());
            }
            place = source[place..].find('\n').map_or(bytes.len(), |end| place + end + 1);
        }
        keep(open, bytes.len());
    }
    found
}

/// The hash of Fowler, Noll and Vo (1a, 64 bits): our keys are short, and nobody chooses them to collide.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The text of a message that is one line without anything to fill in.
pub(super) fn plain(entry: &'static str) -> Option<&'static str> {
    let (_, text) = entry.split_once('=')?;
    let text = text.trim_matches([' ', '\n', '\r']);
    (!text.is_empty() && !text.contains(['{', '}', '\n'])).then_some(text)
}
