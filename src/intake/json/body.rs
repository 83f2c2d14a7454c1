//! JSON documents within bounds: so many bytes, so deep (the 128 levels of serde_json), so many of them.

use serde_json::error::Category;
use serde_json::{Deserializer, Value};

/// The largest text, in bytes. A value takes some 32 bytes of memory, so the worst text takes a few hundred MiB.
pub const MOST_BYTES: usize = 8 << 20;
/// The most documents that one text may have, one after the other.
pub const MOST_DOCUMENTS: usize = 10_000;

/// Why a text is no JSON that is taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyFault {
    #[error("too-large {limit}")]
    TooLarge { limit: usize },
    #[error("empty")]
    Empty,
    /// No JSON from here on, or cut off. Lines and columns count from 1.
    #[error("no-json {line}:{column}")]
    Syntax { line: usize, column: usize, is_cut: bool },
    #[error("too-many-documents {limit}")]
    TooMany { limit: usize },
}

/// The documents of a text: one, or several as lines of a log have them. With a fault, those before it.
pub fn documents(bytes: &[u8]) -> (Vec<Value>, Option<BodyFault>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.len() > MOST_BYTES {
        return (Vec::new(), Some(BodyFault::TooLarge { limit: MOST_BYTES }));
    }
    let mut found = Vec::new();
    for document in Deserializer::from_slice(bytes).into_iter::<Value>() {
        match document {
            Ok(_) if found.len() == MOST_DOCUMENTS => {
                return (found, Some(BodyFault::TooMany { limit: MOST_DOCUMENTS }));
            }
            Ok(value) => found.push(value),
            Err(error) => {
                let is_cut = error.classify() == Category::Eof;
                let fault = BodyFault::Syntax { line: error.line(), column: error.column().max(1), is_cut };
                return (found, Some(fault));
            }
        }
    }
    let fault = found.is_empty().then_some(BodyFault::Empty);
    (found, fault)
}

/// The only document of a text.
///
/// # Errors
/// [`BodyFault`].
pub fn one(bytes: &[u8]) -> Result<Value, BodyFault> {
    match documents(bytes) {
        (_, Some(fault)) => Err(fault),
        (mut found, None) if found.len() == 1 => found.pop().ok_or(BodyFault::Empty),
        _ => Err(BodyFault::TooMany { limit: 1 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_a_fault_is_kept() {
        let (found, fault) = documents(b"\xef\xbb\xbf{\"a\":1}\n{\"a\":2}\n{\"a\":");
        assert_eq!(found.len(), 2);
        assert_eq!(fault, Some(BodyFault::Syntax { line: 3, column: 5, is_cut: true }));
        assert_eq!(documents(b" \n"), (vec![], Some(BodyFault::Empty)));
        assert!(matches!(one(b"{} x"), Err(BodyFault::Syntax { line: 1, column: 4, is_cut: false })));
        assert_eq!(one(b"{}{}"), Err(BodyFault::TooMany { limit: 1 }));
    }

    #[test]
    fn depth_count_and_size_are_bounded() {
        let deep = "[".repeat(1_000_000);
        assert!(matches!(documents(deep.as_bytes()).1, Some(BodyFault::Syntax { is_cut: false, .. })));
        let many = "1 ".repeat(MOST_DOCUMENTS + 1);
        let (found, fault) = documents(many.as_bytes());
        assert_eq!((found.len(), fault), (MOST_DOCUMENTS, Some(BodyFault::TooMany { limit: MOST_DOCUMENTS })));
        let large = vec![b' '; MOST_BYTES + 1];
        assert_eq!(documents(&large), (vec![], Some(BodyFault::TooLarge { limit: MOST_BYTES })));
        for bytes in [&b"\xff\xfe"[..], b"\"\\ud800\"", b"nul", b"1e999999"] {
            assert!(documents(bytes).1.is_some(), "{bytes:?}");
        }
    }
}
