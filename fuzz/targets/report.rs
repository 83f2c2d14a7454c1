//! `cargo fuzz run report`: see `targets::report`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| git_desk_fuzz::targets::report(bytes));
