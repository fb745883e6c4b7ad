//! The bundled sample note against its golden outline, so that these tests stand alone.

use std::path::PathBuf;

use crate::support::golden;

#[test]
fn the_sample_note_equals_its_golden_outline() {
    let assets = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets");
    golden::assert_equals(&assets.join("sample.txt"), &assets.join("sample.golden.json"));
}
