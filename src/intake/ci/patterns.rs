//! Regular expressions of a project that tell failures of one kind from others.

use super::Case;
use super::fingerprint::plain;
use regex::{Regex, RegexBuilder};

/// How large a compiled expression may be, in bytes.
const LARGEST: usize = 1 << 20;
/// How much of what a failure says is looked through, in bytes.
const LOOKED_AT: usize = 64 << 10;

/// Kinds of failures, each by its expressions, in order.
#[derive(Clone, Debug, Default)]
pub struct Kinds(Vec<Vec<Regex>>);

/// The expression of this place, counted over all kinds, is none, or too large a one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadPattern(pub usize);

impl Kinds {
    /// Case makes no difference.
    ///
    /// # Errors
    /// [`BadPattern`]: the first that cannot be used.
    pub fn new<'p>(kinds: impl IntoIterator<Item = &'p [String]>) -> Result<Kinds, BadPattern> {
        let mut place = 0;
        let mut compile = |pattern: &String| {
            place += 1;
            let built = RegexBuilder::new(pattern).size_limit(LARGEST).case_insensitive(true).build();
            built.map_err(|_| BadPattern(place - 1))
        };
        let kinds = kinds.into_iter().map(|kind| kind.iter().map(&mut compile).collect::<Result<Vec<_>, _>>());
        Ok(Kinds(kinds.collect::<Result<_, _>>()?))
    }

    /// The first kind that what a failure says is of.
    pub fn of(&self, case: &Case) -> Option<usize> {
        if self.0.is_empty() {
            return None;
        }
        let said = [&case.message, &case.text, &case.output].map(|text| plain(super::kept::until(text, LOOKED_AT)));
        self.0
            .iter()
            .position(|kind| kind.iter().any(|one| said.iter().any(|text| one.is_match(text))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::ci::Outcome;

    fn kinds(patterns: &[&[&str]]) -> Result<Kinds, BadPattern> {
        let owned: Vec<Vec<String>> =
            patterns.iter().map(|kind| kind.iter().map(|&one| one.to_owned()).collect()).collect();
        Kinds::new(owned.iter().map(Vec::as_slice))
    }

    #[test]
    fn the_first_kind_that_fits_counts() {
        let kinds = kinds(&[&["no space left"], &["refused", "space"]]).expect("expressions");
        let mut case = Case::new("s", "c", "t", Outcome::Failed);
        assert_eq!(kinds.of(&case), None);
        case.message = "Connection REFUSED".to_owned();
        assert_eq!(kinds.of(&case), Some(1));
        case.output = "write: No space left on device".to_owned();
        assert_eq!(kinds.of(&case), Some(0));
    }

    #[test]
    fn a_bad_expression_is_named_by_its_place() {
        assert_eq!(kinds(&[&["a"], &["b", "("]]).err(), Some(BadPattern(2)));
        assert_eq!(kinds(&[&["(a{1000}){1000}"]]).err(), Some(BadPattern(0)));
    }
}
