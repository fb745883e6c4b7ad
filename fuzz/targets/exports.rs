//! See `src/exports.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| midashi_fuzz::exports::run(data));
