//! See `src/layout.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| midashi_fuzz::layout::run(data));
