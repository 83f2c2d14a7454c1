//! `cargo fuzz run export`: see `targets::export`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| git_desk_fuzz::targets::export(bytes));
