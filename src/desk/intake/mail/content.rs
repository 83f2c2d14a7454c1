//! What of a mail goes where: into the message, beside it, into the commit.

use super::Upload;
use crate::desk::scene::Scene;
use crate::domain::ticket::mailed::Mailed;
use crate::intake::mail::{MOST_QUOTED, NO_TEXT, QUOTED, title, words};

pub(super) struct Content {
    pub title: String,
    /// Never empty, and within the limit of the desk.
    pub text: String,
    pub files: Vec<Upload>,
    /// For the body of the commit.
    pub quoted: Option<String>,
}

impl Content {
    pub fn of(mailed: &Mailed, scene: &Scene) -> Content {
        let limits = &scene.config.settings.limits;
        let (text, mut quoted) = words(&mailed.text, &mailed.quoted);
        let (mut files, mut text) = (Vec::new(), text.to_owned());
        for file in &mailed.files {
            let size = file.bytes.len() as u64;
            if size <= limits.attachment {
                files.push(Upload { name: file.name.clone(), bytes: file.bytes.clone() });
            } else {
                // What is too large for the desk hinders nothing else, and is named.
                text.push_str(&format!("\n\n[left out: {}, {size} bytes]", file.name));
            }
        }
        let most = usize::try_from(limits.message).unwrap_or(usize::MAX);
        if text.len() > most {
            files.extend(file("message.txt", &text, limits.attachment));
            text = format!("{}…", until(&text, most.saturating_sub("…".len())));
        }
        if let Some(long) = quoted.filter(|quoted| quoted.len() > MOST_QUOTED) {
            files.extend(file(QUOTED, long, limits.attachment));
            quoted = None;
        }
        let text = if text.is_empty() { NO_TEXT.to_owned() } else { text };
        Content { title: title(&mailed.subject, &mailed.text), text, files, quoted: quoted.map(str::to_owned) }
    }
}

/// A text as a file, where the desk takes files of that size.
fn file(name: &str, text: &str, limit: u64) -> Option<Upload> {
    let upload = || Upload { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    (text.len() as u64 <= limit).then(upload)
}

fn until(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}
