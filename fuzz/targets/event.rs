//! `cargo fuzz run event`: see `targets::event`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| git_desk_fuzz::targets::event(bytes));
