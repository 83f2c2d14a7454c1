//! `cargo fuzz run ticket`: see `targets::ticket`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| git_desk_fuzz::targets::ticket(bytes));
