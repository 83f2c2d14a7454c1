//! A CSV as rows of texts. Columns may have the same name.

use super::item::Export;
use super::{MOST_OF_ONE, MOST_PARTS, Unreadable};
use crate::domain::outcome::import::Cause;

pub struct Table {
    pub names: Vec<String>,
    pub rows: Vec<Row>,
}

pub struct Row {
    /// From 1.
    pub line: u64,
    pub cells: Vec<String>,
}

/// Reads rows; separated by commas, semicolons or tabs, whichever the first line has most of. Rows longer or shorter
/// than the first are read as far as they go; what is no UTF-8 is shown so.
///
/// # Errors
/// [`Unreadable::Empty`] without a row of names.
pub fn read(bytes: &[u8], export: &mut Export) -> Result<Table, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(bytes)).flexible(true).from_reader(bytes);
    let texts = |record: &csv::ByteRecord| -> Vec<String> {
        record
            .iter()
            .take(MOST_OF_ONE)
            .map(|cell| String::from_utf8_lossy(cell).into_owned())
            .collect()
    };
    if reader.byte_headers().is_ok_and(|names| names.len() > MOST_OF_ONE) {
        export.skip("1".to_owned(), Cause::TooMany { limit: MOST_OF_ONE });
    }
    let names = reader.byte_headers().map(texts).unwrap_or_default();
    if names.iter().all(|name| name.trim().is_empty()) {
        return Err(Unreadable::Empty);
    }
    let names = names.iter().map(|name| name.trim().to_owned()).collect();
    let (mut rows, mut record) = (Vec::new(), csv::ByteRecord::new());
    while let Ok(true) = reader.read_byte_record(&mut record) {
        let line = record.position().map_or(0, csv::Position::line);
        if rows.len() == MOST_PARTS {
            export.skip(line.to_string(), Cause::TooMany { limit: MOST_PARTS });
            break;
        }
        rows.push(Row { line, cells: texts(&record) });
    }
    Ok(Table { names, rows })
}

fn delimiter(bytes: &[u8]) -> u8 {
    let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |d: u8| first.iter().filter(|b| **b == d).count();
    // The first of equals, so that a comma is usual.
    [b'\t', b';', b','].into_iter().max_by_key(|d| count(*d)).unwrap_or(b',')
}

impl Row {
    /// The cell of a column, unless it is blank.
    pub fn cell(&self, column: usize) -> Option<&str> {
        self.cells.get(column).map(String::as_str).filter(|cell| !cell.trim().is_empty())
    }
}
