//! A line of text being typed.

use unicode_segmentation::GraphemeCursor;

use crate::config::key::{Key, KeyCode};
use crate::text::slice;

/// The text and the place of the cursor in it, which is always between graphemes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextInput {
    text: String,
    /// Byte of `text`.
    cursor: usize,
}

impl TextInput {
    /// The typed text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What has been typed before the cursor.
    pub fn before_cursor(&self) -> &str {
        slice(&self.text, 0..self.cursor)
    }

    /// Replaces the text by `text`, and stands at its end.
    pub fn set(&mut self, text: String) {
        self.cursor = text.len();
        self.text = text;
    }

    /// Moves to before byte `index` of the text.
    pub fn move_to(&mut self, index: usize) {
        self.cursor = index.min(self.text.len());
        while !self.text.is_char_boundary(self.cursor) {
            self.cursor -= 1;
        }
        self.settle();
    }

    /// Types `typed` at the cursor; control characters are left out.
    pub fn insert(&mut self, typed: &str) {
        let printable: String = typed.chars().filter(|c| !c.is_control()).collect();
        self.text.insert_str(self.cursor, &printable);
        self.cursor += printable.len();
        self.settle();
    }

    /// Deletes the grapheme before the cursor.
    pub fn delete_back(&mut self) {
        let end = self.cursor;
        self.left();
        self.text.replace_range(self.cursor..end, "");
        self.settle();
    }

    /// Deletes the grapheme at the cursor.
    pub fn delete_forward(&mut self) {
        let start = self.cursor;
        self.right();
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
        self.settle();
    }

    /// Deletes back to the start of the word before the cursor.
    pub fn delete_word(&mut self) {
        let before = self.before_cursor().trim_end();
        let last_space = before.char_indices().rev().find(|(_, c)| c.is_whitespace());
        let start = last_space.map_or(0, |(index, space)| index + space.len_utf8());
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
        self.settle();
    }

    /// Deletes back to the start of the line.
    pub fn delete_to_start(&mut self) {
        self.text.replace_range(..self.cursor, "");
        self.cursor = 0;
    }

    /// Moves a grapheme to the left.
    pub fn left(&mut self) {
        let mut cursor = GraphemeCursor::new(self.cursor, self.text.len(), true);
        self.cursor = cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0);
    }

    /// Moves a grapheme to the right.
    pub fn right(&mut self) {
        let mut cursor = GraphemeCursor::new(self.cursor, self.text.len(), true);
        self.cursor = cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len());
    }

    /// Moves to the start.
    pub fn start(&mut self) {
        self.cursor = 0;
    }

    /// Moves to the end.
    pub fn end(&mut self) {
        self.cursor = self.text.len();
    }

    /// Moves out of a grapheme that an edit has joined around the cursor.
    fn settle(&mut self) {
        let mut cursor = GraphemeCursor::new(self.cursor, self.text.len(), true);
        if !cursor.is_boundary(&self.text, 0).unwrap_or(true) {
            self.right();
        }
    }
}

/// A change of an input.
pub type Edit = fn(&mut TextInput);

/// What a key that types nothing does to an input, as readline has it.
pub fn edit(key: Key) -> Option<Edit> {
    let edits: [(bool, Edit); 10] = [
        (key.is_ctrl('u'), TextInput::delete_to_start),
        (key.is_ctrl('w'), TextInput::delete_word),
        (key.is(KeyCode::Backspace), TextInput::delete_back),
        (key.is(KeyCode::Delete) || key.is_ctrl('d'), TextInput::delete_forward),
        (key.is(KeyCode::Left), TextInput::left),
        (key.is(KeyCode::Right), TextInput::right),
        (key.is_ctrl('b'), TextInput::left),
        (key.is_ctrl('f'), TextInput::right),
        (key.is(KeyCode::Home) || key.is_ctrl('a'), TextInput::start),
        (key.is(KeyCode::End) || key.is_ctrl('e'), TextInput::end),
    ];
    edits.into_iter().find_map(|(pressed, edit)| pressed.then_some(edit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_move_by_graphemes() {
        let mut input = TextInput::default();
        input.insert("小倉 か\u{3099}👨‍👩‍👧\x1b");
        assert_eq!(input.text(), "小倉 か\u{3099}👨‍👩‍👧");
        input.delete_back();
        input.left();
        assert_eq!(input.before_cursor(), "小倉 ");
        input.delete_forward();
        assert_eq!(input.text(), "小倉 ");
        input.insert("@x");
        input.delete_word();
        assert_eq!(input.text(), "小倉 ");
        input.delete_word();
        assert_eq!(input.text(), "");
        input.set("abc".to_owned());
        input.left();
        input.delete_to_start();
        assert_eq!(input.text(), "c");
        input.insert("e");
        input.insert("\u{301}");
        assert_eq!(input.before_cursor(), "e\u{301}");
    }
}
