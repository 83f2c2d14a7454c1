//! The parts of a mail: those that are its text, and those that are files.

use super::MOST_FILES;
use super::markup;
use super::model::{Attachment, Fault};
use super::tame::{show, shown};
use super::text::{one_line, plain, short};
use mail_parser::{Message, MessageParser, MessagePart, MessagePartId, MimeHeaders, PartType};

/// The longest name of a file that is kept, in bytes, before it is made safe.
const LONGEST_NAME: usize = 512;

/// The text of a mail, and whether a part of it came in a broken encoding.
pub fn body(message: &Message<'_>) -> (String, bool) {
    let (text, is_broken) = joined(message, &message.text_body);
    if !text.trim().is_empty() {
        return (text, is_broken);
    }
    // Some programs send an empty text beside the words.
    joined(message, &message.html_body)
}

fn joined(message: &Message<'_>, ids: &[MessagePartId]) -> (String, bool) {
    let (mut texts, mut is_broken): (Vec<String>, bool) = (Vec::new(), false);
    for part in ids.iter().filter_map(|id| message.parts.get(*id as usize)) {
        let text = match &part.body {
            PartType::Text(text) => plain(&shown(text)),
            PartType::Html(html) => markup::text(&shown(html)),
            _ => continue,
        };
        is_broken |= part.is_encoding_problem;
        if !text.trim().is_empty() {
            texts.push(text);
        }
    }
    (texts.join("\n\n"), is_broken)
}

/// The files of a mail, and what was wrong with them.
pub fn attachments(message: &Message<'_>) -> (Vec<Attachment>, Vec<Fault>) {
    let (mut files, mut faults): (Vec<Attachment>, Vec<Fault>) = (Vec::new(), Vec::new());
    let is_text = |id: &MessagePartId| message.text_body.contains(id) || message.html_body.contains(id);
    for id in &message.attachments {
        let Some(part) = message.parts.get(*id as usize) else { continue };
        let is_shown = is_text(id) && matches!(part.body, PartType::Text(_) | PartType::Html(_));
        let bytes = part.contents();
        if is_shown || (bytes.is_empty() && part.attachment_name().is_none()) {
            continue;
        }
        if files.len() >= MOST_FILES {
            faults.push(Fault::TooManyAttachments);
            break;
        }
        if part.is_encoding_problem {
            faults.push(Fault::BrokenPart);
        }
        files.push(file(part, files.len() + 1));
    }
    (files, faults)
}

fn file(part: &MessagePart<'_>, number: usize) -> Attachment {
    let media_type = media_type(part);
    let mut bytes = part.contents().to_vec();
    show(&mut bytes);
    let declared = part.attachment_name().map(|name| one_line(&shown(name))).filter(|name| !name.is_empty());
    let name = declared.unwrap_or_else(|| nameless(&media_type, &bytes, number));
    let is_inline = matches!(part.body, PartType::InlineBinary(_))
        || part.content_id().is_some()
        || part.content_disposition().is_some_and(|disposition| disposition.is_inline());
    Attachment { name: short(&name, LONGEST_NAME).into_owned(), media_type, is_inline, bytes }
}

fn media_type(part: &MessagePart<'_>) -> String {
    let Some(declared) = part.content_type() else { return "text/plain".to_owned() };
    let whole = match declared.subtype() {
        Some(subtype) => format!("{}/{subtype}", declared.ctype()),
        None => declared.ctype().to_owned(),
    };
    short(&one_line(&shown(&whole)).to_lowercase(), 127).into_owned()
}

/// A name for what has none: of a nested mail its subject, else what and which it is.
fn nameless(media_type: &str, bytes: &[u8], number: usize) -> String {
    if media_type.starts_with("message/") && media_type != "message/delivery-status" {
        let head = &bytes[..bytes.len().min(64 << 10)];
        let nested = MessageParser::new().with_minimal_headers().parse_headers(head);
        let subject = nested.as_ref().and_then(|mail| mail.subject()).map(one_line).unwrap_or_default();
        let subject = if subject.is_empty() { format!("mail-{number}") } else { subject };
        return format!("{}.eml", short(&subject, 80));
    }
    let ending = match media_type {
        "text/plain" | "message/delivery-status" | "text/rfc822-headers" => "txt",
        "text/html" => "html",
        "text/calendar" => "ics",
        "image/jpeg" => "jpg",
        "image/svg+xml" => "svg",
        other => other.rsplit('/').next().unwrap_or_default(),
    };
    let is_plain = !ending.is_empty() && ending.len() <= 8 && ending.chars().all(|c| c.is_ascii_alphanumeric());
    let what = media_type
        .split('/')
        .next()
        .filter(|what| ["image", "audio", "video", "text"].contains(what));
    let ending = if is_plain && ending != "octetstream" { ending } else { "bin" };
    format!("{}-{number}.{ending}", what.unwrap_or("part"))
}
