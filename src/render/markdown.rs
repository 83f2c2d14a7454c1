//! Markdown tables (the dialect of GitHub and GitLab).

use super::grid::{Grid, text};
use super::view::TicketView;
use crate::kit::escape::visible;

/// The grid as a table, columns of numbers to the right. Nothing in a cell is live: no HTML, no link,
/// no emphasis, no mention.
pub fn write(grid: &Grid) -> String {
    let mut out = String::new();
    line(grid.columns.iter().map(|name| escape(name)), &mut out);
    line(
        (0..grid.columns.len()).map(|i| if grid.is_figures(i) { "---:" } else { "---" }.to_owned()),
        &mut out,
    );
    for row in &grid.rows {
        line(row.iter().map(|value| escape(&text(value))), &mut out);
    }
    out
}

/// One ticket: its title, its values as a table, its messages under headings of their own.
pub fn ticket(view: &TicketView) -> String {
    // A view is strings, numbers and maps with text keys: it always becomes a value.
    let whole = serde_json::to_value(view).unwrap_or_default();
    let empty = |v: &serde_json::Value| text(v).is_empty();
    let values = whole.as_object().into_iter().flatten();
    let rows = values.filter(|(key, v)| !matches!(key.as_str(), "title" | "messages") && !empty(v));
    let rows = rows.map(|(key, v)| vec![key.as_str().into(), v.clone()]).collect();
    let mut out = format!("# {}\n\n", escape(&view.title));
    out.push_str(&write(&Grid { columns: vec!["field".to_owned(), "value".to_owned()], rows }));
    for message in view.messages.iter().flatten() {
        let from = message.from.as_deref().unwrap_or("-");
        out.push_str(&format!("\n## {} · {} · {}\n\n", message.at, escape(from), message.visibility));
        for line in message.text.lines() {
            out.push_str(&format!("{}  \n", escape(line)));
        }
    }
    out
}

fn line(cells: impl Iterator<Item = String>, out: &mut String) {
    out.push('|');
    for cell in cells {
        out.push(' ');
        out.push_str(&cell);
        out.push_str(" |");
    }
    out.push('\n');
}

/// One cell's text: what Markdown or HTML would read as a sign is escaped, line breaks become `<br>`.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let shown = visible(text.trim());
    for c in shown.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            '\t' => out.push(' '),
            // A mention would notify a stranger, an issue number would link one.
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_table_lines_up_figures_and_text() {
        let grid = Grid {
            columns: vec!["metric".to_owned(), "n".to_owned()],
            rows: vec![vec![json!("first_reply"), json!(3)], vec![json!("x|y"), json!(null)]],
        };
        assert_eq!(write(&grid), "| metric | n |\n| --- | ---: |\n| first\\_reply | 3 |\n| x\\|y |  |\n");
    }

    #[test]
    fn nothing_in_a_cell_is_live() {
        assert_eq!(escape("<script>alert(1)</script>"), "&lt;script&gt;alert(1)&lt;/script&gt;");
        assert_eq!(escape("![x](http://t) @all #1"), "\\!\\[x\\](http://t) &#64;all &#35;1");
        assert_eq!(escape("a\r\nb\\|c\x1b"), "a<br>b\\\\\\|c␛");
    }
}
