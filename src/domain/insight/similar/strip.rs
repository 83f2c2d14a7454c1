//! What a text says of its own: without what forms, mail programs, trackers and stack traces put into every one.

/// The most of a text that is looked at, in bytes.
pub(super) const MOST: usize = 64 << 10;
/// The longest bracket at the beginning of a title that is taken for a label, in bytes.
const LABEL: usize = 32;
/// What stands before titles, in lower case.
const PREFIXES: [&str; 14] =
    ["re", "fw", "fwd", "aw", "wg", "rv", "tr", "sv", "bug", "feature", "question", "task", "ci", "urgent"];

/// A title without `Re:`, `[Bug]` and the like; the whole title when nothing else is in it.
pub fn title(whole: &str) -> &str {
    let mut rest = whole.trim();
    while let Some(next) = behind_prefix(rest).map(str::trim_start) {
        rest = next;
    }
    if rest.chars().any(char::is_alphanumeric) { rest } else { whole.trim() }
}

fn behind_prefix(title: &str) -> Option<&str> {
    if let Some(open) = title.strip_prefix('[') {
        return open.find(']').filter(|end| *end <= LABEL).map(|end| &open[end + 1..]);
    }
    let (word, rest) = title.split_once(':')?;
    PREFIXES.iter().any(|prefix| word.trim().eq_ignore_ascii_case(prefix)).then_some(rest)
}

/// The lines of a text that are its own, as far as it is looked at.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    until(text, MOST).lines().filter(|line| !is_boilerplate(line))
}

/// The beginning of a text, at most so many bytes of it.
pub(super) fn until(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

fn is_boilerplate(line: &str) -> bool {
    let line = line.trim();
    // The question of a form, no answer to it, what was not chosen, a hint of a template, a fence of code.
    line.starts_with("### ")
        || line == "_No response_"
        || line.starts_with("- [ ]")
        || (line.starts_with("<!--") && line.ends_with("-->"))
        || line.starts_with("```")
        || is_frame(line)
}

/// A line of a stack trace: Java, .NET, JavaScript; Python; Go and Rust. Which error it was, other lines say.
fn is_frame(line: &str) -> bool {
    // Build tools say before each line what it is: `[ERROR] at …`.
    let line = match line.strip_prefix('[').and_then(|open| open.split_once(']')) {
        Some((label, rest)) if label.len() <= LABEL => rest.trim_start(),
        _ => line,
    };
    let at = line.strip_prefix("at ").is_some_and(|place| {
        let name = place.split(['(', ' ']).next().unwrap_or_default();
        !name.is_empty() && (place.contains('(') || place.contains(':'))
    });
    let more = line.strip_prefix("... ").is_some_and(|rest| rest.ends_with(" more"));
    at || more
        || (line.starts_with("File \"") && line.contains("\", line "))
        || (line.starts_with("goroutine ") && line.ends_with("]:"))
        || line.starts_with("Traceback (most recent call last)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_what_stands_before_every_one() {
        let rows = [
            ("[Bug] Login fails", "Login fails"),
            ("Re: RE: Fwd: Login fails", "Login fails"),
            ("[CI] [shop] bug: Login fails", "Login fails"),
            ("Login: it fails", "Login: it fails"),
            (
                "  [a very long bracket that says what the ticket is about] x",
                "[a very long bracket that says what the ticket is about] x",
            ),
            ("[Bug]", "[Bug]"),
            ("Re:", "Re:"),
            ("", ""),
            ("[", "["),
        ];
        for (whole, expected) in rows {
            assert_eq!(title(whole), expected, "{whole}");
        }
    }

    #[test]
    fn texts_lose_templates_and_stack_frames() {
        let text = "### What happened?\n\nIt hangs at noon (always)\n### Logs\n_No response_\n- [ ] I searched\n- [x] Linux\n\
            <!-- say more -->\n```sh\njava.io.IOException: gone\n  at java.net.Url.find(Url.java:382)\n\
            [ERROR]   at org.acme.Shop.open(Shop.java:1)\n... 12 more\n  File \"shop.py\", line 3, in open\n\
            goroutine 7 [running]:\nTraceback (most recent call last):\nat noon";
        let kept: Vec<&str> = lines(text).filter(|line| !line.is_empty()).collect();
        assert_eq!(kept, ["It hangs at noon (always)", "- [x] Linux", "java.io.IOException: gone", "at noon"]);
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(until("áéí", 3), "á");
        assert_eq!(until("áéí", 0), "");
        assert!(lines(&"失".repeat(MOST)).map(str::len).sum::<usize>() <= MOST);
    }
}
