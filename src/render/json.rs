//! JSON and JSON Lines.

use crate::kit::escape::is_unsafe;
use serde::Serialize;
use std::fmt::Write;

/// The value as JSON for people and programs alike: indented, ended by a line feed. Characters that a
/// terminal would obey are written as `\u` escapes, which mean the same to every JSON reader.
pub fn pretty<T: Serialize>(value: &T) -> serde_json::Result<String> {
    serde_json::to_string_pretty(value).map(|text| harmless(text) + "\n")
}

/// The value on one line, without the line feed.
pub fn line<T: Serialize>(value: &T) -> serde_json::Result<String> {
    serde_json::to_string(value).map(harmless)
}

/// One line per item, each ended by a line feed.
pub fn lines<T: Serialize>(items: &[T]) -> serde_json::Result<String> {
    let mut out = String::new();
    for item in items {
        out.push_str(&harmless(serde_json::to_string(item)?));
        out.push('\n');
    }
    Ok(out)
}

/// JSON escapes C0 itself; the rest of what a terminal obeys stands inside of strings only, as all
/// that is not ASCII does.
fn harmless(text: String) -> String {
    if text.is_ascii() && !text.contains('\u{7f}') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unsafe(c) { escape(c, &mut out) } else { out.push(c) }
    }
    out
}

fn escape(c: char, out: &mut String) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        // Writing to a String cannot fail.
        write!(out, "\\u{unit:04x}").ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn lines_are_one_item_each() {
        let items = [json!({"a": "x\ny"}), json!([1, null])];
        assert_eq!(lines(&items).ok().as_deref(), Some("{\"a\":\"x\\ny\"}\n[1,null]\n"));
    }

    proptest! {
        #[test]
        fn no_character_that_a_terminal_obeys_and_no_loss(text in any::<String>(), low in 0u32..0xa0) {
            let text = format!("{text}{}\u{202e}\u{e0041}", char::from_u32(low).unwrap_or(' '));
            let printed = pretty(&json!({ text.as_str(): &text })).map_err(|e| TestCaseError::fail(e.to_string()))?;
            prop_assert!(!printed.contains(is_unsafe));
            let read: Value = serde_json::from_str(&printed).map_err(|e| TestCaseError::fail(e.to_string()))?;
            prop_assert_eq!(read[text.as_str()].as_str(), Some(text.as_str()));
        }
    }
}
