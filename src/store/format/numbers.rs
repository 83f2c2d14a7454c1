//! `numbers.yaml`: the number that the next ticket gets. Programs write it; the number only ever rises.

use super::reader::{each, number, unknown_key};
use crate::kit::yaml::{Fault, Limits, parse};

/// Greater numbers are none: this many every reader of JSON can tell apart.
pub const GREATEST_NUMBER: u64 = (1 << 53) - 1;

/// Reads the next number. `None`: the file says none.
pub fn read_numbers(source: &str, limits: &Limits) -> Result<Option<u64>, Fault> {
    let read = |source: &str| {
        let node = parse(source, limits)?;
        let mut next = None;
        each(&node, |entry| match &*entry.key {
            "next" => number(&entry.value, 1, GREATEST_NUMBER).map(|n| next = Some(n)),
            _ => Err(unknown_key(entry, &["next"])),
        })?;
        Ok(next)
    };
    read(source).map_err(|fault: Fault| fault.in_text(source))
}

/// The file.
pub fn write_numbers(next: u64) -> String {
    format!("# The number of the next ticket. git-desk counts here; no number is given twice.\nnext: {next}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_nothing_else_counts() {
        let read = |text: &str| read_numbers(text, &Limits::default());
        assert_eq!(read(&write_numbers(143)), Ok(Some(143)));
        assert_eq!(read("# nothing\n"), Ok(None));
        for odd in ["next: 0\n", "next: -1\n", "next: 9007199254740992\n", "next: x\n", "last: 3\n", "- 3\n"] {
            assert!(read(odd).is_err(), "{odd}");
        }
    }
}
