//! What is wrong with a YAML text, and where: data for the edge, which words it.

use std::fmt;
use unicode_width::UnicodeWidthChar;

/// One fault. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{} at {path:?} {line}:{column}", kind.code())]
pub struct Fault {
    pub kind: FaultKind,
    /// The keys that lead to the place (`messages[2].visibility`); empty where syntax is at fault.
    pub path: String,
    pub line: u32,
    pub column: u32,
    /// The line and, below it, a caret; control characters replaced, long lines cut. Empty when no
    /// single place is at fault.
    pub snippet: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// No YAML; the words of the library, to be quoted.
    Syntax(String),
    /// What a merge tool leaves behind (`<<<<<<<`, `=======`, `>>>>>>>`).
    ConflictMarkers,
    NotUtf8,
    /// The bytes are lost or damaged: where they are kept, under which name.
    Damaged {
        object: String,
    },
    /// More bytes than allowed.
    TooLarge {
        limit: usize,
    },
    /// More values than allowed.
    TooMany {
        limit: usize,
    },
    /// Lists and maps nested deeper than allowed.
    TooDeep {
        limit: usize,
    },
    /// An alias (`*name`).
    Alias,
    /// A tag (`!name`).
    Tag(String),
    /// A second document in one file.
    SecondDocument,
    DuplicateKey(String),
    /// A key is absent that must be there.
    Missing {
        key: String,
    },
    /// A value of another kind than the reader expected.
    Unexpected {
        expected: Expected,
        /// What is there, cut to a few words; empty for lists and maps.
        found: String,
    },
    /// A key that means nothing here.
    UnknownKey {
        key: String,
        nearest: Option<String>,
    },
    /// A name that refers to something which is not there. `what` is a code: `status`.
    UnknownName {
        what: &'static str,
        name: String,
        nearest: Option<String>,
    },
    /// Two things have this name. `what` is a code: `status`, `message`.
    DuplicateName {
        what: &'static str,
        name: String,
    },
    /// Each of these things leads to the next, and the last to the first. `what` is a code: `group`.
    Circle {
        what: &'static str,
        names: Vec<String>,
    },
    /// Two stretches of one line share a part of it.
    Overlap {
        first: String,
        second: String,
    },
    /// There is nothing of this kind in it. `what` is a code: `hours`.
    Empty {
        what: &'static str,
    },
    /// Another file, which this one names, is not as it should be. `why` is a code: `missing`.
    OtherFile {
        path: String,
        line: Option<u32>,
        why: &'static str,
    },
    /// At least one thing of this kind must be there: `category` `solved`.
    Lacks {
        what: &'static str,
        name: &'static str,
    },
    /// Nothing is left for this one, because another before it takes everything.
    Shadowed {
        name: String,
        by: String,
    },
    /// The file is of a later format than this program's.
    Newer {
        found: u64,
        ours: u32,
    },
}

/// What a reader expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    Text,
    /// A text as the key of a map.
    Key,
    Map,
    List,
    Bool,
    /// A whole number in this range.
    Number {
        least: u64,
        most: u64,
    },
    OneOf(Vec<&'static str>),
    /// A text of a form that has a name: `id`, `time`, `zone`, `size`, `language`, `domain` …
    Form(&'static str),
}

impl FaultKind {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            FaultKind::Syntax(_) => "syntax",
            FaultKind::ConflictMarkers => "conflict-markers",
            FaultKind::NotUtf8 => "not-utf8",
            FaultKind::Damaged { .. } => "damaged",
            FaultKind::TooLarge { .. } => "too-large",
            FaultKind::TooMany { .. } => "too-many",
            FaultKind::TooDeep { .. } => "too-deep",
            FaultKind::Alias => "alias",
            FaultKind::Tag(_) => "tag",
            FaultKind::SecondDocument => "second-document",
            FaultKind::DuplicateKey(_) => "duplicate-key",
            FaultKind::Missing { .. } => "missing",
            FaultKind::Unexpected { .. } => "unexpected",
            FaultKind::UnknownKey { .. } => "unknown-key",
            FaultKind::UnknownName { .. } => "unknown-name",
            FaultKind::DuplicateName { .. } => "duplicate-name",
            FaultKind::Circle { .. } => "circle",
            FaultKind::Overlap { .. } => "overlap",
            FaultKind::Empty { .. } => "empty",
            FaultKind::OtherFile { .. } => "other-file",
            FaultKind::Lacks { .. } => "lacks",
            FaultKind::Shadowed { .. } => "shadowed",
            FaultKind::Newer { .. } => "newer",
        }
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Fault {
    /// A fault at a place; [`Fault::in_text`] adds the snippet where the text is at hand.
    pub fn new(kind: FaultKind, line: u32, column: u32) -> Self {
        Fault { kind, path: String::new(), line, column, snippet: String::new() }
    }

    /// The same fault with `step` before its path.
    pub fn under(mut self, step: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{step}{dot}{}", self.path);
        self
    }

    /// The same fault with the lines of `text` that show it.
    pub fn in_text(mut self, text: &str) -> Self {
        if self.snippet.is_empty() && !matches!(self.kind, FaultKind::TooLarge { .. }) {
            self.snippet = snippet(text, self.line, self.column);
        }
        self
    }
}

/// Columns of a terminal that a snippet takes at most.
const WIDTH: usize = 96;

fn snippet(text: &str, line: u32, column: u32) -> String {
    let wanted = (line.max(1) - 1) as usize;
    let Some(source) = text.split(['\n']).nth(wanted) else { return String::new() };
    let source = source.strip_suffix('\r').unwrap_or(source);
    let caret = (column.max(1) - 1) as usize;
    // A long line is cut to a window that has the caret in its middle.
    let start = caret.saturating_sub(WIDTH / 2);
    let mut out = String::new();
    let (mut width, mut before) = (0, None);
    if start > 0 {
        out.push('…');
        width = 1;
    }
    for (i, c) in source.chars().enumerate().skip(start) {
        if i == caret {
            before = Some(width);
        }
        let c = presentable(c);
        if width + c.width().unwrap_or(0) > WIDTH {
            out.push('…');
            break;
        }
        width += c.width().unwrap_or(0);
        out.push(c);
    }
    format!("{out}\n{}^", " ".repeat(before.unwrap_or(width)))
}

fn presentable(c: char) -> char {
    match c {
        '\t' => ' ',
        // Direction marks would let a line show something else than it says.
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}' => {
            char::REPLACEMENT_CHARACTER
        }
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_below_its_character() {
        assert_eq!(snippet("a\nprioridad: 高い x\r\n", 2, 15), "prioridad: 高い x\n                ^");
        assert_eq!(snippet("", 1, 1), "\n^");
        assert_eq!(snippet("ab", 1, 99), "…\n ^");
        assert_eq!(snippet("ab", 7, 1), "");
    }

    #[test]
    fn escape_sequences_and_long_lines_do_not_reach_the_snippet() {
        assert_eq!(snippet("a\u{1b}[2Jb\tc\u{202e}d", 1, 2), "a\u{fffd}[2Jb c\u{fffd}d\n ^");
        let long = snippet(&"x".repeat(5000), 1, 2000);
        assert_eq!(long.lines().next().map(|l| l.chars().count()), Some(WIDTH + 1));
        assert_eq!(long.lines().nth(1).map(str::len), Some(50));
    }

    #[test]
    fn a_path_is_joined_with_dots_but_not_before_an_index() {
        let fault = Fault::new(FaultKind::Alias, 1, 1).under("role").under("[2]").under("messages");
        assert_eq!(fault.path, "messages[2].role");
    }
}
