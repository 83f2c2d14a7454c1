//! What `config/ci.yaml` says, with its regular expressions ready.

use super::config::{CI, Config, broken};
use super::error::Result;
use crate::domain::settings::ci::CiRules;
use crate::intake::ci::fingerprint::{BadMask, Masks};
use crate::intake::ci::{BadPattern, Kinds};
use crate::kit::yaml::Expected;
use crate::store::format::{At, Fault, FaultKind, WrittenCi};

impl Config {
    /// The masks of the desk and of whoever asks (`own`), below the folders in which the project lies.
    ///
    /// # Errors
    /// [`super::Error::BrokenConfig`]; a mask of `own` that cannot be used.
    pub fn masks(&self, own: &[String], roots: &[String]) -> Result<std::result::Result<Masks, BadMask>> {
        let rules = self.checked_ci()?;
        Ok(Masks::new(&[rules.masks.as_slice(), own].concat(), roots))
    }

    /// The kinds of failures that are no fault of the code.
    ///
    /// # Errors
    /// [`super::Error::BrokenConfig`].
    pub fn infrastructure(&self) -> Result<Kinds> {
        let rules = self.checked_ci()?;
        Ok(kinds(rules).unwrap_or_default())
    }

    fn checked_ci(&self) -> Result<&CiRules> {
        let written = self.written_ci()?;
        match wrong_in(written) {
            None => Ok(&written.rules),
            Some(fault) => Err(broken(CI, fault)),
        }
    }
}

fn kinds(rules: &CiRules) -> std::result::Result<Kinds, BadPattern> {
    Kinds::new(rules.infrastructure.iter().map(|kind| kind.matches.as_slice()))
}

/// The first expression that cannot be used.
pub(super) fn wrong_in(written: &WrittenCi) -> Option<Fault> {
    let rules = &written.rules;
    for (mask, at) in rules.masks.iter().zip(&written.masks_at) {
        if Masks::new(std::slice::from_ref(mask), &[]).is_err() {
            return Some(unexpected("mask", mask, *at));
        }
    }
    let BadPattern(place) = kinds(rules).err()?;
    let text = rules.infrastructure.iter().flat_map(|kind| &kind.matches).nth(place)?;
    Some(unexpected("regexp", text, *written.matches_at.get(place)?))
}

fn unexpected(form: &'static str, found: &str, (line, column): At) -> Fault {
    let found = found.chars().take(40).collect();
    Fault::new(FaultKind::Unexpected { expected: Expected::Form(form), found }, line, column)
}
