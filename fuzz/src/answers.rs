//! What a terminal sends: keys, answers, and anything else.

use crate::input;
use crate::probe_answers::Answers;
use crate::sequences::Sequences;

/// What must come through whatever was sent before it; more than an unfinished sequence can take.
const TYPED: &[u8] = b"jjjjj";

/// Reads the input in pieces of a length that its last byte chooses.
pub fn run(data: &[u8]) {
    let (bytes, [length]) = input::split(data);
    let length = usize::from(length % 16) + 1;
    assert_answers(bytes, length);
    for expects_answers in [false, true] {
        let mut sequences = Sequences::new(expects_answers);
        for piece in bytes.chunks(length) {
            sequences.feed(piece);
        }
        if sequences.patience().is_some() {
            sequences.settle();
        }
        if !bytes.contains(&0x1b) {
            assert!(!sequences.feed(TYPED).is_empty(), "keys are swallowed");
        }
    }
}

/// It matters not in which pieces answers come, and what is none is typed, in its order.
fn assert_answers(bytes: &[u8], length: usize) {
    let mut whole = Answers::default();
    whole.feed(bytes);
    let mut pieces = Answers::default();
    for piece in bytes.chunks(length) {
        pieces.feed(piece);
    }
    assert_eq!(whole.columns, pieces.columns);
    assert_eq!(whole.version, pieces.version);
    assert_eq!(whole.background, pieces.background);
    assert_eq!((whole.synchronizes, whole.is_complete), (pieces.synchronizes, pieces.is_complete));
    let typed = whole.into_typed();
    assert_eq!(typed, pieces.into_typed());
    let mut sent = bytes.iter();
    assert!(typed.iter().all(|byte| sent.any(|sent| sent == byte)), "what was typed was not sent");
}
