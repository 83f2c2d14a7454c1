//! `cargo fuzz run answers`: see `targets::answered`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| git_desk_fuzz::targets::answered(bytes));
