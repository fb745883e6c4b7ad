//! See `src/folding.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| midashi_fuzz::folding::run(data));
