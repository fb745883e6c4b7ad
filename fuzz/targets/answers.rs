//! See `src/answers.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| midashi_fuzz::answers::run(data));
