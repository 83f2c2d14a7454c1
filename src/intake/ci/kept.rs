//! Text of which the beginning and the end are kept: what failed stands in one of them.

/// How much is kept of either end, in bytes.
const END: usize = 24 << 10;

/// Grows by pieces, and never beyond about a hundred kilobytes.
#[derive(Clone, Debug, Default)]
pub struct Kept(String);

impl Kept {
    pub fn push(&mut self, piece: &str) {
        match piece.len() > 3 * END {
            // A piece that is longer than all that is kept is cut before it is taken over.
            true => {
                self.0.push_str(until(piece, END));
                self.0.push_str("\n…\n");
                self.0.push_str(from(piece, piece.len() - END));
            }
            false => self.0.push_str(piece),
        }
        if self.0.len() > 4 * END {
            self.0 = format!("{}\n…\n{}", until(&self.0, END), from(&self.0, self.0.len() - END));
        }
    }

    /// As it is, without blank lines and spaces around it.
    pub fn into_text(self) -> String {
        let start = self.0.len() - self.0.trim_start_matches(['\r', '\n']).len();
        self.0[start..].trim_end().replace("\r\n", "\n").replace('\r', "\n")
    }

    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

/// At most `length` bytes of the beginning, at a border of characters.
pub fn until(text: &str, length: usize) -> &str {
    let end = (0..=length.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    &text[..end]
}

/// From about `start` on, at a border of characters.
fn from(text: &str, start: usize) -> &str {
    let start = (start..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
    &text[start..]
}

/// A name or a message: one that is longer than anybody reads is cut.
pub fn short(text: &str) -> String {
    until(text.trim(), 4096).to_owned()
}
