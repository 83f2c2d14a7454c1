//! `cargo fuzz run webhook`: see `targets::webhook`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| git_desk_fuzz::targets::webhook(bytes));
