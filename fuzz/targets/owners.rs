//! `cargo fuzz run owners`: see `targets::owners`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| git_desk_fuzz::targets::owners(bytes));
