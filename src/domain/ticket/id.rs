//! Ids of tickets and messages: ten characters of lower-case Crockford base32, fifty bits.
//!
//! A person's ticket gets a random id; whatever has a key outside (an import, a follow-up) gets the
//! first fifty bits of SHA-256 over `kind NUL key`, so that a second run makes the same ticket.
//! Ids are deliberately not ordered by time: shards fill evenly and unique prefixes stay short.

use sha2::{Digest, Sha256};
use std::fmt;

/// The alphabet: no `i`, `l`, `o`, `u`.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Characters in an id.
pub const LEN: usize = 10;

/// The greatest fifty-bit number.
const MOST: u64 = (1 << 50) - 1;
/// The greatest distance between an id and one that is made to sort after it.
const STEP: u64 = 1 << 24;

/// The id of a ticket. Its file is `tickets/<c1>/<c2>/<id>.yaml`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketId([u8; LEN]);

/// The id of a message, unique within its ticket and across merged tickets.
pub type MessageId = TicketId;

impl TicketId {
    /// The id made of the first fifty of these bits.
    pub fn from_bits(bits: [u8; 8]) -> Self {
        TicketId::of_number(u64::from_be_bytes(bits) >> 14)
    }

    /// This id, or one derived from it that is greater than `floor`: for things that must sort after
    /// another one of the same second. The steps are small, so that thousands of them find room.
    pub fn above(self, floor: TicketId) -> TicketId {
        if self > floor {
            return self;
        }
        let room = (MOST - floor.number()).clamp(1, STEP);
        TicketId::of_number((floor.number() + 1 + self.number() % room).min(MOST))
    }

    /// The fifty bits as a number; numbers are in the order of ids.
    pub fn number(self) -> u64 {
        let digit = |b: &u8| ALPHABET.iter().position(|a| a == b).unwrap_or(0) as u64;
        self.0.iter().fold(0, |n, b| (n << 5) | digit(b))
    }

    /// The id of the lower fifty bits.
    pub fn of_number(n: u64) -> TicketId {
        TicketId(std::array::from_fn(|i| ALPHABET[((n >> (5 * (LEN - 1 - i))) & 31) as usize]))
    }

    /// The id that belongs to `key` among things of `kind`, the same in every clone.
    pub fn derived(kind: &str, key: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(kind.as_bytes());
        hash.update([0]);
        hash.update(key.as_bytes());
        let digest = hash.finalize();
        TicketId::from_bits(std::array::from_fn(|i| digest[i]))
    }

    /// Reads a complete id as it is written: ten lower-case characters of the alphabet.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; LEN] = text.as_bytes().try_into().ok()?;
        bytes.iter().all(|b| ALPHABET.contains(b)).then_some(TicketId(bytes))
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("made of ASCII characters only")
    }

    /// The two directory names that lead to the ticket's file.
    pub fn shard(&self) -> (&str, &str) {
        let text = self.as_str();
        (&text[0..1], &text[1..2])
    }
}

impl fmt::Display for TicketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for TicketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Reads what a person typed as the beginning of an id: upper case and the letters that people
/// confuse (`O`, `I`, `L`) become their twins. `None`: it cannot be the beginning of any id.
pub fn read_prefix(typed: &str) -> Option<String> {
    let prefix: Option<String> = typed.chars().map(twin).collect();
    prefix.filter(|p| (1..=LEN).contains(&p.len()))
}

fn twin(c: char) -> Option<char> {
    let c = match c.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    };
    (c.is_ascii() && ALPHABET.contains(&(c as u8))).then_some(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_ids_depend_on_kind_and_key_only() {
        let id = TicketId::derived("event", "helpdesk/T0001");
        assert_eq!(id, TicketId::derived("event", "helpdesk/T0001"));
        assert_ne!(id, TicketId::derived("mail", "helpdesk/T0001"));
        assert_eq!(TicketId::parse(id.as_str()), Some(id));
    }

    #[test]
    fn first_and_last_bits_are_where_they_belong() {
        assert_eq!(TicketId::from_bits([0xff; 8]).as_str(), "zzzzzzzzzz");
        assert_eq!(TicketId::from_bits([0x80, 0, 0, 0, 0, 0, 0x40, 0]).as_str(), "g000000001");
    }

    #[test]
    fn an_id_above_another_sorts_after_it() {
        let (low, high) = (TicketId::derived("a", "1"), TicketId::from_bits([0xfe; 8]));
        assert_eq!(high.above(low), high);
        assert!(low.above(high) > high);
        assert_ne!(TicketId::derived("a", "2").above(high), low.above(high));
    }

    #[test]
    fn thousands_of_ids_of_one_second_sort_one_after_another() {
        let mut last = TicketId::derived("a", "0");
        for n in 0..3_000 {
            let next = TicketId::derived("a", &n.to_string()).above(last);
            assert!(next > last, "{n}: {next} after {last}");
            last = next;
        }
    }

    #[test]
    fn confusable_letters_are_read_as_their_twins() {
        assert_eq!(read_prefix("OIl9").as_deref(), Some("0119"));
        assert_eq!(read_prefix("K39F").as_deref(), Some("k39f"));
        assert_eq!(read_prefix("u"), None);
        assert_eq!(read_prefix("ñ"), None);
        assert_eq!(read_prefix(""), None);
    }
}
