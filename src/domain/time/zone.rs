//! Zone rules.
