//! The store: tickets in git.
