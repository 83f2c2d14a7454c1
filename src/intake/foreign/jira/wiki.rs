//! Jira's wiki markup as Markdown, as far as both say the same: headings, lists, code, quotes, links, mentions. The rest
//! stays as it was written. One pass over the lines, and one over each line.

use super::people::People;

/// Blocks whose contents are not looked at; the first ones are code.
const CODE: [&str; 2] = ["code", "noformat"];

pub fn markdown(text: &str, people: &People) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut code, mut is_quote) = (None, false);
    for line in text.lines() {
        let line = line.trim_end_matches('\r');
        if let Some(name) = code {
            let (inside, end) = until(line, name);
            push(&mut out, inside, is_quote, !inside.is_empty() || !end);
            if end {
                push(&mut out, "```", is_quote, true);
                code = None;
            }
            continue;
        }
        if let Some((name, language, rest)) = opened(line) {
            push(&mut out, &format!("```{language}"), is_quote, true);
            let (inside, end) = until(rest, name);
            push(&mut out, inside, is_quote, !inside.is_empty());
            match end {
                true => push(&mut out, "```", is_quote, true),
                false => code = Some(name),
            }
            continue;
        }
        if line.trim() == "{quote}" {
            is_quote = !is_quote;
            continue;
        }
        push(&mut out, &one(line, people), is_quote, true);
    }
    if code.is_some() {
        push(&mut out, "```", is_quote, true);
    }
    out.truncate(out.trim_end().len());
    out
}

fn push(out: &mut String, line: &str, is_quote: bool, say: bool) {
    if say {
        out.push_str(if is_quote { "> " } else { "" });
        out.push_str(line);
        out.push('\n');
    }
}

/// `{code:java|title=x}` at the start of a line: its name, the language, what follows.
fn opened(line: &str) -> Option<(&'static str, &str, &str)> {
    let inner = line.trim_start().strip_prefix('{')?;
    let (tag, rest) = inner.split_once('}')?;
    let (name, more) = tag.split_once(':').unwrap_or((tag, ""));
    let name = CODE.into_iter().find(|known| *known == name)?;
    let language = more.split('|').next().filter(|word| !word.contains('=')).unwrap_or_default();
    Some((name, if name == "code" { language } else { "" }, rest))
}

/// What stands before the end of a block of code; whether it ends here.
fn until<'l>(line: &'l str, name: &str) -> (&'l str, bool) {
    let mark = if name == "code" { "{code}" } else { "{noformat}" };
    line.split_once(mark).map_or((line, false), |(inside, _)| (inside, true))
}

fn one(line: &str, people: &People) -> String {
    let start = line.trim_start();
    if let Some((head, rest)) = start.split_once(". ") {
        let level = head
            .strip_prefix('h')
            .and_then(|n| n.parse::<usize>().ok())
            .filter(|n| (1..=6).contains(n));
        if let Some(level) = level {
            return format!("{} {}", "#".repeat(level), inline(rest.trim_start(), people));
        }
        if head == "bq" {
            return format!("> {}", inline(rest, people));
        }
    }
    if start == "----" {
        return "---".to_owned();
    }
    match item(start) {
        Some((mark, rest)) => mark + &inline(rest, people),
        None => inline(line, people),
    }
}

/// `** text` is an item of the second level. A dash is an item in Markdown too.
fn item(line: &str) -> Option<(String, &str)> {
    let (marks, rest) = line.split_once(' ')?;
    if marks.is_empty() || marks.len() > 9 || !marks.bytes().all(|b| b == b'*' || b == b'#') {
        return None;
    }
    let mark = if marks.ends_with('#') { "1. " } else { "- " };
    Some(("  ".repeat(marks.len() - 1) + mark, rest))
}

/// Links, mentions, colours and words in type.
fn inline(line: &str, people: &People) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['[', '{']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match link(from, people).or_else(|| braces(from)) {
            Some((said, after)) => {
                out.push_str(&said);
                rest = after;
            }
            None => {
                out.push_str(&from[..1]);
                rest = &from[1..];
            }
        }
    }
    out + rest
}

/// `[text|address]`, `[address]`, `[~name]`, `[~accountid:5b1]`.
fn link<'l>(from: &'l str, people: &People) -> Option<(String, &'l str)> {
    let (inside, after) = from.strip_prefix('[')?.split_once(']')?;
    if let Some(who) = inside.strip_prefix('~') {
        let who = who.strip_prefix("accountid:").unwrap_or(who);
        return Some((format!("@{}", people.shown(who)), after));
    }
    let (said, address) = inside.split_once('|').unwrap_or(("", inside));
    let address = address.split('|').next().unwrap_or_default();
    let is_address = ["http://", "https://", "mailto:", "ftp://"]
        .iter()
        .any(|known| address.starts_with(known));
    match (is_address, said) {
        (false, _) => None,
        (true, "") => Some((format!("<{address}>"), after)),
        (true, said) => Some((format!("[{said}]({address})"), after)),
    }
}

/// `{{words in type}}`; colours are left out.
fn braces(from: &str) -> Option<(String, &str)> {
    if let Some((inside, after)) = from.strip_prefix("{{").and_then(|rest| rest.split_once("}}")) {
        return Some((format!("`{inside}`"), after));
    }
    let (tag, after) = from.strip_prefix('{')?.split_once('}')?;
    (tag == "color" || tag.starts_with("color:")).then(|| (String::new(), after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wiki_markup_reads_as_markdown() {
        let mut people = People::default();
        people
            .learn(&serde_json::json!({"accountId": "5b1", "displayName": "Eva Sol", "emailAddress": "eva@acme.com"}));
        for (wiki, expected) in [
            ("h2. Steps", "## Steps"),
            ("* one\n** deep\n# first", "- one\n  - deep\n1. first"),
            ("{code:java|title=A}\nint a[] = {1};\n{code}\nend", "```java\nint a[] = {1};\n```\nend"),
            ("{code}a{code}", "```\na\n```"),
            ("{noformat}\nh1. not\n{noformat}", "```\nh1. not\n```"),
            ("{quote}\nsaid\n{quote}\nmine", "> said\nmine"),
            ("bq. said", "> said"),
            (
                "[~accountid:5b1] and [~luis], see [docs|https://x.example/] [https://y.example/]",
                "@Eva Sol and @luis, see [docs](https://x.example/) <https://y.example/>",
            ),
            ("{color:red}hot{color} {{x}} [a] {b}", "hot `x` [a] {b}"),
            ("{code}\nnever ended", "```\nnever ended\n```"),
            ("*bold* stays", "*bold* stays"),
        ] {
            assert_eq!(markdown(wiki, &people), expected, "{wiki}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "[\\[\\]{}~|*#h1. a\u{e9}\ncode:quot-]{0,200}") {
            markdown(&text, &People::default());
        }
    }
}
