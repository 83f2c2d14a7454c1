//! `cargo fuzz run config`: see `targets::config`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| git_desk_fuzz::targets::config(bytes));
