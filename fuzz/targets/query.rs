//! `cargo fuzz run query`: see `targets::asked`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| git_desk_fuzz::targets::asked(bytes));
