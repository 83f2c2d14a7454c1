//! `cargo fuzz run article`: see `targets::article`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| git_desk_fuzz::targets::article(bytes));
