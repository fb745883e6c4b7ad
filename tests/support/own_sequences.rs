//! What midashi writes to the terminal besides text: everything else would be control that is not its own. Used by fuzzing, too.

use std::fmt::Write as _;

use alacritty_terminal::vte::{Params, Parser, Perform};

/// Every sequence that midashi writes, each as [`Record`] writes it; numbers are `#`.
const OWN: &[&str] =
    &["CSI ?#h", "CSI ?#l", "CSI #;#H", "CSI #J", "CSI #n", "CSI K", "CSI c", "OSC 8", "OSC 52"];

/// Everything of a stream that is not text.
#[derive(Default)]
struct Record {
    sequences: Vec<String>,
    /// What was printed last; a zero width joiner must stand within an emoji.
    last: Option<char>,
}

impl Record {
    fn of(bytes: &[u8]) -> Self {
        let mut record = Self::default();
        let mut parser: Parser = Parser::new();
        parser.advance(&mut record, bytes);
        record.print(' ');
        record
    }
}

const ZERO_WIDTH_JOINER: char = '\u{200D}';

/// Whether `c` may stand before or after a joiner: pictographs, their signs and variants.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{203C}'..='\u{3299}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}' | '\u{E0020}'..='\u{E007F}' | '\u{A9}' | '\u{AE}')
}

/// Whether `c` has no glyph and is no part of one: all default-ignorable code points (UAX #44), line separators and interlinear
/// annotations, but for what emoji and ideographs select their form by (U+FE00 to FE0F, U+E0020 to E007F, U+E0100 to E01EF) and
/// the fillers of Hangul syllables.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E001F}' | '\u{E0080}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
}

impl Perform for Record {
    fn print(&mut self, c: char) {
        let last = self.last.replace(c);
        if last == Some(ZERO_WIDTH_JOINER) && !is_emoji(c) {
            self.sequences.push(format!("{c:?} joined"));
        }
        if c == ZERO_WIDTH_JOINER && last.is_some_and(is_emoji) {
            return;
        }
        if is_unseen(c) || c.is_control() {
            self.sequences.push(format!("{c:?} as text"));
        }
    }

    fn execute(&mut self, byte: u8) {
        self.sequences.push(format!("control {byte:#04x}"));
    }

    fn csi_dispatch(&mut self, params: &Params, intermediates: &[u8], _: bool, action: char) {
        // Hostile text asks for SGR 5 and 45 only, which are none of midashi's own.
        let is_own = |first: &[u16]| matches!(first[0], 0..=4 | 7 | 30..=39 | 48 | 49);
        if action == 'm' && params.iter().next().is_some_and(is_own) {
            return;
        }
        let mut sequence = format!("CSI {}", String::from_utf8_lossy(intermediates));
        let given: Vec<&[u16]> = params.iter().filter(|numbers| *numbers != [0]).collect();
        for (index, numbers) in given.iter().enumerate() {
            assert_eq!(numbers.len(), 1, "subparameters");
            sequence.push_str(if index > 0 { ";#" } else { "#" });
        }
        let _ = write!(sequence, "{action}");
        self.sequences.push(sequence);
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _: bool, byte: u8) {
        // The end of an OSC is reported as an escape of its own.
        if byte != b'\\' {
            self.sequences.push(format!("ESC {}{}", String::from_utf8_lossy(intermediates), byte as char));
        }
    }

    fn osc_dispatch(&mut self, params: &[&[u8]], _: bool) {
        let kind = params.first().copied().unwrap_or_default();
        if kind == b"8" {
            let address = params[2..].join(&b';');
            let is_web =
                [&b"http://"[..], b"https://", b"mailto:"].iter().any(|scheme| address.starts_with(scheme));
            assert!(address.is_empty() || is_web, "{}", String::from_utf8_lossy(&address));
            assert!(address.iter().all(u8::is_ascii_graphic), "{}", String::from_utf8_lossy(&address));
            assert!(params[1].is_empty() || params[1].starts_with(b"id="));
        }
        self.sequences.push(format!("OSC {}", String::from_utf8_lossy(kind)));
    }

    fn hook(&mut self, _: &Params, _: &[u8], _: bool, action: char) {
        self.sequences.push(format!("DCS {action}"));
    }
}

/// Asserts that `bytes` are text and sequences that midashi writes, and nothing else.
#[track_caller]
pub fn assert_own(bytes: &[u8]) {
    let record = Record::of(bytes);
    for sequence in &record.sequences {
        assert!(OWN.contains(&sequence.as_str()), "{sequence} among {:?}", String::from_utf8_lossy(bytes));
    }
}
