//! A text with pieces of it in other words, such as characters in place of the references that XML has for them.

use std::ops::Range;

use super::{Broken, Rewritten, Source, Undecodable};

/// The rewriting of a source, from its beginning on. Lines stay lines: no piece that is replaced holds a line ending.
pub(in crate::note) struct Rewriting<'s> {
    source: &'s Source,
    text: String,
    /// Up to where the source has been read (bytes).
    read: u32,
    pieces: Vec<Rewritten>,
    /// Where each of the pieces stood (bytes of the source).
    replaced: Vec<Range<u32>>,
}

impl<'s> Rewriting<'s> {
    pub(in crate::note) fn new(source: &'s Source) -> Self {
        let text = String::with_capacity(source.text().len());
        Self { source, text, read: 0, pieces: Vec::new(), replaced: Vec::new() }
    }

    /// Keeps the source as it is up to byte `end` of it. Returns where that is in the new text.
    pub(in crate::note) fn keep_until(&mut self, end: u32) -> u32 {
        self.text.push_str(self.source.slice(self.read..end.max(self.read)));
        self.read = end.max(self.read);
        length(&self.text)
    }

    /// Puts `words` in the place of `range` (bytes of the source), which stands after all that has been read.
    pub(in crate::note) fn replace(&mut self, range: Range<u32>, words: &str) {
        let start = self.keep_until(range.start);
        self.text.push_str(words);
        let original = self.source.slice(range.clone()).into();
        self.pieces.push(Rewritten { range: start..length(&self.text), original });
        self.read = range.end;
        self.replaced.push(range);
    }

    /// The new text, as far as it has been written.
    pub(in crate::note) fn text(&self) -> &str {
        &self.text
    }

    /// The new source.
    pub(in crate::note) fn finish(mut self, broken: Option<Broken>) -> Source {
        self.keep_until(self.source.end());
        let undecodable = self.source.undecodable.iter().map(|undecodable| Undecodable {
            offset: self.moved(undecodable.offset),
            bytes: undecodable.bytes.clone(),
        });
        Source {
            line_starts: self.source.line_starts.iter().map(|&start| self.moved(start)).collect(),
            undecodable: undecodable.collect(),
            encoding: self.source.encoding,
            bom: self.source.bom,
            rewritten: self.pieces,
            text: self.text,
            broken,
        }
    }

    /// Where byte `offset` of the source stands in the finished text; what is in a piece, at its beginning.
    fn moved(&self, offset: u32) -> u32 {
        let after = self.replaced.partition_point(|replaced| replaced.end <= offset);
        let before = after.checked_sub(1).and_then(|last| self.pieces.get(last).zip(self.replaced.get(last)));
        let moved = before.map_or(offset, |(piece, replaced)| piece.range.end + (offset - replaced.end));
        self.pieces.get(after).map_or(moved, |next| moved.min(next.range.start))
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::entry::Line;

    #[test]
    fn the_file_keeps_its_words_and_its_lines() {
        let source = Source::from_text("a&#10;b\n&lt;c\n");
        let mut rewriting = Rewriting::new(&source);
        rewriting.replace(1..6, "\n");
        assert_eq!(rewriting.keep_until(7), 3);
        rewriting.replace(8..12, "<");
        let rewritten = rewriting.finish(None);
        assert_eq!(rewritten.text(), "a\nb\n<c\n");
        assert_eq!(rewritten.original(0..7), source.text());
        assert_eq!(rewritten.original(2..3), "b");
        let lines: Vec<_> =
            rewritten.lines().map(|line| rewritten.slice(rewritten.line_range(line))).collect();
        assert_eq!(lines, ["a\nb\n", "<c\n"]);
        assert_eq!(rewritten.line_of(4), Line(1));
    }
}
