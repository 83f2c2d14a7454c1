//! `articles/**/*.md`: Markdown, and above it what is said about it, if anything.
//!
//! ```text
//! ---
//! title: Refunds             # else the first heading, else the name of the file
//! language: es
//! draft: true                # as everything in a folder named drafts
//! visibility: internal       # else public
//! ---
//! ```
//!
//! Other programs write such files too, so whatever else stands there is let be. What cannot be understood counts as not
//! meant for requesters.

use crate::domain::article::{Article, is_among_drafts, name_of, split_heading};
use crate::domain::ticket::Visibility;
use crate::kit::yaml::{Limits, Node, Plain, Tree, parse};

/// What may stand above an article.
const ABOVE: Limits = Limits { bytes: 64 << 10, depth: 16, nodes: 4_000 };

/// Reads the article at a path.
pub fn read_article(path: &str, source: &str) -> Article {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let (head, markdown) = parted(source);
    let node = match head {
        Head::None => None,
        Head::Open => Some(Err(())),
        Head::Text(text) => Some(parse(text, &ABOVE).map_err(drop)),
    };
    let said = match &node {
        None => Said::default(),
        Some(Ok(node)) => said(node),
        Some(Err(())) => Said { visibility: Visibility::Internal, ..Said::default() },
    };
    let heading = if said.title.is_some() { None } else { split_heading(markdown) };
    let (title, text) = match (said.title, heading) {
        (Some(title), _) => (title, markdown),
        (None, Some((heading, rest))) => (heading.to_owned(), rest),
        (None, None) => (name_of(path).to_owned(), markdown),
    };
    Article {
        path: path.to_owned(),
        title,
        text: text.to_owned(),
        language: said.language,
        draft: said.draft || is_among_drafts(path),
        visibility: said.visibility,
    }
}

/// What stands above a text.
enum Head<'s> {
    None,
    Text(&'s str),
    /// It has no end.
    Open,
}

/// What stands between two lines of dashes at the top, and the rest.
fn parted(source: &str) -> (Head<'_>, &str) {
    let mut lines = source.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        return (Head::None, source);
    }
    let mut end = first.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return (Head::Text(&source[first.len()..end]), &source[end + line.len()..]);
        }
        end += line.len();
    }
    (Head::Open, source)
}

struct Said {
    title: Option<String>,
    language: Option<String>,
    draft: bool,
    visibility: Visibility,
}

impl Default for Said {
    fn default() -> Said {
        Said { title: None, language: None, draft: false, visibility: Visibility::Public }
    }
}

fn said(node: &Node<'_>) -> Said {
    let mut said = Said::default();
    let Tree::Map(entries) = &node.value else {
        let nothing = node.resolve() == Some(Plain::Null);
        said.visibility = if nothing { Visibility::Public } else { Visibility::Internal };
        return said;
    };
    for entry in entries {
        let value = &entry.value;
        match entry.key.to_ascii_lowercase().as_str() {
            "title" => said.title = line(value),
            "language" | "lang" => said.language = line(value),
            "draft" => said.draft |= !is_no(value),
            "visibility" if !is_public(value) => said.visibility = Visibility::Internal,
            _ => {}
        }
    }
    said
}

/// A text on one line; `None`: there is none.
fn line(value: &Node<'_>) -> Option<String> {
    let Tree::Scalar(text, _) = &value.value else { return None };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty() && value.resolve() != Some(Plain::Null)).then_some(text)
}

fn is_no(value: &Node<'_>) -> bool {
    match value.resolve() {
        Some(Plain::Null | Plain::Bool(false)) => true,
        Some(Plain::Text(text)) => matches!(text.to_ascii_lowercase().as_str(), "no" | "off" | "false"),
        _ => false,
    }
}

fn is_public(value: &Node<'_>) -> bool {
    match value.resolve() {
        Some(Plain::Null) => true,
        Some(Plain::Text(text)) => text.eq_ignore_ascii_case("public"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(source: &str) -> Article {
        read_article("articles/refunds.md", source)
    }

    #[test]
    fn the_title_is_declared_or_the_first_heading_or_the_name() {
        let titles = [
            ("---\ntitle: We  pay\n---\n# Refunds\n", "We pay", "# Refunds\n"),
            ("\u{feff}---\r\ntitle: '007'\r\n...\r\ntext", "007", "text"),
            ("---\ntitle:\nlayout: page\n---\n# Refunds\ntext", "Refunds", "text"),
            ("# Refunds\ntext", "Refunds", "text"),
            ("text", "refunds", "text"),
            ("", "refunds", ""),
            ("----\n# Refunds", "Refunds", "----\n# Refunds"),
        ];
        for (source, title, text) in titles {
            let article = read(source);
            assert_eq!((article.title.as_str(), article.text.as_str()), (title, text), "{source:?}");
            assert!(article.is_public(), "{source:?}");
        }
        assert_eq!(read("---\nlanguage: es-MX\n---\n").language.as_deref(), Some("es-MX"));
        assert_eq!(read("---\nlanguage: [es]\n---\n").language, None);
    }

    #[test]
    fn only_what_is_plainly_public_is_for_requesters() {
        for (head, public) in [
            ("draft: true", false),
            ("Draft: yes", false),
            ("draft: 'true'", false),
            ("draft: 1", false),
            ("draft: [no]", false),
            ("draft: false", true),
            ("draft: no", true),
            ("draft:", true),
            ("visibility: internal", false),
            ("VISIBILITY: Internal", false),
            ("visibility: staff", false),
            ("visibility: [public]", false),
            ("visibility: Public", true),
            ("visibility: public\nvisibility: internal", false),
            ("title: [", false),
            ("- a list", false),
            ("just text", false),
            ("tags: {a: b}", true),
            ("", true),
        ] {
            assert_eq!(read(&format!("---\n{head}\n---\ntext")).is_public(), public, "{head}");
        }
        assert!(!read("---\nvisibility: internal\n\n# No end").is_public());
        assert!(!read_article("articles/drafts/x.md", "text").is_public());
    }

    #[test]
    fn a_head_beyond_all_measure_is_not_understood() {
        let deep = format!("---\na: {}{}\n---\ntext", "[".repeat(40), "]".repeat(40));
        let wide = format!("---\na: {}\n---\ntext", "x".repeat(70 << 10));
        for source in [deep, wide] {
            let article = read(&source);
            assert_eq!((article.is_public(), article.text.as_str()), (false, "text"));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_an_article(text in "(---\n)?(\\PC{0,20}\n){0,4}(---\n)?(\\PC{0,20}\n){0,3}") {
            let article = read(&text);
            prop_assert!(!article.title.is_empty() && text.ends_with(&article.text));
        }
    }
}
