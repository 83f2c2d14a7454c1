//! Bytes to text: by the byte order mark, else by what an XML declaration says, else UTF-8.
//!
//! Test output holds bytes of every kind, so bytes that are no UTF-8 become U+FFFD rather than an error.

use super::Refusal;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How far an XML declaration is looked for, in bytes.
const DECLARATION: usize = 256;

/// The text of a file, without its byte order mark.
///
/// # Errors
/// [`Refusal::Encoding`]: a declaration names an encoding that nobody knows.
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or_default()).0);
    }
    Ok(declared(bytes)?.decode_without_bom_handling(bytes).0)
}

fn declared(bytes: &[u8]) -> Result<&'static Encoding, Refusal> {
    match bytes {
        // `<?` in UTF-16, where nothing else says so.
        [b'<', 0, b'?', 0, ..] => return Ok(UTF_16LE),
        [0, b'<', 0, b'?', ..] => return Ok(UTF_16BE),
        _ => {}
    }
    let head = bytes.get(..bytes.len().min(DECLARATION)).unwrap_or_default();
    let head = String::from_utf8_lossy(head.trim_ascii_start());
    let Some(label) = head
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .and_then(|(d, _)| label(d))
    else {
        return Ok(UTF_8);
    };
    let known = Encoding::for_label(label.as_bytes()).ok_or(Refusal::Encoding { label: label.to_owned() })?;
    // It was read as single bytes so far, so a declaration of UTF-16 without a mark is wrong.
    Ok(if known == UTF_16LE || known == UTF_16BE { UTF_8 } else { known })
}

fn label(declaration: &str) -> Option<&str> {
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split_once(quote).map(|(label, _)| label)
}
