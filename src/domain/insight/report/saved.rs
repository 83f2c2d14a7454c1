//! A report of a team's own: figures, keys and filter under a name.

use super::{By, Figure, Limit, Name};

/// The characters of the longest name.
const LONGEST: usize = 40;

/// What `custom` is asked for, kept under a name. Words of times are read when the report is made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saved {
    pub name: String,
    /// What it is for, in the words of whoever wrote it.
    pub about: Option<String>,
    /// One line in the query language.
    pub query: Option<String>,
    pub by: Vec<By>,
    pub measures: Vec<Figure>,
    pub calendar: Option<String>,
    pub from: Option<String>,
    pub until: Option<String>,
    pub top: Option<usize>,
    pub fail_if: Vec<Limit>,
}

/// Whether a report can be called so: small letters and digits, hyphens between them, a letter first; and
/// not as one of ours, which would be found before it.
pub fn is_name(text: &str) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let good = text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(inner) && !text.ends_with('-');
    good && text.len() <= LONGEST && Name::parse(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_needs_no_quotes_and_is_none_of_ours() {
        for good in ["weekly", "tier2", "payments-by-month"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "Weekly", "a b", "x-", "2nd", "summary", "custom", &"a".repeat(LONGEST + 1)] {
            assert!(!is_name(bad), "{bad}");
        }
    }
}
