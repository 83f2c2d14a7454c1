//! `cargo fuzz run map`: see `targets::map`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| git_desk_fuzz::targets::map(bytes));
