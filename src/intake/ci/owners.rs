//! CODEOWNERS: whose a file is. The last line that fits counts, as GitHub, GitLab and Gitea read it.

use regex::Regex;

/// The most lines that are read.
const MOST_LINES: usize = 20_000;
/// The longest pattern, in bytes.
const LONGEST: usize = 1_024;

/// The rules of a file, in its order.
#[derive(Clone, Debug, Default)]
pub struct Owners(Vec<Rule>);

#[derive(Clone, Debug)]
struct Rule {
    pattern: Regex,
    owner: Owner,
}

/// Who owns a file by which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// `@user`, `@organization/team` or an address; empty: nobody on purpose.
    pub who: Vec<String>,
    /// The line, from 1.
    pub line: usize,
    /// The pattern as it is written.
    pub pattern: String,
}

impl Owners {
    /// What cannot be read is passed over, as those do whose format it is.
    pub fn read(text: &str) -> Owners {
        let (mut rules, mut section) = (Vec::new(), Vec::new());
        for (n, line) in text.lines().take(MOST_LINES).enumerate() {
            let line = line.split(" #").next().unwrap_or_default().trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            // GitLab's sections may name owners for all of theirs.
            if let Some((_, behind)) = line.trim_start_matches('^').strip_prefix('[').and_then(|l| l.split_once(']')) {
                section = words(behind.trim_start_matches(|c: char| c == '[' || c == ']' || c.is_ascii_digit()));
                continue;
            }
            let mut parts = words(line).into_iter();
            let Some(pattern) = parts.next() else { continue };
            let named: Vec<String> = parts.collect();
            let who = if named.is_empty() { section.clone() } else { named };
            rules.extend(
                compile(&pattern)
                    .map(|compiled| Rule { pattern: compiled, owner: Owner { who, line: n + 1, pattern } }),
            );
        }
        Owners(rules)
    }

    /// Rules of patterns with one owner each; their lines are their places, from 1.
    pub fn of<'r>(rules: impl IntoIterator<Item = (&'r str, &'r str)>) -> Owners {
        let rule = |(n, (pattern, who)): (usize, (&str, &str))| {
            let owner = Owner { who: vec![who.to_owned()], line: n + 1, pattern: pattern.to_owned() };
            compile(pattern).map(|pattern| Rule { pattern, owner })
        };
        Owners(rules.into_iter().enumerate().filter_map(rule).collect())
    }

    /// Whose a file is; `path` as from the root of the repository.
    pub fn of_path(&self, path: &str) -> Option<&Owner> {
        let path = path.trim_start_matches("./").trim_start_matches('/');
        self.0.iter().rev().find(|rule| rule.pattern.is_match(path)).map(|rule| &rule.owner)
    }
}

/// Words apart by blanks; a blank with a backslash before it is part of a word.
fn words(line: &str) -> Vec<String> {
    let (mut all, mut word) = (Vec::new(), String::new());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&' ') => word.extend(chars.next()),
            c if c.is_whitespace() => all.push(std::mem::take(&mut word)),
            c => word.push(c),
        }
    }
    all.push(word);
    all.retain(|word| !word.is_empty());
    all
}

/// A pattern of `.gitignore` without its negations, as a regular expression over a path.
fn compile(pattern: &str) -> Option<Regex> {
    if pattern.len() > LONGEST || pattern.starts_with('!') {
        return None;
    }
    let is_folder = pattern.ends_with('/');
    let bare = pattern.trim_end_matches('/');
    // A slash that is not the last ties the pattern to the root.
    let is_tied = bare.contains('/');
    let bare = bare.trim_start_matches('/');
    let mut out = String::from(if is_tied { "^" } else { "^(?:.*/)?" });
    let mut rest = bare;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("**/") {
            out.push_str("(?:.*/)?");
            rest = after;
            continue;
        }
        if let Some(after) = rest.strip_prefix("**") {
            out.push_str(".*");
            rest = after;
            continue;
        }
        match c {
            '*' => out.push_str("[^/]*"),
            '?' => out.push_str("[^/]"),
            c => out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
        rest = &rest[c.len_utf8()..];
    }
    // A name is that of a file, or of a folder with all that is in it; `docs/*` is one level only.
    out.push_str(match (is_folder, bare.ends_with("/*")) {
        (true, _) => "/",
        (false, true) => "$",
        (false, false) => "(?:/|$)",
    });
    Regex::new(&out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# all\n*  @acme/all\n\n/docs/*  docs@acme.com # one level\napps/ @acme/apps\n\
        *.js @js @web\n/src/shop/** @acme/shop\nwith\\ blank.txt @blank\n/src/shop/legacy/\n\
        [Database][2] @acme/data\n/db/\n**/logs @logs\n";

    fn of(path: &str) -> (Vec<String>, usize) {
        let owners = Owners::read(TEXT);
        let owner = owners.of_path(path).expect("the first line is for all");
        (owner.who.clone(), owner.line)
    }

    fn who(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn the_last_line_that_fits_counts() {
        assert_eq!(of("README.md"), (who(&["@acme/all"]), 2));
        assert_eq!(of("docs/a.md"), (who(&["docs@acme.com"]), 4));
        assert_eq!(of("docs/deep/a.md"), (who(&["@acme/all"]), 2), "* does not cross folders");
        assert_eq!(of("x/apps/a.rs"), (who(&["@acme/apps"]), 5), "a folder anywhere");
        assert_eq!(of("x/apps/a.js"), (who(&["@js", "@web"]), 6));
        assert_eq!(of("./src/shop/deep/cart.js"), (who(&["@acme/shop"]), 7));
        assert_eq!(of("with blank.txt"), (who(&["@blank"]), 8));
        assert_eq!(of("src/shop/legacy/x.rs"), (Vec::new(), 9), "owned by nobody on purpose");
        assert_eq!(of("db/schema.sql"), (who(&["@acme/data"]), 11), "the owners of the section");
        assert_eq!(of("build/logs/x.txt"), (who(&["@logs"]), 12));
    }

    #[test]
    fn nothing_of_a_strangers_file_breaks_it() {
        let bad = format!("[\n]\n^[x\n{}\n!a @b\n\\\n*** @a\n", "a*".repeat(2_000));
        assert!(Owners::read(&bad).of_path("src/x").is_some_and(|owner| owner.line == 7));
        assert!(Owners::read("").of_path("x").is_none());
    }
}
