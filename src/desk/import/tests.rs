//! The whole import, against the installed git.
