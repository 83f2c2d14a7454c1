//! Atlassian Document Format, the JSON in which Jira Cloud keeps texts, as Markdown. What a kind of node does not say, and
//! kinds that nobody knows, are their contents. The depth is bounded by that of the JSON.

use super::super::json::{list, owned, text};
use serde_json::Value as Json;

pub fn is_document(value: &Json) -> bool {
    text(value, "type") == Some("doc") && value.get("content").is_some_and(Json::is_array)
}

pub fn markdown(document: &Json) -> String {
    blocks(document).trim().to_owned()
}

/// The blocks inside a node, a blank line between them.
fn blocks(node: &Json) -> String {
    joined(node, "\n\n")
}

fn joined(node: &Json, between: &str) -> String {
    let all: Vec<String> = list(node, "content").iter().map(block).filter(|text| !text.is_empty()).collect();
    all.join(between)
}

fn block(node: &Json) -> String {
    match text(node, "type").unwrap_or_default() {
        "heading" => {
            let level = attribute(node, "level").and_then(Json::as_u64).unwrap_or(1).clamp(1, 6);
            format!("{} {}", "#".repeat(usize::try_from(level).unwrap_or(1)), inline(node))
        }
        "bulletList" => items(node, |_| "- ".to_owned()),
        "orderedList" => {
            let first = attribute(node, "order").and_then(Json::as_u64).unwrap_or(1);
            items(node, |n| format!("{}. ", first.saturating_add(n as u64)))
        }
        "taskList" | "decisionList" => tasks(node),
        "codeBlock" => {
            let code = inline(node);
            let fence = if code.contains("```") { "````" } else { "```" };
            format!("{fence}{}\n{code}\n{fence}", said(node, "language").unwrap_or_default())
        }
        "blockquote" => before_each_line(&blocks(node), "> ", "> "),
        "rule" => "---".to_owned(),
        "expand" | "nestedExpand" => {
            let title = said(node, "title").map(|title| format!("**{title}**\n\n")).unwrap_or_default();
            title + &blocks(node)
        }
        "table" => joined(node, "\n"),
        "tableRow" => {
            let cells: Vec<String> = list(node, "content").iter().map(|cell| one_line(&blocks(cell))).collect();
            format!("| {} |", cells.join(" | "))
        }
        "mediaSingle" | "mediaGroup" => joined(node, "\n"),
        "paragraph" => inline(node),
        _ if list(node, "content").iter().any(|inner| text(inner, "type") == Some("text")) => inline(node),
        _ if node.get("content").is_some() => blocks(node),
        _ => leaf(node),
    }
}

fn items(node: &Json, mark: impl Fn(usize) -> String) -> String {
    let each = |(n, item): (usize, &Json)| {
        let mark = mark(n);
        before_each_line(&joined(item, "\n"), &mark, &" ".repeat(mark.len()))
    };
    list(node, "content").iter().enumerate().map(each).collect::<Vec<_>>().join("\n")
}

fn tasks(node: &Json) -> String {
    let each = |item: &Json| {
        let is_done = matches!(said(item, "state").as_deref(), Some("DONE" | "DECIDED"));
        before_each_line(&block(item), if is_done { "- [x] " } else { "- [ ] " }, "      ")
    };
    list(node, "content").iter().map(each).collect::<Vec<_>>().join("\n")
}

fn inline(node: &Json) -> String {
    list(node, "content").iter().map(leaf).collect()
}

fn leaf(node: &Json) -> String {
    match text(node, "type").unwrap_or_default() {
        // A blank between two words is a text of its own.
        "text" => marked(node, node.get("text").and_then(Json::as_str).unwrap_or_default()),
        "hardBreak" => "\n".to_owned(),
        "mention" => {
            let name = said(node, "text").or_else(|| said(node, "id")).unwrap_or_default();
            format!("@{}", name.trim_start_matches('@'))
        }
        "emoji" => said(node, "text").or_else(|| said(node, "shortName")).unwrap_or_default(),
        "inlineCard" | "blockCard" | "embedCard" => said(node, "url").unwrap_or_default(),
        "media" | "mediaInline" => {
            let name = ["alt", "__fileName", "url", "id"].iter().find_map(|key| said(node, key));
            format!("[{}]", name.unwrap_or_default())
        }
        "status" => said(node, "text").unwrap_or_default(),
        "date" => said(node, "timestamp").and_then(|ms| day(&ms)).unwrap_or_default(),
        _ => inline(node),
    }
}

fn marked(node: &Json, plain: &str) -> String {
    if plain.trim().is_empty() {
        return plain.to_owned();
    }
    let mut out = plain.to_owned();
    for mark in list(node, "marks") {
        out = match text(mark, "type").unwrap_or_default() {
            "strong" => format!("**{out}**"),
            "em" => format!("*{out}*"),
            "code" => format!("`{out}`"),
            "strike" => format!("~~{out}~~"),
            "link" => match said(mark, "href") {
                Some(href) if href != plain => format!("[{out}]({href})"),
                _ => out,
            },
            _ => out,
        };
    }
    out
}

/// The day of an instant in milliseconds.
fn day(milliseconds: &str) -> Option<String> {
    let time = chrono::DateTime::from_timestamp_millis(milliseconds.parse().ok()?)?;
    Some(time.format("%Y-%m-%d").to_string())
}

fn attribute<'a>(node: &'a Json, key: &str) -> Option<&'a Json> {
    node.get("attrs")?.get(key)
}

fn said(node: &Json, key: &str) -> Option<String> {
    node.get("attrs").and_then(|attributes| owned(attributes, key))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn before_each_line(text: &str, first: &str, others: &str) -> String {
    let mut out = String::new();
    for (n, line) in text.lines().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        out.push_str(if n == 0 { first } else { others });
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_document_reads_as_markdown() {
        let text = |text: &str| json!({"type": "text", "text": text});
        let marked = |text: &str, mark: Json| json!({"type": "text", "text": text, "marks": [mark]});
        let paragraph = |inline: Vec<Json>| json!({"type": "paragraph", "content": inline});
        let item = |blocks: Vec<Json>| json!({"type": "listItem", "content": blocks});
        let bullets = |items: Vec<Json>| json!({"type": "bulletList", "content": items});
        let document = json!({"type": "doc", "version": 1, "content": [
            {"type": "heading", "attrs": {"level": 2}, "content": [text("Steps")]},
            paragraph(vec![text("Ask "), json!({"type": "mention", "attrs": {"id": "5b1", "text": "@Eva"}}), text(" "),
                marked("now", json!({"type": "strong"})), json!({"type": "hardBreak"}),
                marked("here", json!({"type": "link", "attrs": {"href": "https://x.example/"}}))]),
            bullets(vec![item(vec![paragraph(vec![text("one")]), bullets(vec![item(vec![paragraph(vec![text("deep")])])])]),
                item(vec![paragraph(vec![text("two")])])]),
            {"type": "orderedList", "attrs": {"order": 3}, "content": [item(vec![paragraph(vec![text("c")])])]},
            {"type": "codeBlock", "attrs": {"language": "rust"}, "content": [text("fn a() {}\n  b")]},
            {"type": "blockquote", "content": [paragraph(vec![text("said")])]},
            {"type": "panel", "attrs": {"panelType": "info"}, "content": [paragraph(vec![text("Mind")])]},
            {"type": "mediaSingle", "content": [{"type": "media", "attrs": {"id": "9f", "alt": "shot.png"}}]},
            {"type": "taskList", "content": [{"type": "taskItem", "attrs": {"state": "DONE"}, "content": [text("did")]}]},
            {"type": "table", "content": [{"type": "tableRow", "content": [{"type": "tableCell", "content": [paragraph(vec![text("a")])]}, {"type": "tableCell", "content": [paragraph(vec![text("b")])]}]}]},
            {"type": "rule"},
            paragraph(vec![json!({"type": "date", "attrs": {"timestamp": "1735689600000"}}), json!({"type": "emoji", "attrs": {"shortName": ":smile:"}})]),
            {"type": "novelty", "content": [paragraph(vec![text("kept")])]},
        ]});
        assert!(is_document(&document));
        assert_eq!(
            markdown(&document),
            "## Steps\n\nAsk @Eva **now**\n[here](https://x.example/)\n\n- one\n  - deep\n- two\n\n3. c\n\n\
             ```rust\nfn a() {}\n  b\n```\n\n> said\n\nMind\n\n[shot.png]\n\n- [x] did\n\n| a | b |\n\n---\n\n\
             2025-01-01:smile:\n\nkept"
        );
    }

    #[test]
    fn what_is_no_document_is_none() {
        for value in [json!(null), json!("doc"), json!({"type": "doc"}), json!({"type": "doc", "content": 3})] {
            assert!(!is_document(&value));
            assert_eq!(markdown(&value), "");
        }
    }
}
