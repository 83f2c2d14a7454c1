//! Addresses and Message-IDs as headers hold them.

use super::model::Address;
use super::text::{one_line, short};
use super::{MOST_ADDRESSES, MOST_REFERENCES};
use mail_parser::{Addr, HeaderValue};

/// The longest address, in bytes (RFC 5321, 4.5.3.1, and some).
const LONGEST: usize = 320;
/// The longest name beside an address, and the longest Message-ID.
const LONGEST_WORD: usize = 998;

/// The addresses of a header, each once, at most as many as are kept.
pub fn addresses(value: Option<&HeaderValue<'_>>) -> Vec<Address> {
    let mut all: Vec<Address> = Vec::new();
    let Some(list) = value.and_then(HeaderValue::as_address) else { return all };
    for found in list.iter().filter_map(address) {
        if all.len() >= MOST_ADDRESSES {
            break;
        }
        if !all.iter().any(|known| known.address.eq_ignore_ascii_case(&found.address)) {
            all.push(found);
        }
    }
    all
}

/// One that a message can be sent to by its looks: something before and something behind the last `@`.
fn address(found: &Addr<'_>) -> Option<Address> {
    let written = |text: &str| {
        let text = one_line(text);
        text.trim_matches(|c: char| c.is_whitespace() || "<>\"'".contains(c)).to_owned()
    };
    let (name, address) = (found.name.as_deref().map(written), found.address.as_deref().map(written));
    let (name, address) = match (name, address) {
        // Some programs put the address where the name belongs.
        (Some(name), None) if is_address(&name) => (None, name),
        (name, Some(address)) => (name, address),
        _ => return None,
    };
    let name = name.filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case(&address));
    is_address(&address).then(|| Address { name: name.map(|name| short(&name, LONGEST_WORD).into_owned()), address })
}

/// Whether a word looks like an address, and nothing in it could break out of a line of git or of a header.
pub fn is_address(word: &str) -> bool {
    let parts = word.rsplit_once('@');
    let is_odd = |c: char| c.is_control() || c.is_whitespace() || "<>,;:\"()[]\\".contains(c) || is_mark(c);
    parts.is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty())
        && word.len() <= LONGEST
        && !word.contains(is_odd)
}

/// Characters that nobody sees, and that turn the order of those around them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The Message-IDs of a header, without brackets, in the order of the header; the last ones where there are too many.
pub fn ids(value: Option<&HeaderValue<'_>>) -> Vec<String> {
    let all: Vec<&str> = match value {
        Some(HeaderValue::Text(id)) => vec![id],
        Some(HeaderValue::TextList(ids)) => ids.iter().map(|id| id.as_ref()).collect(),
        _ => Vec::new(),
    };
    let skipped = all.len().saturating_sub(MOST_REFERENCES);
    all.into_iter().skip(skipped).filter_map(id).collect()
}

fn id(word: &str) -> Option<String> {
    let is_odd = |c: &char| c.is_whitespace() || c.is_control() || "<>".contains(*c) || is_mark(*c);
    let word: String = word.chars().filter(|c| !is_odd(c)).collect();
    (!word.is_empty() && word.len() <= LONGEST_WORD).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_cannot_break_out_of_its_line() {
        for good in ["ana@example.com", "a+b@x", "josé@ejemplo.es", "o'neil@x.y"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "ana", "@x", "a@", "a b@x", "a@x\n", "a@x>", "a\u{1b}@x", "a\u{202e}@x", "a,b@x"] {
            assert!(!is_address(bad), "{bad:?}");
        }
    }
}
