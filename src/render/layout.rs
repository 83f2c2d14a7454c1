//! Room on the screen: columns side by side for every table for people, and broken lines.
//!
//! comfy-table aligns the plain text, and the painted text takes its place afterwards: colours then
//! can neither disturb the alignment nor reach a pipe, and only part of a cell may be coloured.

use super::style::{Label, Style, fit, width};
use comfy_table::{CellAlignment, Table, presets};
use textwrap::WordSeparator;
use unicode_width::UnicodeWidthChar;

/// Blanks between two columns.
const GAP: usize = 2;
/// No column is made narrower than this to fit a terminal.
const NARROWEST: usize = 8;
/// In a pipe a longer cell is printed whole, but does not make the other rows wider. It bounds what
/// one hostile title can cost a long list.
const WIDEST_IN_PIPE: usize = 100;

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    pub header: String,
    /// Figures stand to the right.
    pub right: bool,
    /// May be cut to fit a terminal.
    pub shrinks: bool,
    /// On a terminal, never wider than this.
    pub widest: usize,
}

/// One cell: a single harmless line, and how it looks.
#[derive(Clone, Debug)]
pub struct Cell {
    pub text: String,
    pub label: Label,
    /// The bytes at the beginning that are the head of an id; 0: the label is that of the whole.
    pub id_head: usize,
}

impl Cell {
    pub fn new(text: String, label: Label) -> Self {
        Cell { text: text.trim().to_owned(), label, id_head: 0 }
    }

    fn paint(&self, text: &str, style: &Style) -> String {
        match text.split_at_checked(self.id_head) {
            Some((head, rest)) if self.id_head > 0 => style.paint(Label::IdHead, head) + &style.paint(self.label, rest),
            _ => style.paint(self.label, text),
        }
    }
}

/// The lines of the table, header first, each ended by a line feed and without blanks at its end.
pub fn lay_out(columns: &[Column], rows: &[Vec<Cell>], style: &Style) -> String {
    let widths = widths(columns, rows, style);
    let header: Vec<Cell> = columns.iter().map(|c| Cell::new(c.header.clone(), Label::Header)).collect();
    let mut table = Table::new();
    table.load_style(presets::NOTHING).force_no_tty();
    let lines: Vec<&[Cell]> = std::iter::once(header.as_slice()).chain(rows.iter().map(Vec::as_slice)).collect();
    for cells in &lines {
        table.add_row(cells.iter().zip(&widths).map(|(c, &w)| fit(&c.text, w)));
    }
    for (column, spec) in table.column_iter_mut().zip(columns) {
        column.set_padding((0, GAP as u16));
        column.set_cell_alignment(if spec.right { CellAlignment::Right } else { CellAlignment::Left });
    }
    let mut out = String::new();
    for (plain, cells) in table.lines().zip(lines) {
        out.push_str(paint_line(&plain, cells, &widths, style).trim_end());
        out.push('\n');
    }
    out
}

/// Puts the painted cells where their plain ones stand. Between two cells there are blanks only, so
/// that looking from left to right finds each one in its place.
fn paint_line(plain: &str, cells: &[Cell], widths: &[usize], style: &Style) -> String {
    let (mut out, mut rest) = (String::with_capacity(plain.len() + 32), plain);
    for (cell, &width) in cells.iter().zip(widths) {
        let cut = fit(&cell.text, width);
        let Some(at) = rest.find(&cut) else { continue };
        out.push_str(&rest[..at]);
        out.push_str(&cell.paint(if style.width.is_some() { &cut } else { &cell.text }, style));
        rest = &rest[at + cut.len()..];
    }
    out + rest
}

/// The width of each column: what its cells need, less what the terminal does not have.
fn widths(columns: &[Column], rows: &[Vec<Cell>], style: &Style) -> Vec<usize> {
    let bound = |c: &Column| style.width.map_or(WIDEST_IN_PIPE, |room| c.widest.min(room));
    let needed = |(i, column): (usize, &Column)| {
        let cells = rows.iter().filter_map(|row| row.get(i)).map(|cell| width(&cell.text));
        cells.max().unwrap_or(0).min(bound(column))
    };
    let contents: Vec<usize> = columns.iter().enumerate().map(needed).collect();
    let mut widths: Vec<usize> = columns.iter().zip(&contents).map(|(c, &w)| w.max(width(&c.header))).collect();
    let Some(room) = style.width else { return widths };
    let gaps = GAP * columns.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > room {
        let shrinkable = |&i: &usize| columns[i].shrinks && widths[i] > NARROWEST;
        // A long heading gives way before any content does.
        let order = |&i: &usize| (widths[i] > contents[i], widths[i]);
        let Some(widest) = (0..columns.len()).filter(shrinkable).max_by_key(order) else { break };
        widths[widest] -= 1;
    }
    widths
}

/// Text is never broken narrower than this, nor wider than lines can be read.
const NARROWEST_TEXT: usize = 20;
const WIDEST_TEXT: usize = 100;

/// One line broken to the terminal's width: the first piece has `first` columns before it on its line,
/// the others come indented by `next`. Links are never torn, and words only in scripts that know
/// no blanks; in a pipe nothing is broken.
pub fn wrap(line: &str, first: usize, next: usize, style: &Style) -> Vec<String> {
    let Some(terminal) = style.width else { return vec![line.to_owned()] };
    let room = terminal.clamp(next + NARROWEST_TEXT, next + WIDEST_TEXT);
    let (before, indent) = (" ".repeat(first), " ".repeat(next));
    let blankless = line.chars().any(|c| c.width() == Some(2));
    let separator = if blankless { WordSeparator::UnicodeBreakProperties } else { WordSeparator::AsciiSpace };
    // First fit takes time in proportion to the text, whatever a stranger wrote.
    let options = textwrap::Options::new(room)
        .break_words(false)
        .word_separator(separator)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
        .initial_indent(&before)
        .subsequent_indent(&indent);
    let mut pieces: Vec<String> = textwrap::wrap(line, options).into_iter().map(String::from).collect();
    if let Some(piece) = pieces.first_mut() {
        piece.drain(..first.min(piece.len()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(header: &str, right: bool) -> Column {
        Column { header: header.to_owned(), right, shrinks: !right, widest: usize::MAX }
    }

    fn row(cells: [&str; 3]) -> Vec<Cell> {
        cells.into_iter().map(|c| Cell::new(c.to_owned(), Label::Plain)).collect()
    }

    fn columns() -> [Column; 3] {
        [column("A", false), column("N", true), column("Z", false)]
    }

    #[test]
    fn wide_and_combining_characters_stay_in_their_columns() {
        let rows = [row(["決済", "1", "x"]), row(["cafe\u{301}", "22", "y"]), row(["👩\u{200d}🚀🇪🇸", "3", "z"])];
        let printed = lay_out(&columns(), &rows, &Style::default());
        assert_eq!(printed, "A      N  Z\n決済   1  x\ncafe\u{301}  22  y\n👩\u{200d}🚀🇪🇸   3  z\n");
    }

    #[test]
    fn a_terminal_cuts_and_a_pipe_does_not() {
        let rows = [row(["one two three four five", "1", "z"])];
        let narrow = lay_out(&columns(), &rows, &Style { color: false, width: Some(20) });
        assert_eq!(narrow, "A               N  Z\none two three…  1  z\n");
        assert!(narrow.lines().all(|l| width(l) <= 20));
        let long = "x".repeat(5_000);
        let rows = [row([&long, "1", "z"]), row(["short", "1", "z"])];
        let piped = lay_out(&columns(), &rows, &Style::default());
        assert!(piped.contains(&long), "a pipe gets the whole");
        assert!(piped.lines().last().is_some_and(|l| l.len() < 120), "and other rows stay short");
    }

    #[test]
    fn colours_do_not_move_anything() {
        let mut cell = Cell::new("k39fq2m7xd".to_owned(), Label::Dim);
        cell.id_head = 4;
        let rows = [vec![cell, Cell::new("k39".to_owned(), Label::Error), Cell::new("z".to_owned(), Label::Plain)]];
        let colored = lay_out(&columns(), &rows, &Style { color: true, width: Some(80) });
        let bare = lay_out(&columns(), &rows, &Style { color: false, width: Some(80) });
        assert_ne!(colored, bare);
        assert_eq!(anstream::adapter::strip_str(&colored).to_string(), bare);
    }

    #[test]
    fn a_table_without_rows_is_its_header() {
        assert_eq!(lay_out(&columns(), &[], &Style::default()), "A  N  Z\n");
    }

    #[test]
    fn lines_break_between_words_and_hang() {
        let style = Style { color: false, width: Some(30) };
        let broken = wrap("see https://example.com/a-very-long-address/of-something now", 10, 4, &style);
        assert_eq!(broken, ["see", "    https://example.com/a-very-long-address/of-something", "    now"]);
        assert_eq!(wrap("", 10, 4, &style), [""]);
        assert_eq!(wrap(&"a ".repeat(50), 0, 0, &Style::default()).len(), 1);
        assert!(wrap("決済が失敗する決済が失敗する決済が失敗する", 0, 0, &style).len() > 1, "no blanks needed");
    }
}
