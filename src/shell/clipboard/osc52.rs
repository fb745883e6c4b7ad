//! Asking the terminal to put text on its clipboard: the escape sequence OSC 52, `ESC ] 52 ; c ; base64 BEL`.
//!
//! The one way that crosses SSH. tmux and GNU screen stand between midashi and the terminal and must be told to
//! pass the sequence on, each in its own envelope (DCS).

use std::fmt;
use std::io::{self, Write};

use base64::prelude::{BASE64_STANDARD, Engine};

/// The longest text, in bytes, that terminals are known to take: several cap the sequence at 100,000 bytes, which
/// leaves 99,992 for the base64 of 74,994. Some cut what is longer, so that it is better not sent.
const MAX_TEXT: usize = 74_994;

/// The payload of one envelope of screen, in bytes. Old screens keep 256 bytes of a string, of which the envelope
/// takes four.
const SCREEN_CHUNK: usize = 252;

/// How the sequence gets to the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Osc52 {
    /// As it is.
    Direct,
    /// Past tmux, which passes on what comes as `ESC P tmux; … ESC \` with every ESC inside doubled (since 3.3 only
    /// with its option `allow-passthrough`).
    ThroughTmux,
    /// Past GNU screen, which passes on the contents of every `ESC P … ESC \`, in pieces.
    ThroughScreen,
}

/// Why a text was not sent to the terminal.
#[derive(Debug)]
pub(super) enum Osc52Error {
    /// The text is longer than terminals take; its length in bytes.
    TooLong(usize),
    /// The terminal could not be written to.
    Write(io::Error),
}

impl fmt::Display for Osc52Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong(length) => {
                write!(formatter, "the text has {length} bytes, and terminals take {MAX_TEXT}")
            }
            Self::Write(error) => write!(formatter, "{error}"),
        }
    }
}

impl Osc52 {
    /// Writes the sequence for `text` to `terminal`.
    pub(super) fn send(self, text: &str, terminal: &mut impl Write) -> Result<(), Osc52Error> {
        if text.len() > MAX_TEXT {
            return Err(Osc52Error::TooLong(text.len()));
        }
        let sequence = format!("\x1b]52;c;{}\x07", BASE64_STANDARD.encode(text));
        self.wrap(sequence.as_bytes(), terminal).and_then(|()| terminal.flush()).map_err(Osc52Error::Write)
    }

    fn wrap(self, sequence: &[u8], terminal: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Direct => terminal.write_all(sequence),
            Self::ThroughTmux => {
                // The sequence holds one ESC, its first byte.
                terminal.write_all(b"\x1bPtmux;\x1b")?;
                terminal.write_all(sequence)?;
                terminal.write_all(b"\x1b\\")
            }
            Self::ThroughScreen => sequence.chunks(SCREEN_CHUNK).try_for_each(|chunk| {
                terminal.write_all(b"\x1bP")?;
                terminal.write_all(chunk)?;
                terminal.write_all(b"\x1b\\")
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(route: Osc52, text: &str) -> String {
        let mut terminal = Vec::new();
        route.send(text, &mut terminal).unwrap();
        String::from_utf8(terminal).unwrap()
    }

    #[test]
    fn sequences_are_exact() {
        let cases = [
            (Osc52::Direct, "a", "\x1b]52;c;YQ==\x07"),
            (Osc52::Direct, "見\n", "\x1b]52;c;6KaLCg==\x07"),
            (Osc52::ThroughTmux, "見", "\x1bPtmux;\x1b\x1b]52;c;6KaL\x07\x1b\\"),
            (Osc52::ThroughScreen, "見", "\x1bP\x1b]52;c;6KaL\x07\x1b\\"),
        ];
        for (route, text, expected) in cases {
            assert_eq!(sent(route, text), expected, "{route:?} {text:?}");
        }
    }

    #[test]
    fn screen_gets_pieces_that_join_to_the_whole() {
        let text = "見出し".repeat(100);
        let pieces = sent(Osc52::ThroughScreen, &text);
        let payload: String = pieces
            .split_terminator("\x1b\\")
            .map(|piece| {
                assert!(piece.len() + 2 <= 256, "{} bytes", piece.len());
                piece.strip_prefix("\x1bP").unwrap()
            })
            .collect();
        assert_eq!(payload, sent(Osc52::Direct, &text));
    }

    #[test]
    fn texts_of_any_length_are_sent_whole_or_refused() {
        let longest = "a".repeat(MAX_TEXT);
        assert_eq!(sent(Osc52::Direct, &longest).len(), 100_000);
        let mut terminal = Vec::new();
        let error = Osc52::Direct.send(&format!("{longest}a"), &mut terminal).unwrap_err();
        assert_eq!(error.to_string(), "the text has 74995 bytes, and terminals take 74994");
        assert!(terminal.is_empty());
    }
}
