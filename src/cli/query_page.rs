//! git-desk-query(7): the language of queries as a manual page, in both languages.

use super::docs::{heading, see_also_pages, title};
use crate::render::words::{Lang, Words};
use clap_mangen::roff::{Roff, bold, roman};

/// The file of the page in every language.
pub const NAME: &str = "git-desk-query.7";

/// The sections in their order; with `true`, a list of terms, each with what it means.
const SECTIONS: [(&str, &str, bool); 9] = [
    ("query-page-heading-description", "query-page-description", false),
    ("query-page-heading-terms", "query-page-terms", true),
    ("query-page-heading-keys", "query-page-keys", true),
    ("query-page-heading-times", "query-page-times", false),
    ("query-page-heading-fields", "query-page-fields", false),
    ("query-page-heading-views", "query-page-views", false),
    ("query-page-heading-shell", "query-page-shell", false),
    ("query-page-heading-errors", "query-page-errors", false),
    ("query-page-heading-examples", "query-page-examples", true),
];

/// The folder of the page below a `man` directory, as man looks for it.
pub fn folder(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "man7",
        Lang::Es => "es/man7",
    }
}

pub fn page(words: &Words) -> Vec<u8> {
    let mut page = title("GIT-DESK-QUERY", 7, words);
    let mut roff = Roff::new();
    // A term that is broken at a hyphen is another term.
    roff.control("nh", []);
    page += &roff.to_roff();
    let mut roff = Roff::new();
    roff.text([roman(format!("git-desk-query - {}", words.say("query-page-about")))]);
    page += &(heading("cli-man-name", words) + &roff.to_roff());
    for (head, body, is_list) in SECTIONS {
        let text = words.say(body);
        page += &heading(head, words);
        page += &if is_list { list(&text) } else { paragraphs(&text) };
    }
    page += &see_also_pages(&["git-desk(1)", "git-desk-list(1)", "git-desk-search(1)", "git-desk-view(1)"], words);
    page.into_bytes()
}

fn paragraphs(text: &str) -> String {
    let mut roff = Roff::new();
    for paragraph in text.split("\n\n") {
        roff.control("PP", []);
        roff.text([roman(paragraph)]);
    }
    roff.to_roff()
}

/// Lines that stand at the margin are terms; indented below them is what they mean.
fn list(text: &str) -> String {
    let mut roff = Roff::new();
    for (term, meaning) in entries(text) {
        roff.control("TP", []);
        roff.text([bold(term)]);
        roff.text([roman(meaning)]);
    }
    roff.to_roff()
}

/// Each term with its meaning.
pub fn entries(text: &str) -> Vec<(&str, String)> {
    let mut out: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix(' '), out.last_mut()) {
            (Some(meaning), Some((_, told))) => {
                let gap = if told.is_empty() { "" } else { " " };
                told.push_str(&format!("{gap}{}", meaning.trim()));
            }
            _ => out.push((line, String::new())),
        }
    }
    out
}
