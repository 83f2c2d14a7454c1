//! Persons in commits: any text becomes a name and an address that git accepts.
//!
//! A stream names its actors by one text (`Value 2`, `agente09`, an address). It becomes the author's
//! name *and* address, unchanged wherever git can carry it, because an address that is read back is
//! then the actor, character for character, whether or not it looks like one. What git cannot carry
//! (`<`, `>`, control characters, blanks at the ends) is written as `%3C` and so on, in UTF-8 bytes:
//! two actors stay two, and the text stays the same from then on.

use std::fmt::{self, Write};

/// A person and an instant, as they stand in a commit: `Name <address> seconds +0000`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ident(String);

impl Ident {
    /// Somebody of whom a stream says only this. `seconds` since the epoch; git knows no time before.
    pub fn actor(text: &str, seconds: i64) -> Ident {
        Ident::person(text, text, seconds, 0)
    }

    /// A person; `offset` of the clock from UTC in seconds.
    pub fn person(name: &str, address: &str, seconds: i64, offset: i32) -> Ident {
        let (name, address) = (legal(name), legal(address));
        let sign = if offset < 0 { '-' } else { '+' };
        let minutes = (offset.unsigned_abs() / 60).min(99 * 60 + 59);
        Ident(format!("{name} <{address}> {} {sign}{:02}{:02}", seconds.max(0), minutes / 60, minutes % 60))
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn legal(text: &str) -> String {
    let kept = text.trim();
    let start = text.len() - text.trim_start().len();
    let mut out = String::with_capacity(text.len());
    for (i, c) in text.char_indices() {
        let at_an_end = i < start || i >= start + kept.len();
        if at_an_end || c.is_control() || matches!(c, '<' | '>' | '\u{2028}' | '\u{2029}') {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_actors_are_written_as_they_are() {
        assert_eq!(Ident::actor("Value 2", 5).to_string(), "Value 2 <Value 2> 5 +0000");
        assert_eq!(Ident::actor("Zoë@ejemplo.es", 5).to_string(), "Zoë@ejemplo.es <Zoë@ejemplo.es> 5 +0000");
        assert_eq!(Ident::actor("50 %", 5).to_string(), "50 % <50 %> 5 +0000");
        assert_eq!(Ident::actor("", -3).to_string(), " <> 0 +0000");
    }

    #[test]
    fn hostile_actors_cannot_end_a_line_or_an_address() {
        let ident = Ident::actor(" a <b>\n\0from x", 1).to_string();
        assert_eq!(ident, "%20a %3Cb%3E%0A%00from x <%20a %3Cb%3E%0A%00from x> 1 +0000");
    }

    #[test]
    fn offsets_have_hours_and_minutes() {
        assert!(Ident::person("A", "a@x", 0, -(3 * 3600 + 1800)).to_string().ends_with("0 -0330"));
        assert!(Ident::person("A", "a@x", 0, i32::MIN).to_string().ends_with("-9959"));
    }
}
