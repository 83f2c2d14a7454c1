//! The words of a command line as one query line.

use super::keys::Key;
use super::lex::key_and_operator;

/// One query line of what the shell passed, into which the spans of faults point. What the shell
/// passed as one word with spaces in it stays one value (`title:printer is dead`, `timeout error`)
/// unless it reads as several terms.
pub fn join(words: &[String]) -> String {
    let words = words.iter().filter(|w| !w.trim().is_empty());
    words
        .map(|word| one_word(word.trim()).unwrap_or_else(|| word.clone()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A word with spaces, with its value quoted. `None`: it can stand as it is.
fn one_word(word: &str) -> Option<String> {
    let mut pieces = word.split_whitespace();
    let first = pieces.next()?;
    let later = pieces.next().is_some();
    let structured = word.contains(['"', '(', ')']) || word.split_whitespace().skip(1).any(is_structure);
    if !later || structured {
        return None;
    }
    let positive = first.trim_start_matches('-');
    let minus = &first[..first.len() - positive.len()];
    let body = &word[minus.len()..];
    let (key, op) = key_and_operator(positive).unwrap_or_default();
    if Key::find(key).is_some_and(|key| !key.may_have_spaces()) {
        return None;
    }
    let value = body[key.len() + op.len()..].trim();
    Some(format!("{minus}{key}{op}\"{}\"", value.replace('\\', "\\\\")))
}

/// A piece that makes its neighbours terms of their own.
fn is_structure(piece: &str) -> bool {
    let positive = piece.trim_start_matches('-');
    let keyword = ["or", "and"].iter().any(|k| piece.eq_ignore_ascii_case(k));
    keyword || (piece.starts_with('-') && !positive.is_empty()) || key_and_operator(positive).is_some()
}
