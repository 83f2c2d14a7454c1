//! A mail in `submission.yaml`: what was read of it. The files that came with it are blobs beside it, by their place
//! in `files`.

use super::reader::{
    each, items, number, optional, optional_time, owned, require, text, texts, unexpected, unknown_key,
};
use super::submission::{few, head};
use crate::domain::ticket::mailed::{Mailed, MailedFile};
use crate::domain::time::stamp;
use crate::kit::yaml::{Entry, Expected, Fault, Node};

/// Its keys, in order.
pub(super) const KEYS: [&str; 16] = [
    "format",
    "kind",
    "message_id",
    "from",
    "name",
    "date",
    "subject",
    "cc",
    "references",
    "recipients",
    "machine",
    "language",
    "most_per_hour",
    "files",
    "text",
    "quoted",
];
/// By what a mail is known to be a machine's.
const MACHINES: [&str; 4] = ["bounce", "auto-reply", "bulk", "loop"];

pub(super) fn mailed(node: &Node<'_>) -> Result<Mailed, Fault> {
    require(node, &["message_id"])?;
    let mut mailed = Mailed::default();
    each(node, |entry| entry_of(&mut mailed, entry))?;
    Ok(mailed)
}

fn entry_of(mailed: &mut Mailed, entry: &Entry<'_>) -> Result<(), Fault> {
    let node = &entry.value;
    let few_texts = || few(texts(node)?, node);
    match &*entry.key {
        "format" | "kind" => {}
        "message_id" => mailed.key = word(node)?,
        "from" => mailed.from = optional(node)?.map(|_| word(node)).transpose()?,
        "name" => mailed.name = owned(node)?,
        "date" => mailed.at = optional_time(node)?,
        "subject" => mailed.subject = owned(node)?.unwrap_or_default(),
        "cc" => mailed.cc = few_texts()?,
        "references" => mailed.references = few_texts()?,
        "recipients" => mailed.recipients = few_texts()?,
        "machine" => mailed.machine = Some(super::reader::word(node, &MACHINES, |word| word)?.to_owned()),
        "language" => mailed.language = owned(node)?,
        "most_per_hour" => mailed.most_per_hour = u32::try_from(number(node, 0, 1_000_000)?).unwrap_or(0),
        "files" => {
            let names = few(texts(node)?, node)?;
            mailed.files = names.into_iter().map(|name| MailedFile { name, bytes: Vec::new() }).collect();
            // A name that is no text would shift those behind it.
            if mailed.files.len() != items(node).len() {
                return Err(unexpected(node, Expected::List));
            }
        }
        "text" => mailed.text = owned(node)?.unwrap_or_default(),
        "quoted" => mailed.quoted = owned(node)?.unwrap_or_default(),
        _ => return Err(unknown_key(entry, &KEYS)),
    }
    Ok(())
}

/// A word that can stand in a line of git and of a header.
fn word(node: &Node<'_>) -> Result<String, Fault> {
    let word = text(node)?;
    let is_plain =
        !word.is_empty() && !word.contains(|c: char| c.is_control() || c.is_whitespace() || "<>".contains(c));
    if is_plain { Ok(word.to_owned()) } else { Err(unexpected(node, Expected::Text)) }
}

pub(super) fn tree_of_mailed(mailed: &Mailed) -> Node<'_> {
    let mut keys = head("mail");
    keys.put("message_id", Node::text(&mailed.key));
    keys.text("from", mailed.from.as_deref());
    keys.text("name", mailed.name.as_deref());
    if let Some(at) = mailed.at {
        keys.put("date", Node::bare(stamp(at)));
    }
    keys.text("subject", Some(mailed.subject.as_str()).filter(|subject| !subject.is_empty()));
    keys.texts("cc", &mailed.cc);
    keys.texts("references", &mailed.references);
    keys.texts("recipients", &mailed.recipients);
    keys.text("machine", mailed.machine.as_deref());
    keys.text("language", mailed.language.as_deref());
    if mailed.most_per_hour > 0 {
        keys.put("most_per_hour", Node::bare(mailed.most_per_hour.to_string()));
    }
    keys.list("files", mailed.files.iter().map(|file| Node::text(&file.name)).collect());
    for (key, text) in [("text", &mailed.text), ("quoted", &mailed.quoted)] {
        if !text.is_empty() {
            keys.put(key, Node::block(text));
        }
    }
    keys.node()
}
