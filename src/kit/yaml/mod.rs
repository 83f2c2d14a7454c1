//! YAML as git-desk needs it.
