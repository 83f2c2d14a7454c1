//! An article of the knowledge base: a Markdown file that the desk keeps for whoever asks, or for itself.

use super::ticket::Visibility;

/// A folder of this name, wherever below `articles/`, holds drafts.
const DRAFTS: &str = "drafts";
/// Characters of a heading that can be a title; a longer one is text.
const LONGEST: usize = 250;

/// An article as its file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// On the branch: `articles/payments/refunds.md`.
    pub path: String,
    pub title: String,
    /// Markdown, without what is above it and without the heading that is the title.
    pub text: String,
    /// As it was declared, a tag such as `es`.
    pub language: Option<String>,
    pub draft: bool,
    pub visibility: Visibility,
}

impl Article {
    /// Whether requesters may see it.
    pub fn is_public(&self) -> bool {
        !self.draft && self.visibility.is_public()
    }
}

/// Whether a path leads through a folder of drafts.
pub fn is_among_drafts(path: &str) -> bool {
    let (folders, _) = path.rsplit_once('/').unwrap_or_default();
    folders.split('/').any(|folder| folder.eq_ignore_ascii_case(DRAFTS))
}

/// The name of a file without its folders and its ending: what an article is called that has no title.
pub fn name_of(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.rsplit_once('.').map_or(file, |(name, _)| name)
}

/// The first heading of a Markdown text, and the text without it. What stands before the heading stays where it is,
/// and the heading with it.
///
/// CommonMark 0.31: ATX headings (4.2), setext headings of one line (4.3), fenced code blocks (4.5).
pub fn split_heading(markdown: &str) -> Option<(&str, &str)> {
    let mut fence = None;
    // The line before, and where it begins, when a heading may be made of it.
    let mut above: Option<(&str, usize)> = None;
    let mut end = 0;
    for line in markdown.split_inclusive('\n') {
        let start = end;
        end += line.len();
        let rest = unindented(line);
        if let Some(open) = fence {
            fence = if closes(rest, open) { None } else { fence };
            continue;
        }
        let paragraph = above.take();
        fence = opened(rest);
        if fence.is_some() {
            continue;
        }
        let found = match (atx(rest), paragraph) {
            (Some(heading), _) => Some((heading, start)),
            (None, Some((heading, start))) if is_underline(rest) => Some((heading, start)),
            (None, paragraph) => {
                above = begun(rest, paragraph.is_some(), start);
                None
            }
        };
        if let Some((heading, start)) = found {
            let is_title = !heading.is_empty() && heading.chars().nth(LONGEST).is_none();
            let is_first = markdown[..start].trim().is_empty();
            return is_title.then_some((heading, if is_first { &markdown[end..] } else { markdown }));
        }
    }
    None
}

/// A line without its end and up to three blanks before it; of code that is indented, nothing.
fn unindented(line: &str) -> &str {
    let rest = line.trim_start_matches(' ');
    if line.len() - rest.len() > 3 || rest.starts_with('\t') { "" } else { rest.trim_end() }
}

/// The text of a heading that begins with number signs.
fn atx(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let signs = line.len() - text.len();
    if !(1..=6).contains(&signs) || !(text.is_empty() || text.starts_with([' ', '\t'])) {
        return None;
    }
    let text = text.trim();
    let bare = text.trim_end_matches('#');
    Some(if bare.is_empty() || bare.ends_with([' ', '\t']) { bare.trim_end() } else { text })
}

/// A line that makes the one above it a heading.
fn is_underline(line: &str) -> bool {
    let all = |sign: char| line.chars().all(|c| c == sign);
    !line.is_empty() && (all('=') || all('-'))
}

/// A paragraph that begins with this line: of one that goes on, no heading is made.
fn begun(line: &str, goes_on: bool, start: usize) -> Option<(&str, usize)> {
    let plain = !line.is_empty() && !line.starts_with(['-', '*', '+', '>', '|', '<']);
    (plain && !goes_on).then_some((line, start))
}

/// The sign of a fence around code, and how many of them.
fn opened(line: &str) -> Option<(char, usize)> {
    let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let rest = line.trim_start_matches(sign);
    let signs = line.len() - rest.len();
    (signs >= 3 && !(sign == '`' && rest.contains('`'))).then_some((sign, signs))
}

fn closes(line: &str, (sign, signs): (char, usize)) -> bool {
    line.len() >= signs && line.chars().all(|c| c == sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_heading_is_the_title() {
        let rows = [
            ("# Refunds\n\nWe pay back.\n", Some(("Refunds", "\nWe pay back.\n"))),
            ("\n  ## Refunds ##\r\ntext", Some(("Refunds", "text"))),
            ("Refunds\n=======\ntext", Some(("Refunds", "text"))),
            ("Refunds\n---\ntext", Some(("Refunds", "text"))),
            ("# C#\nx", Some(("C#", "x"))),
            ("#", None),
            ("#hashtag\n", None),
            ("    # code\n", None),
            ("- item\n---\n", None),
            ("a\nb\n---\n# H", Some(("H", "a\nb\n---\n# H"))),
            ("```sh\n# comment\n```\n# Title\nx", Some(("Title", "```sh\n# comment\n```\n# Title\nx"))),
            ("~~~\n```\n# comment\n", None),
            ("Hello\n\n# Later", Some(("Later", "Hello\n\n# Later"))),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(split_heading(text), expected, "{text:?}");
        }
        let long = format!("# {}\ntext", "x".repeat(LONGEST + 1));
        assert_eq!(split_heading(&long), None);
    }

    #[test]
    fn names_and_drafts_are_told_by_paths() {
        assert_eq!(name_of("articles/es/cobros-dobles.md"), "cobros-dobles");
        assert_eq!(name_of("articles/.md"), "");
        for (path, draft) in [
            ("articles/drafts/a.md", true),
            ("articles/es/Drafts/b/a.md", true),
            ("articles/drafts.md", false),
            ("articles/es/drafts", false),
            ("articles/my-drafts/a.md", false),
        ] {
            assert_eq!(is_among_drafts(path), draft, "{path}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_heading_or_none(text in "([#=\\-`~> ]{0,4}[a-zá]{0,3}[ #]{0,2}\r?\n){0,8}|\\PC{0,40}") {
            if let Some((heading, rest)) = split_heading(&text) {
                prop_assert!(!heading.is_empty() && text.contains(heading) && text.ends_with(rest));
            }
        }
    }
}
