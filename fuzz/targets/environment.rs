//! `cargo fuzz run environment`: see `targets::environment`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| git_desk_fuzz::targets::environment(bytes));
