//! What of a mail goes where: into the message, beside it, into the commit.

use super::Upload;
use crate::desk::scene::Scene;
use crate::domain::ticket::mailed::Mailed;

/// The most of a quoted part that goes into the body of a commit, in bytes; a longer one becomes a file.
const MOST_BODY: usize = 16 << 10;
/// The longest title, in characters.
const TITLE: usize = 200;
/// The longest title that is made of a text, in characters.
const TITLE_OF_TEXT: usize = 80;
/// A message has to have words. A desk is shared, so what is stored has one language.
const NO_TEXT: &str = "(no text)";
const NO_SUBJECT: &str = "(no subject)";

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
        let words = [&mailed.text, &mailed.quoted].into_iter().find(|text| !text.trim().is_empty());
        let (mut files, mut text) = (Vec::new(), words.map_or(NO_TEXT, |text| text.as_str()).to_owned());
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
        let mut quoted = Some(&mailed.quoted).filter(|quoted| !quoted.trim().is_empty() && words != Some(*quoted));
        if let Some(long) = quoted.filter(|quoted| quoted.len() > MOST_BODY) {
            files.extend(file("quoted.txt", long, limits.attachment));
            quoted = None;
        }
        let text = if text.is_empty() { NO_TEXT.to_owned() } else { text };
        Content { title: title(mailed), text, files, quoted: quoted.cloned() }
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

/// The subject, else the first words.
fn title(mailed: &Mailed) -> String {
    let short = |text: &str, most: usize| match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    };
    let is_title = |text: &&str| text.chars().any(|c| !c.is_whitespace() && !c.is_control());
    let subject = Some(mailed.subject.trim()).filter(is_title);
    let first = || mailed.text.lines().map(str::trim).find(is_title);
    match subject {
        Some(subject) => short(subject, TITLE),
        None => first().map_or_else(|| NO_SUBJECT.to_owned(), |first| short(first, TITLE_OF_TEXT)),
    }
}
