//! Reads Rust sources far enough to know which modules name which: no types, no macros, no `cfg`.
//!
//! Every path of two segments or more counts, in `use` declarations and in the middle of code alike.

use std::path::{Path, PathBuf};

/// A source file below `src`.
pub struct Source {
    /// Relative to the crate, with `/`.
    pub path: String,
    pub text: String,
    /// Its module, without `crate`: `["store", "read"]`.
    pub module: Vec<String>,
}

impl Source {
    /// Whether it holds nothing but tests.
    pub fn is_test(&self) -> bool {
        self.module.iter().any(|m| m == "tests")
    }

    pub fn room(&self) -> &str {
        self.module.first().map_or("", String::as_str)
    }
}

/// A path that a file names: `crate::store::Store`, `std::fs::read`.
pub struct Named {
    /// Absolute where it can be known: `crate`, then modules and perhaps an item; else as written.
    pub path: Vec<String>,
    pub line: usize,
    /// Inside a module `tests`.
    pub in_test: bool,
}

/// Every source below `src`, in order of path.
pub fn sources(root: &Path) -> Vec<Source> {
    let files = files_below(&root.join("src"))
        .into_iter()
        .filter(|p| p.extension().is_some_and(|e| e == "rs"));
    files.map(|file| source(root, &file)).collect()
}

fn source(root: &Path, file: &Path) -> Source {
    let path = relative(root, file);
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    let module = inner
        .split('/')
        .filter(|part| !matches!(*part, "mod" | "lib" | "main"))
        .map(str::to_owned)
        .collect();
    Source { text: std::fs::read_to_string(file).expect("sources are UTF-8"), path, module }
}

/// Every file below a folder, in order; none where the folder is absent.
pub fn files_below(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(dir) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|e| e.expect("the folder can be read").path()).collect();
    paths.sort();
    paths
        .into_iter()
        .flat_map(|p| if p.is_dir() { files_below(&p) } else { vec![p] })
        .collect()
}

/// `file` as seen from `root`, with `/` on every system.
pub fn relative(root: &Path, file: &Path) -> String {
    let inner = file.strip_prefix(root).expect("it lies below the root");
    inner.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The paths that a source names.
pub fn named(source: &Source) -> Vec<Named> {
    let tokens = tokens(&source.text);
    let mut reader = Reader { tokens: &tokens, module: source.module.clone(), inline: Vec::new(), found: Vec::new() };
    reader.read();
    reader.found
}

#[derive(Debug, PartialEq, Eq)]
struct Token {
    /// A word, `::`, or one character.
    text: String,
    line: usize,
}

struct Reader<'a> {
    tokens: &'a [Token],
    /// Where we are, with the inline modules around us.
    module: Vec<String>,
    /// The depth of braces at which each inline module ends.
    inline: Vec<usize>,
    found: Vec<Named>,
}

impl Reader<'_> {
    fn at(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.text.as_str())
    }

    fn read(&mut self) {
        let (mut i, mut depth) = (0, 0);
        while i < self.tokens.len() {
            match self.at(i) {
                "{" => depth += 1,
                "}" => {
                    depth -= 1;
                    if self.inline.last() == Some(&depth) {
                        self.inline.pop();
                        self.module.pop();
                    }
                }
                "mod" if self.at(i + 2) == "{" => {
                    self.module.push(self.at(i + 1).to_owned());
                    self.inline.push(depth);
                }
                word if is_word(word) && self.at(i + 1) == "::" => {
                    i = self.tree(i, Vec::new());
                    continue;
                }
                _ => {}
            }
            i += 1;
        }
    }

    /// Reads `a::b::{c, d::e}` from its first word on; gives the place behind it.
    fn tree(&mut self, mut i: usize, mut path: Vec<String>) -> usize {
        loop {
            match self.at(i) {
                "{" => return self.group(i + 1, &path),
                word if is_word(word) => self.step(&mut path, word.to_owned()),
                _ => break,
            }
            i += 1;
            if self.at(i) != "::" {
                break;
            }
            i += 1;
        }
        let line = self.tokens[i.min(self.tokens.len()) - 1].line;
        self.found.push(Named { path, line, in_test: self.module.iter().any(|m| m == "tests") });
        i
    }

    fn group(&mut self, mut i: usize, path: &[String]) -> usize {
        while i < self.tokens.len() && self.at(i) != "}" {
            i = match self.at(i) {
                "as" => i + 2,
                word if is_word(word) => self.tree(i, path.to_vec()),
                _ => i + 1,
            };
        }
        i + 1
    }

    fn step(&self, path: &mut Vec<String>, word: String) {
        let here = || std::iter::once("crate".to_owned()).chain(self.module.iter().cloned());
        match word.as_str() {
            "self" if path.is_empty() => path.extend(here()),
            "self" => {}
            "super" => {
                if path.is_empty() {
                    path.extend(here());
                }
                path.pop();
            }
            _ => path.push(word),
        }
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The words and signs of a source, without comments, texts and characters.
fn tokens(text: &str) -> Vec<Token> {
    let (mut tokens, mut rest, mut line) = (Vec::new(), text, 1);
    while let Some(c) = rest.chars().next() {
        let skipped = length_of_silence(rest);
        let len = match c {
            _ if skipped > 0 => skipped,
            _ if c.is_alphanumeric() || c == '_' => {
                rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
            }
            ':' if rest.starts_with("::") => 2,
            _ => c.len_utf8(),
        };
        if skipped == 0 && !c.is_whitespace() {
            tokens.push(Token { text: rest[..len].to_owned(), line });
        }
        line += rest[..len].matches('\n').count();
        rest = &rest[len..];
    }
    tokens
}

/// How many bytes of comment, text or character stand at the beginning.
fn length_of_silence(rest: &str) -> usize {
    let until = |end: &str, from: usize| rest[from..].find(end).map_or(rest.len(), |n| from + n + end.len());
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return until("*/", 2);
    }
    let raw = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'));
    if let Some(raw) = raw.filter(|r| r.trim_start_matches('#').starts_with('"')) {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        return until(&format!("\"{}", "#".repeat(hashes)), rest.len() - raw.len() + hashes + 1);
    }
    match rest.as_bytes() {
        [b'"', ..] => quoted(rest, 1, '"'),
        [b'b', b'"', ..] => quoted(rest, 2, '"'),
        // A lifetime has no second quote.
        [b'\'', b'\\', ..] => quoted(rest, 1, '\''),
        [b'\'', ..] if rest[1..].chars().nth(1) == Some('\'') => quoted(rest, 1, '\''),
        _ => 0,
    }
}

/// The length of a text from `from` to the closing quote that no backslash precedes.
fn quoted(rest: &str, from: usize, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest[from..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return from + at + 1,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::{Source, named};

    #[test]
    fn paths_are_found_wherever_they_stand() {
        let text = r##"
            use crate::domain::{time::{Time, at}, ticket::Ticket as T};
            // use crate::comment::not;
            const S: &str = "crate::text::not \" crate::still::not";
            const R: &str = r#"crate::raw"::not"#;
            fn f<'a>(x: &'a super::Other) -> char { crate::kit::go::<u8>(':'); '"' }
            mod tests { use super::super::up; }
            use self::below::it;
        "##;
        let source = Source { path: String::new(), text: text.to_owned(), module: vec!["store".into(), "read".into()] };
        let found: Vec<String> = named(&source).iter().map(|n| n.path.join("::")).collect();
        let wanted = [
            "crate::domain::time::Time",
            "crate::domain::time::at",
            "crate::domain::ticket::Ticket",
            "crate::store::Other",
            "crate::kit::go",
            "crate::store::up",
            "crate::store::read::below::it",
        ];
        assert_eq!(found, wanted);
    }
}
