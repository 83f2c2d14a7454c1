//! `cargo fuzz run bug`: see `targets::bug`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| git_desk_fuzz::targets::bug(bytes));
