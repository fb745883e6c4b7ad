//! What a file has, as it is read: text as long as it is UTF-8, which most notes are, else bytes.
//!
//! A block is validated right after it has been read, while it is in the cache of the processor, and by SIMD instructions
//! where there are some. What comes of a note is then a string, without a further look at all of it.

/// The bytes of a note as far as they have been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content(State);

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    /// UTF-8, and the beginning of a character that the next block may end.
    Text { text: String, begun: Vec<u8> },
    /// Not UTF-8.
    Bytes(Vec<u8>),
}

impl Content {
    /// Nothing yet, with room for `capacity` bytes.
    pub fn with_capacity(capacity: usize) -> Self {
        Self(State::Text { text: String::with_capacity(capacity), begun: Vec::new() })
    }

    /// Adds what was read next.
    pub fn push(&mut self, block: &[u8]) {
        match &mut self.0 {
            State::Bytes(bytes) => bytes.extend_from_slice(block),
            State::Text { text, begun } => {
                let joined;
                let block = if begun.is_empty() {
                    block
                } else {
                    joined = [begun.as_slice(), block].concat();
                    &joined
                };
                let (whole, rest) = block.split_at(whole_characters(block));
                if let Ok(valid) = simdutf8::basic::from_utf8(whole) {
                    text.push_str(valid);
                    *begun = rest.to_vec();
                } else {
                    let mut bytes = std::mem::take(text).into_bytes();
                    bytes.extend_from_slice(block);
                    self.0 = State::Bytes(bytes);
                }
            }
        }
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        match &self.0 {
            State::Text { text, begun } => text.len() + begun.len(),
            State::Bytes(bytes) => bytes.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text, or the bytes where they are not UTF-8.
    pub(super) fn into_text(self) -> Result<String, Vec<u8>> {
        match self.0 {
            State::Text { text, begun } if begun.is_empty() => Ok(text),
            State::Text { text, begun } => {
                let mut bytes = text.into_bytes();
                bytes.extend(begun);
                Err(bytes)
            }
            State::Bytes(bytes) => Err(bytes),
        }
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Self(match String::from_utf8(bytes) {
            Ok(text) => State::Text { text, begun: Vec::new() },
            Err(error) => State::Bytes(error.into_bytes()),
        })
    }
}

/// How many bytes `block` has but for a character at its end that it has the beginning of (UTF-8: a first byte of 0xC0 or
/// more, and up to three of 0x80 to 0xBF).
fn whole_characters(block: &[u8]) -> usize {
    /// The most bytes of a character.
    const LONGEST: usize = 4;
    let (before, tail) = block.split_at(block.len().saturating_sub(LONGEST - 1));
    let first = tail.iter().rposition(|&byte| byte >= 0xC0);
    let is_begun = |&first: &usize| {
        let needed = match tail.get(first) {
            Some(0xF0..) => 4,
            Some(0xE0..) => 3,
            Some(_) | None => 2,
        };
        tail.len() - first < needed
    };
    before.len() + first.filter(is_begun).unwrap_or(tail.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read_in_blocks(bytes: &[u8], size: usize) -> Content {
        let mut content = Content::with_capacity(bytes.len());
        for block in bytes.chunks(size) {
            content.push(block);
        }
        assert_eq!(content.len(), bytes.len());
        content
    }

    #[test]
    fn a_character_may_come_in_parts() {
        let text = "aé見🍣\u{10FFFF}";
        for size in 1..=text.len() {
            assert_eq!(read_in_blocks(text.as_bytes(), size).into_text().as_deref(), Ok(text), "{size}");
        }
    }

    #[test]
    fn what_is_cut_off_at_the_end_is_no_text() {
        let bytes = &"見出し".as_bytes()[..8];
        assert_eq!(read_in_blocks(bytes, 4).into_text(), Err(bytes.to_vec()));
    }

    proptest! {
        #[test]
        fn blocks_join_to_what_they_are_of(
            parts in prop::collection::vec(prop_oneof![
                any::<char>().prop_map(|c| c.to_string().into_bytes()),
                prop::collection::vec(any::<u8>(), 0..3),
            ], 0..12),
            size in 1_usize..9,
        ) {
            let bytes = parts.concat();
            let expected = String::from_utf8(bytes.clone()).map_err(std::string::FromUtf8Error::into_bytes);
            prop_assert_eq!(read_in_blocks(&bytes, size).into_text(), expected);
        }
    }
}
