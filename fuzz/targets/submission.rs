//! `cargo fuzz run submission`: see `targets::submission`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| git_desk_fuzz::targets::submission(bytes));
