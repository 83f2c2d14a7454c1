//! What of a failure is kept.

use crate::intake::ci::{Case, MOST_EXCERPT, Outcome, excerpt, without_secrets};
use proptest::prelude::*;

fn failed(message: &str, text: &str, output: &str) -> Case {
    let mut case = Case::new("s", "c", "t", Outcome::Failed);
    (case.message, case.text, case.output) = (message.to_owned(), text.to_owned(), output.to_owned());
    case
}

#[test]
fn a_message_is_said_once_and_output_comes_last() {
    assert_eq!(excerpt(&failed("boom", "E: boom\nat x", "log")), "E: boom\nat x\n\nlog");
    assert_eq!(excerpt(&failed("boom", "at x", "")), "boom\n\nat x");
    assert_eq!(excerpt(&failed("\u{1b}[31mred\u{1b}[0m", "", "")), "red");
}

#[test]
fn of_a_long_text_the_beginning_and_the_last_thirty_lines_are_kept() {
    let long: String = (0..5000).map(|i| format!("line {i}\n")).collect();
    let kept = excerpt(&failed("", &long, ""));
    assert!(kept.len() <= MOST_EXCERPT, "{}", kept.len());
    assert!(kept.starts_with("line 0\nline 1\n") && kept.contains("\n…\nline 4970\n") && kept.ends_with("line 4999"));
    let wide = excerpt(&failed("", &"x".repeat(100_000), ""));
    assert_eq!(wide.len(), 500);
}

#[test]
fn secrets_are_hidden_and_words_are_not() {
    for (text, expected) in [
        ("password=hunter2 ok", "password=*** ok"),
        ("DB_PASSWORD: \"a b\", x", "DB_PASSWORD: ***, x"),
        ("Authorization: Bearer abcdef123456", "Authorization: Bearer ***"),
        ("ghp_abcdefghijklmnopqrstuvwxyz0123", "***"),
        ("AKIAABCDEFGHIJKLMNOP", "***"),
        ("https://ana:s3cret@host/x", "https://ana:***@host/x"),
        ("-----BEGIN RSA PRIVATE KEY-----\nAAA\n-----END RSA PRIVATE KEY-----\nafter", "***\nafter"),
        ("eyJhbGciOiJI.eyJzdWIiOiIx.c2ln", "***"),
        ("expected a token but got a password", "expected a token but got a password"),
        ("unexpected token '}' at 3", "unexpected token '}' at 3"),
    ] {
        assert_eq!(without_secrets(text), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_has_an_excerpt_of_its_size(text in any::<String>(), times in 1usize..60) {
        prop_assert!(excerpt(&failed(&text, &text.repeat(times), &text)).len() <= MOST_EXCERPT);
    }
}
