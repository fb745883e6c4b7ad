//! What a terminal sends, cut into keys, uses of the mouse, pastes, and answers that come too late.
//!
//! Where a sequence ends follows from its form alone (ECMA-48, 5.4, and what terminals have added to it), so that one
//! which nobody knows is passed over as a whole, and what follows it is read rightly.

use std::time::Duration;

use crossterm::event::Event;
use memchr::memmem;
use terminput::{Event as Meaning, KeyModifiers};

const ESCAPE: u8 = 0x1B;
/// The answer that tells the background (OSC 11); at most `rgba:` and four numbers of four digits.
const COLOR_BEGINS: &[u8] = b"\x1b]11;";
const LONGEST_COLOR: usize = 40;
const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// How long the rest of a sequence may be behind its `Esc`. Terminals write them at once, and networks seldom part
/// them; people who type `Esc` should not notice.
const ESCAPE_PATIENCE: Duration = Duration::from_millis(20);
/// As [`ESCAPE_PATIENCE`], within a paste. What follows an end that comes too late would be taken for keys.
const PASTED_ESCAPE_PATIENCE: Duration = Duration::from_millis(500);
/// How long a paste may stand still before it is taken for one whose end was lost.
const PASTE_PATIENCE: Duration = Duration::from_secs(10);

/// The bytes of which the end has not come yet.
#[derive(Debug, Default)]
pub(super) struct Sequences {
    bytes: Vec<u8>,
    /// How many of them have been searched for the end of a paste.
    searched: usize,
    /// Whether answers to questions that were given up may still come.
    expects_answers: bool,
}

impl Sequences {
    /// Nothing has been sent so far, but answers to questions may be if `expects_answers`.
    pub(super) fn new(expects_answers: bool) -> Self {
        Self { bytes: Vec::new(), searched: 0, expects_answers }
    }

    /// Takes the next bytes; returns what they complete.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Event> {
        self.bytes.extend_from_slice(bytes);
        let mut events = Vec::new();
        let mut read = 0;
        while let Some(rest) = self.bytes.get(read..)
            && let Some(sequence) = self.next_length(rest).and_then(|length| rest.get(..length))
        {
            read += sequence.len();
            self.searched = 0;
            if self.expects_answers && is_answer(sequence) {
                // The device attributes were asked for last.
                self.expects_answers = !sequence.ends_with(b"c");
            } else {
                events.extend(meaning(sequence));
            }
        }
        self.bytes.drain(..read);
        self.searched = self.bytes.len();
        events
    }

    /// How many bytes the first sequence, character or late answer has; `None` where its end has not come.
    fn next_length(&self, bytes: &[u8]) -> Option<usize> {
        if bytes.starts_with(PASTE_BEGINS) {
            let start = self.searched.saturating_sub(PASTE_ENDS.len());
            let end = memmem::find(bytes.get(start..)?, PASTE_ENDS);
            return end.map(|end| start + end + PASTE_ENDS.len());
        }
        // Its first two bytes may be a key; what follows tells.
        if self.expects_answers && bytes.len() > 1 && COLOR_BEGINS.starts_with(bytes) {
            return None;
        }
        if !self.expects_answers || !bytes.starts_with(COLOR_BEGINS) {
            return length(bytes);
        }
        let end = bytes.iter().skip(1).position(|byte| matches!(*byte, 0x07 | ESCAPE)).map(|end| end + 1);
        match end.map(|end| (end, bytes.get(end), bytes.get(end + 1))) {
            Some((end, Some(&ESCAPE), Some(b'\\'))) => Some(end + 2),
            Some((end, Some(0x07), _)) => Some(end + 1),
            // Something else follows: it is no answer.
            Some((_, Some(&ESCAPE), Some(_))) => length(bytes),
            Some(_) | None => (bytes.len() > LONGEST_COLOR).then(|| length(bytes)).flatten(),
        }
    }

    /// How long to wait for more before what has come is [settled](Self::settle); `None` where there is no need to.
    pub(super) fn patience(&self) -> Option<Duration> {
        if self.bytes.starts_with(PASTE_BEGINS) {
            let is_escaped = self.bytes.last() == Some(&ESCAPE);
            return Some(if is_escaped { PASTED_ESCAPE_PATIENCE } else { PASTE_PATIENCE });
        }
        // A key by itself unless more follows at once: `Esc`, `Alt-[`, `Alt-O`.
        let is_ambiguous = self.bytes.first() == Some(&ESCAPE) && self.bytes.len() <= 2;
        is_ambiguous.then_some(ESCAPE_PATIENCE)
    }

    /// The key that has come if nothing follows it, or the paste that is over without its end.
    pub(super) fn settle(&mut self) -> Option<Event> {
        self.searched = 0;
        let mut bytes = std::mem::take(&mut self.bytes);
        if bytes.starts_with(PASTE_BEGINS) {
            // An `Esc` that ends it is not pasted.
            while bytes.pop_if(|last| *last == ESCAPE).is_some() {}
            bytes.extend_from_slice(PASTE_ENDS);
            return meaning(&bytes);
        }
        let (alt, key) = match bytes.as_slice() {
            [ESCAPE, key @ ..] if !key.is_empty() => (KeyModifiers::ALT, key),
            key => (KeyModifiers::empty(), key),
        };
        match Meaning::parse_from(key) {
            Ok(Some(Meaning::Key(key))) => event(Meaning::Key(key.modifiers(key.modifiers | alt))),
            Ok(_) | Err(_) => None,
        }
    }
}

/// How many bytes the first sequence or character of `bytes` has; `None` where its end has not come.
fn length(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [] | [ESCAPE] => None,
        // Typed twice, not `Alt-Esc`, which window managers keep for themselves.
        [ESCAPE, ESCAPE, ..] => Some(1),
        // The mouse as the first terminals told of it, and the function keys of Linux's console.
        [ESCAPE, b'[', b'M', ..] => whole(6, bytes),
        [ESCAPE, b'[', b'[', ..] => whole(4, bytes),
        [ESCAPE, b'[', sequence @ ..] => {
            let end = sequence.iter().position(|byte| !(0x20..=0x3F).contains(byte))?;
            // A control character ends a sequence too, and is not part of it.
            let final_byte = usize::from(sequence.get(end).is_some_and(|byte| (0x40..=0x7E).contains(byte)));
            Some(2 + end + final_byte)
        }
        [ESCAPE, b'O', ..] => whole(3, bytes),
        [ESCAPE, character @ ..] => Some(1 + character_length(character)?),
        character => character_length(character),
    }
}

fn whole(length: usize, bytes: &[u8]) -> Option<usize> {
    (bytes.len() >= length).then_some(length)
}

/// The bytes of the first character; a byte that begins none stands alone.
fn character_length(bytes: &[u8]) -> Option<usize> {
    let length = match bytes.first()? {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    };
    let continued = bytes.iter().skip(1).take(length - 1).take_while(|byte| (0x80..=0xBF).contains(*byte));
    match 1 + continued.count() {
        found if found == length => Some(length),
        found if found == bytes.len() => None,
        found => Some(found),
    }
}

/// Whether a sequence answers a question of [`super::probe`]: the cursor's position, a colour, a mode, the device attributes.
fn is_answer(sequence: &[u8]) -> bool {
    sequence.starts_with(COLOR_BEGINS)
        || matches!(sequence, [ESCAPE, b'[', b'0'..=b'9', .., b'R'] | [ESCAPE, b'[', b'?', .., b'y' | b'c'])
}

/// Whether a sequence tells of the mouse at column or line 0. There is none: they are 1-based (xterm's control sequences, "Mouse
/// Tracking"), and the parser would subtract from it.
fn is_nowhere(sequence: &[u8]) -> bool {
    let [ESCAPE, b'[', parameters @ .., b'M' | b'm'] = sequence else { return false };
    let is_zero =
        |number: &[u8]| !number.is_empty() && number.iter().all(|&digit| digit == b'0' || digit == b'+');
    parameters.split(|&byte| byte == b';').skip(1).any(is_zero)
}

fn meaning(sequence: &[u8]) -> Option<Event> {
    if is_nowhere(sequence) {
        return None;
    }
    event(Meaning::parse_from(sequence).ok()??)
}

fn event(meaning: Meaning) -> Option<Event> {
    terminput_crossterm::to_crossterm(meaning).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::event::Event as AppEvent;
    use crate::config::key::{Key, KeyCode};
    use crate::shell::input::translate;

    fn key(code: KeyCode) -> AppEvent {
        AppEvent::Key(Key::new(code, false, false, false))
    }

    fn alt(c: char) -> AppEvent {
        AppEvent::Key(Key::new(KeyCode::Char(c), false, true, false))
    }

    fn read(sequences: &mut Sequences, bytes: &[u8]) -> Vec<AppEvent> {
        sequences.feed(bytes).into_iter().filter_map(translate).collect()
    }

    #[test]
    fn bytes_become_the_keys_they_were_in_whatever_pieces_they_come() {
        let bytes = b"j\x1b[A\xE3\x81\x82\x1b[200~a\x1b[ b\x1b[201~\x1bOB\x06\x1b\x1b[B\x1b[[A\x1bw\x1b[?1;2yx\xE3y\x1b[9\x1b[C";
        let expected = [
            key(KeyCode::Char('j')),
            key(KeyCode::Up),
            key(KeyCode::Char('あ')),
            AppEvent::Paste("a\x1b[ b".to_owned()),
            key(KeyCode::Down),
            AppEvent::Key(Key::new(KeyCode::Char('f'), true, false, false)),
            key(KeyCode::Esc),
            key(KeyCode::Down),
            key(KeyCode::Function(1)),
            alt('w'),
            key(KeyCode::Char('x')),
            key(KeyCode::Char('y')),
            key(KeyCode::Right),
        ];
        for size in 1..=bytes.len() {
            let mut sequences = Sequences::default();
            let read: Vec<AppEvent> =
                bytes.chunks(size).flat_map(|piece| read(&mut sequences, piece)).collect();
            assert_eq!(read, expected, "{size} bytes at a time");
        }
    }

    #[test]
    fn what_may_be_a_key_or_begin_one_is_a_key_where_nothing_follows() {
        for (bytes, expected) in
            [(&b"\x1b"[..], key(KeyCode::Esc)), (b"\x1b[", alt('[')), (b"\x1bO", alt('O'))]
        {
            let mut sequences = Sequences::default();
            assert_eq!(read(&mut sequences, bytes), []);
            assert_eq!(sequences.patience(), Some(ESCAPE_PATIENCE));
            assert_eq!(sequences.settle().and_then(translate), Some(expected));
            assert_eq!(sequences.patience(), None);
            assert_eq!(read(&mut sequences, b"A"), [key(KeyCode::Char('A'))]);
        }
    }

    #[test]
    fn a_paste_without_its_end_is_over_by_time_or_by_an_escape() {
        for (bytes, patience, pasted) in [
            (&b"\x1b[200~a\x1b[Aq\x03"[..], PASTE_PATIENCE, "a\x1b[Aq\x03"),
            (b"\x1b[200~a\x1b", PASTED_ESCAPE_PATIENCE, "a"),
            (b"\x1b[200~a\x1b\x1b", PASTED_ESCAPE_PATIENCE, "a"),
            (b"\x1b[200~", PASTE_PATIENCE, ""),
        ] {
            let mut sequences = Sequences::default();
            assert_eq!(read(&mut sequences, bytes), []);
            assert_eq!(sequences.patience(), Some(patience));
            let settled = sequences.settle().and_then(translate);
            assert_eq!(settled, Some(AppEvent::Paste(pasted.to_owned())));
            assert_eq!(sequences.patience(), None);
            assert_eq!(
                read(&mut sequences, b"j\x1b[200~b\x1b[201~"),
                [key(KeyCode::Char('j')), AppEvent::Paste("b".to_owned())]
            );
        }
    }

    #[test]
    fn late_answers_are_no_keys_until_the_last_has_come() {
        let late = b"\x1b[1;2R\x1b[?2026;2$yk\x1b]11;rgb:ffff/0/0\x1b\\\x1b[1;3R\x1b]11;rgb:f/0/0\x07\x1b[?64;1;2cj\x1b[1;2R";
        let shifted = AppEvent::Key(Key::new(KeyCode::Function(3), false, false, true));
        let typed = [key(KeyCode::Char('k')), key(KeyCode::Char('j')), shifted];
        for size in 3..=late.len() {
            let mut sequences = Sequences::new(true);
            let read: Vec<AppEvent> =
                late.chunks(size).flat_map(|piece| read(&mut sequences, piece)).collect();
            assert_eq!(read, typed, "{size} bytes at a time");
        }
    }

    #[test]
    fn a_mouse_beyond_the_screen_does_nothing() {
        for sequence in [
            "\x1b[<0;0;1M",
            "\x1b[<0;1;0m",
            "\x1b[<0;1;+0;M",
            "\x1b[32;00;1M",
            "\x1b[<0;65536;1M",
            "\x1b[<;;M",
        ] {
            let events = read(&mut Sequences::default(), format!("{sequence}j").as_bytes());
            assert_eq!(events, [key(KeyCode::Char('j'))], "{sequence:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_stop_what_follows_from_being_read(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            prop_assume!(memmem::find(&bytes, b"\x1b[").is_none());
            let mut sequences = Sequences::default();
            sequences.feed(&bytes);
            // Whatever is unfinished takes a few characters at most.
            let events = read(&mut sequences, b"jjjjj");
            prop_assert_eq!(events.last(), Some(&key(KeyCode::Char('j'))));
        }
    }
}
