//! Asking the terminal to put text on its clipboard: the escape sequence OSC 52, `ESC ] 52 ; c ; base64 BEL`.
//!
//! The one way that crosses SSH. tmux and GNU screen stand between midashi and the terminal and must be told to
//! pass the sequence on, each in its own envelope (DCS).

use std::fmt;
use std::io::{self, Write};

use base64::prelude::{BASE64_STANDARD, Engine};

use super::Environment;
use crate::text::language::system::told;

/// The payload of one envelope of screen, in bytes. Old screens keep 256 bytes of a string, of which the envelope
/// takes four.
const SCREEN_CHUNK: usize = 252;

/// The terminal's clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Osc52 {
    envelope: Envelope,
    /// The longest text that is sent, in bytes.
    limit: usize,
}

/// How the sequence gets to the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Envelope {
    /// As it is.
    None,
    /// Past tmux, which passes on what comes as `ESC P tmux; … ESC \` with every ESC inside doubled (since 3.3 only
    /// with its option `allow-passthrough`).
    Tmux,
    /// Past GNU screen, which passes on the contents of every `ESC P … ESC \`, in pieces.
    Screen,
}

/// Why a text was not sent to the terminal.
#[derive(Debug)]
pub(super) enum Osc52Error {
    /// The text is longer than terminals take; its length in bytes.
    TooLong {
        /// How long, in bytes.
        length: usize,
        /// How long it may be.
        limit: usize,
    },
    /// The terminal could not be written to.
    Write(io::Error),
}

impl fmt::Display for Osc52Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { length, limit } => formatter.write_str(&tr!(
                "the text has {length} bytes, and the terminal is sent {limit} at most",
                length,
                limit
            )),
            Self::Write(error) => formatter.write_str(&told(error)),
        }
    }
}

impl Osc52 {
    /// The clipboard of the terminal that midashi runs in, or why it has none.
    pub(super) fn find(env: Environment<'_>, limit: usize) -> Result<Self, String> {
        let is_set = |name: &str| env(name).is_some_and(|value| !value.is_empty());
        let terminal = env("TERM").unwrap_or_default();
        if terminal == "linux" || terminal == "dumb" {
            return Err(tr!("the terminal ({name}) has no clipboard", name = terminal.display()));
        }
        let envelope = if is_set("TMUX") {
            Envelope::Tmux
        } else if is_set("STY") {
            Envelope::Screen
        } else {
            Envelope::None
        };
        Ok(Self { envelope, limit })
    }

    /// The longest text that is sent, in bytes.
    pub(super) fn limit(self) -> usize {
        self.limit
    }

    /// Writes the sequence for `text` to `terminal`.
    pub(super) fn send(self, text: &str, terminal: &mut impl Write) -> Result<(), Osc52Error> {
        let (length, limit) = (text.len(), self.limit);
        if length > limit {
            return Err(Osc52Error::TooLong { length, limit });
        }
        let sequence = format!("\x1b]52;c;{}\x07", BASE64_STANDARD.encode(text));
        let written = self.envelope.write(sequence.as_bytes(), terminal);
        written.and_then(|()| terminal.flush()).map_err(Osc52Error::Write)
    }
}

impl Envelope {
    fn write(self, sequence: &[u8], terminal: &mut impl Write) -> io::Result<()> {
        match self {
            Self::None => terminal.write_all(sequence),
            Self::Tmux => {
                // The sequence holds one ESC, its first byte.
                terminal.write_all(b"\x1bPtmux;\x1b")?;
                terminal.write_all(sequence)?;
                terminal.write_all(b"\x1b\\")
            }
            Self::Screen => sequence.chunks(SCREEN_CHUNK).try_for_each(|chunk| {
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
    use crate::config::clipboard::ClipboardSettings;

    const LIMIT: usize = ClipboardSettings::OSC52_LIMIT;

    fn sent(envelope: Envelope, text: &str) -> String {
        let mut terminal = Vec::new();
        Osc52 { envelope, limit: LIMIT }.send(text, &mut terminal).unwrap();
        String::from_utf8(terminal).unwrap()
    }

    #[test]
    fn sequences_are_exact() {
        let cases = [
            (Envelope::None, "a", "\x1b]52;c;YQ==\x07"),
            (Envelope::None, "見\n", "\x1b]52;c;6KaLCg==\x07"),
            (Envelope::Tmux, "見", "\x1bPtmux;\x1b\x1b]52;c;6KaL\x07\x1b\\"),
            (Envelope::Screen, "見", "\x1bP\x1b]52;c;6KaL\x07\x1b\\"),
        ];
        for (envelope, text, expected) in cases {
            assert_eq!(sent(envelope, text), expected, "{envelope:?} {text:?}");
        }
    }

    #[test]
    fn screen_gets_pieces_that_join_to_the_whole() {
        let text = "見出し".repeat(100);
        let pieces = sent(Envelope::Screen, &text);
        let payload: String = pieces
            .split_terminator("\x1b\\")
            .map(|piece| {
                assert!(piece.len() + 2 <= 256, "{} bytes", piece.len());
                piece.strip_prefix("\x1bP").unwrap()
            })
            .collect();
        assert_eq!(payload, sent(Envelope::None, &text));
    }

    #[test]
    fn texts_of_any_length_are_sent_whole_or_refused() {
        let longest = "a".repeat(LIMIT);
        assert_eq!(sent(Envelope::None, &longest).len(), 100_000);
        let mut terminal = Vec::new();
        let error = Osc52 { envelope: Envelope::None, limit: LIMIT }
            .send(&format!("{longest}a"), &mut terminal)
            .unwrap_err();
        assert_eq!(error.to_string(), "the text has 74995 bytes, and the terminal is sent 74994 at most");
        assert!(terminal.is_empty());
    }
}
