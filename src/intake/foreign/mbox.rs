//! A mailbox that was kept (mbox): each thread a ticket, each mail a message of its time.
//!
//! A mail belongs to the nearest one of those that it answers which is there; where none is, those that name the same
//! beginning belong together. So a mailbox may come in several files. What somebody sends who took no part until then,
//! and what a machine sends, is internal, as when mail comes in by itself.

mod letter;
#[cfg(test)]
mod tests;
mod thread;

use super::item::Export;
use super::mapping::Mapping;
use super::{Kind, MOST_PARTS, Unreadable};
use crate::domain::outcome::import::Cause;
use crate::intake::mail::Mbox;
use letter::Letter;
use std::collections::HashSet;

pub fn read(bytes: &[u8], mapping: &Mapping) -> Result<Export, Unreadable> {
    if bytes.trim_ascii().is_empty() {
        return Err(Unreadable::Empty);
    }
    let mut export = Export::default();
    let letters = letters(bytes, &mut export);
    if letters.is_empty() && export.bad.is_empty() {
        return Err(Unreadable::NothingOf(Kind::Mbox.as_str()));
    }
    export.items = thread::of(letters).into_iter().map(|thread| thread.item(mapping)).collect();
    export.items.sort_by_key(|item| item.created);
    Ok(export)
}

/// The mails, each once, those that can be read.
fn letters(bytes: &[u8], export: &mut Export) -> Vec<Letter> {
    let mut mailbox = Mbox::new(bytes);
    let (mut letters, mut seen) = (Vec::new(), HashSet::new());
    for n in 1.. {
        // It reads from memory.
        let Some(Ok(source)) = mailbox.next() else { break };
        let place = format!("#{n}");
        if n > MOST_PARTS {
            export.skip(place, Cause::TooMany { limit: MOST_PARTS });
            break;
        }
        match Letter::read(place.clone(), &source, mailbox.came()) {
            Ok(letter) if seen.insert(letter.key.clone()) => letters.push(letter),
            Ok(_) => export.skip(place, Cause::Twice),
            Err(cause) => export.skip(place, cause),
        }
    }
    letters
}
