//! The terminal's answers, picked out of what it sends; keys may stand before, between and after them.

use crate::config::color::Background;

/// What the terminal has sent so far.
#[derive(Debug, Default)]
pub(super) struct Answers {
    bytes: Vec<u8>,
    /// Everything before is read.
    position: usize,
    /// The columns of the cursor position reports (CPR, `CSI row ; column R`), 1-based, in order.
    pub(super) columns: Vec<u32>,
    /// The answer to XTVERSION (`DCS > | text ST`).
    pub(super) version: Option<String>,
    /// The background in the answer to OSC 11 (`OSC 11 ; rgb:hhhh/hhhh/hhhh`, ended by ST or BEL).
    pub(super) background: Option<Background>,
    /// Whether mode 2026 is known (DECRPM, `CSI ? 2026 ; value $ y`): its value is 1 or 2, for set and reset.
    pub(super) synchronizes: bool,
    /// Whether the device attributes (DA1, `CSI ? ... c`) have come, which are asked for last.
    pub(super) is_complete: bool,
    typed: Vec<u8>,
}

/// The beginning of the bytes that are still to be read.
enum Next {
    /// An answer, of so many bytes.
    Column(u32, usize),
    Version(String, usize),
    Background(Option<Background>, usize),
    Synchronized(bool, usize),
    Attributes(usize),
    /// Something else, of so many bytes.
    Other(usize),
    /// The beginning of something whose end has not come.
    Unfinished,
}

impl Answers {
    /// Takes the next bytes.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        while let Some(rest) = self.bytes.get(self.position..).filter(|rest| !rest.is_empty()) {
            let length = match next(rest) {
                Next::Column(column, length) => {
                    self.columns.push(column);
                    length
                }
                Next::Version(version, length) => {
                    self.version = Some(version);
                    length
                }
                Next::Background(background, length) => {
                    self.background = background;
                    length
                }
                Next::Synchronized(synchronizes, length) => {
                    self.synchronizes = synchronizes;
                    length
                }
                Next::Attributes(length) => {
                    self.is_complete = true;
                    length
                }
                Next::Other(length) => {
                    self.typed.extend(rest.iter().take(length));
                    length
                }
                Next::Unfinished => break,
            };
            self.position += length;
        }
    }

    /// What was no answer: the bytes of keys. Something unfinished is taken for keys too.
    pub(super) fn into_typed(mut self) -> Vec<u8> {
        self.typed.extend(self.bytes.drain(self.position..));
        self.typed
    }
}

fn next(bytes: &[u8]) -> Next {
    match bytes {
        [0x1B] | [0x1B, b'[' | b'P' | b']'] => Next::Unfinished,
        [0x1B, b'[', sequence @ ..] => control_sequence(sequence),
        [0x1B, b'P', string @ ..] => device_control_string(string),
        [0x1B, b']', string @ ..] => operating_system_command(string),
        _ => Next::Other(1),
    }
}

/// A control sequence (ECMA-48, 5.4) of whose bytes the introducer has been read.
fn control_sequence(sequence: &[u8]) -> Next {
    let Some(end) = sequence.iter().position(|byte| !(0x20..=0x3F).contains(byte)) else {
        return Next::Unfinished;
    };
    let length = "\x1b[".len() + end + 1;
    let parameters = sequence.get(..end).unwrap_or_default();
    match (sequence.get(end), parameters.first()) {
        (Some(b'c'), Some(b'?')) => Next::Attributes(length),
        (Some(b'y'), Some(b'?')) => {
            Next::Synchronized(matches!(parameters, b"?2026;1$" | b"?2026;2$"), length)
        }
        (Some(b'R'), Some(b'0'..=b'9')) => match column(parameters) {
            Some(column) => Next::Column(column, length),
            None => Next::Other(length),
        },
        (Some(_) | None, _) => Next::Other(length),
    }
}

/// The second of the two numbers of a cursor position report.
fn column(parameters: &[u8]) -> Option<u32> {
    let (_, column) = std::str::from_utf8(parameters).ok()?.split_once(';')?;
    column.parse().ok()
}

fn device_control_string(string: &[u8]) -> Next {
    let Some(end) = string.windows(2).position(|pair| pair == b"\x1b\\") else {
        return Next::Unfinished;
    };
    let length = "\x1bP".len() + end + "\x1b\\".len();
    match (string.starts_with(b">|"), string.get(">|".len()..end)) {
        (true, Some(version)) => Next::Version(String::from_utf8_lossy(version).into_owned(), length),
        (_, _) => Next::Other(length),
    }
}

fn operating_system_command(string: &[u8]) -> Next {
    let Some(end) = string.iter().position(|byte| matches!(byte, 0x07 | 0x1B)) else {
        return Next::Unfinished;
    };
    let ending = match string.get(end..) {
        Some([0x07, ..]) => 1,
        Some([0x1B, b'\\', ..]) => 2,
        Some([0x1B]) => return Next::Unfinished,
        // Not a string: `Alt-]` and other keys.
        Some(_) | None => return Next::Other("\x1b]".len()),
    };
    let length = "\x1b]".len() + end + ending;
    let text = string.get(..end).and_then(|text| std::str::from_utf8(text).ok());
    match text.and_then(|text| text.strip_prefix("11;")) {
        Some(color) => Next::Background(Background::answered(color), length),
        None => Next::Other(length),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SENT: &[u8] =
        b"j\x1b[1;2R\x1b[Ak\x1b[1;3R\xE3\x81\x82\x1bP>|XTerm(379)\x1b\\\x1b[?2026;2$y\x1b[?64;1;2cq";

    fn check(pieces: &[&[u8]]) {
        let mut answers = Answers::default();
        for piece in pieces {
            answers.feed(piece);
        }
        assert_eq!(answers.columns, [2, 3]);
        assert_eq!(answers.version.as_deref(), Some("XTerm(379)"));
        assert!(answers.synchronizes && answers.is_complete);
        assert_eq!(answers.into_typed(), b"j\x1b[Ak\xE3\x81\x82q");
    }

    #[test]
    fn answers_are_told_from_keys() {
        check(&[SENT]);
    }

    #[test]
    fn it_matters_not_in_which_pieces_they_come() {
        for split in 0..SENT.len() {
            let (head, tail) = SENT.split_at(split);
            check(&[head, tail]);
        }
        check(&SENT.chunks(1).collect::<Vec<_>>());
    }

    #[test]
    fn backgrounds_are_answered_in_several_forms() {
        let cases: [(&[u8], Option<Background>, &[u8]); 6] = [
            (b"a\x1b]11;rgb:ffff/ffff/ffff\x1b\\b", Some(Background::Light), b"ab"),
            (b"a\x1b]11;rgb:0000/0000/0000\x07b", Some(Background::Dark), b"ab"),
            (b"a\x1b]11;rgba:ffff/ffff/ffff/8000\x07b", Some(Background::Light), b"ab"),
            (b"a\x1b]11;red\x07b", None, b"ab"),
            (b"\x1b]\x1b[A", None, b"\x1b]\x1b[A"),
            (b"\x1b]11;rgb:ffff", None, b"\x1b]11;rgb:ffff"),
        ];
        for (sent, background, typed) in cases {
            for split in 0..sent.len() {
                let (head, tail) = sent.split_at(split);
                let mut answers = Answers::default();
                answers.feed(head);
                answers.feed(tail);
                assert_eq!(answers.background, background, "{sent:?} at {split}");
                assert_eq!(answers.into_typed(), typed, "{sent:?} at {split}");
            }
        }
    }

    #[test]
    fn a_lone_escape_is_a_key() {
        let mut answers = Answers::default();
        answers.feed(b"\x1b[1;2R\x1b");
        assert_eq!(answers.into_typed(), b"\x1b");
    }

    proptest! {
        #[test]
        fn what_is_no_answer_is_kept(
            keys in prop::collection::vec("(\x1b\\[[ABH]|\x1b\\[[0-9;]{1,4}[~u]|\x1bO[PQ]|[a-z?;0-9]|[ぁ-ん])", 0..8),
            answer in "(\x1b\\[1;[0-9]{1,2}R|\x1bP>\\|[a-z]{1,5}\x1b\\\\|\x1b\\[\\?[0-9;]{1,5}c)",
        ) {
            let mut answers = Answers::default();
            for key in &keys {
                answers.feed(key.as_bytes());
                answers.feed(answer.as_bytes());
            }
            prop_assert_eq!(answers.into_typed(), keys.concat().into_bytes());
        }
    }
}
