//! CSV after RFC 4180 but for its line ends (LF), safe to open in a spreadsheet.

use super::grid::{Grid, text};
use crate::kit::escape::visible;
use serde_json::Value as Json;

/// Header and rows, each ended by LF. A text in any column that a spreadsheet would take for a formula,
/// that is one with `=`, `+`, `-`, `@`, a tab, CR or LF at its beginning, the full-width forms included, gets
/// an apostrophe before it; plain decimals stay. Control characters are shown by name. What must be exact
/// goes through JSON.
pub fn write(grid: &Grid) -> Result<String, ::csv::Error> {
    // LF: every spreadsheet reads it, and a shell needs no `tr -d`.
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(grid.columns.iter().map(|name| safe_text(name)))?;
    for row in &grid.rows {
        writer.write_record(row.iter().map(cell))?;
    }
    let bytes = writer.into_inner().map_err(|e| e.into_error())?;
    // Only text went in; the conversion cannot lose anything.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn cell(value: &Json) -> String {
    match value {
        Json::Number(n) => n.to_string(),
        other => safe_text(&text(other)),
    }
}

fn safe_text(text: &str) -> String {
    let live = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) && !is_number(text);
    let shown = visible(text);
    if live { format!("'{shown}") } else { shown.into_owned() }
}

/// A plain decimal: sign, digits, at most one point with digits around it.
fn is_number(text: &str) -> bool {
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    match unsigned.split_once('.') {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(unsigned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn one(value: Json) -> String {
        let grid = Grid { columns: vec!["c".to_owned()], rows: vec![vec![value]] };
        let printed = write(&grid).expect("text is always writable");
        printed
            .strip_prefix("c\n")
            .and_then(|t| t.strip_suffix("\n"))
            .expect("header and one row")
            .to_owned()
    }

    #[test]
    fn formulas_are_never_live() {
        assert_eq!(one(json!("=HYPERLINK(\"http://x\")")), "\"'=HYPERLINK(\"\"http://x\"\")\"");
        for live in
            ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-", "+", "-1-2", "-1.", "--1", "-1e5", "＝1"]
        {
            assert!(one(json!(live)).trim_start_matches('"').starts_with('\''), "{live}");
        }
        assert!(one(json!(["=1", "b"])).contains("'=1,b"));
    }

    #[test]
    fn numbers_stay_numbers() {
        for number in ["-5", "+5", "-0.5", "12", "0012"] {
            assert_eq!(one(json!(number)), number);
        }
        assert_eq!(one(json!(-3)), "-3");
        assert_eq!(one(json!(-0.25)), "-0.25");
    }

    #[test]
    fn quotes_breaks_and_lists_follow_the_rfc() {
        assert_eq!(one(json!("a \"b\", c")), "\"a \"\"b\"\", c\"");
        assert_eq!(one(json!("a\r\nb")), "\"a\nb\"");
        assert_eq!(one(json!(["x", "y"])), "\"x,y\"");
        assert_eq!(one(json!("a\x1b[2J")), "a␛[2J");
    }
}
