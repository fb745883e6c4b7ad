//! The terminal's clipboard: OSC 52 (xterm's control sequences, "Manipulate Selection Data").

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The most bytes of base64 that terminals commonly take; longer sequences are dropped without a word.
const LIMIT: usize = 74_994;
/// GNU screen passes device control strings of at most this many bytes.
const SCREEN_CHUNK: usize = 512;

/// How the sequence must be wrapped to pass a multiplexer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrapping {
    /// Not at all.
    None,
    /// tmux's passthrough: `DCS tmux;` with every ESC doubled.
    Tmux,
    /// GNU screen's device control strings.
    Screen,
}

/// The sequence that puts `text` on the clipboard; refused where terminals would drop it.
pub fn sequence(text: &str, wrapping: Wrapping) -> Result<Vec<u8>, String> {
    let encoded = STANDARD.encode(text);
    if encoded.len() > LIMIT {
        let limit = LIMIT / 4 * 3;
        return Err(format!("{} bytes are more than the {limit} that terminals take", text.len()));
    }
    let bare = format!("\x1b]52;c;{encoded}\x07");
    let wrapped = match wrapping {
        Wrapping::None => bare,
        Wrapping::Tmux => format!("\x1bPtmux;{}\x1b\\", bare.replace('\x1b', "\x1b\x1b")),
        Wrapping::Screen => {
            let chunks: Vec<_> = bare.as_bytes().chunks(SCREEN_CHUNK).map(String::from_utf8_lossy).collect();
            format!("\x1bP{}\x1b\\", chunks.join("\x1b\\\x1bP"))
        }
    };
    Ok(wrapped.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_pass_their_multiplexers() {
        let cases = [
            (Wrapping::None, "\x1b]52;c;6KaL\x07"),
            (Wrapping::Tmux, "\x1bPtmux;\x1b\x1b]52;c;6KaL\x07\x1b\\"),
            (Wrapping::Screen, "\x1bP\x1b]52;c;6KaL\x07\x1b\\"),
        ];
        for (wrapping, expected) in cases {
            assert_eq!(sequence("見", wrapping).unwrap(), expected.as_bytes());
        }
    }

    #[test]
    fn what_terminals_would_drop_is_refused() {
        assert!(sequence(&"a".repeat(LIMIT / 4 * 3), Wrapping::None).is_ok());
        let error = sequence(&"a".repeat(60_000), Wrapping::None).unwrap_err();
        assert_eq!(error, "60000 bytes are more than the 56244 that terminals take");
    }
}
