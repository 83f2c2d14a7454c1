//! `cargo fuzz run mail`: see `targets::letter`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| git_desk_fuzz::targets::letter(bytes));
