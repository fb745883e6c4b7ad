//! From the events of the reader of Markdown to entries: a block is an entry, nested by the items around it.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{is_beside, is_word, length, trimmed};
use crate::note::entry::{Entry, Kind, Rank};
use crate::note::source::Source;

/// The blocks of `source` from byte `start` on. All headings are sections.
pub(super) fn read(source: &Source, start: u32) -> Vec<Entry> {
    let mut blocks = Blocks { source, entries: Vec::new(), items: 0, quotes: 0, item: None, open: None };
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    let body = source.slice(start..length(source.text()));
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        let at = |offset: usize| start + u32::try_from(offset).unwrap_or(u32::MAX);
        blocks.event(event, at(range.start)..at(range.end));
    }
    blocks.entries
}

/// Reads the events of the blocks.
struct Blocks<'s> {
    source: &'s Source,
    entries: Vec<Entry>,
    /// How many list items are open.
    items: u32,
    /// How many quotations are open.
    quotes: u32,
    /// The marker of the item that has no words yet.
    item: Option<Range<u32>>,
    /// The block whose words are being read.
    open: Option<Open>,
}

/// A block whose words are being read.
struct Open {
    block: Block,
    range: Range<u32>,
    /// What of it has been read.
    words: Option<Range<u32>>,
}

/// What a block that has words is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Paragraph,
    /// The words of an item whose list has no blank lines, which `CommonMark` calls no paragraph.
    Tight,
    Heading(u8),
    Code,
    Html,
    Table,
}

impl Blocks<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<u32>) {
        let is_edge = matches!(event, Event::Start(Tag::BlockQuote(_)) | Event::End(TagEnd::BlockQuote(_)));
        if self.quotes > 0 && !is_edge {
            // A quotation is one block, whatever is quoted.
            return;
        }
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Rule => {
                self.close();
                self.flush_item();
                self.push(Kind::Rule, trimmed(self.source, range.clone()), None);
            }
            Event::TaskListMarker(_) => {
                let source = self.source;
                let is_on_its_line = |marker: &&mut Range<u32>| {
                    source.slice(marker.start..range.end).chars().all(|c| c == ' ' || !c.is_whitespace())
                };
                if let Some(marker) = self.item.as_mut().filter(is_on_its_line) {
                    marker.end = range.end;
                }
            }
            Event::Text(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak => self.inline(range),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<u32>) {
        let block = match tag {
            Tag::Paragraph => Block::Paragraph,
            Tag::Heading { level, .. } => Block::Heading(number(*level)),
            Tag::CodeBlock(_) => Block::Code,
            Tag::HtmlBlock => Block::Html,
            Tag::Table(_) => Block::Table,
            Tag::Item => {
                self.close();
                self.flush_item();
                self.items += 1;
                self.item = Some(self.item_marker(range));
                return;
            }
            Tag::BlockQuote(_) => {
                self.quotes += 1;
                if self.quotes == 1 {
                    self.close();
                    self.flush_item();
                    self.quote(range);
                }
                return;
            }
            Tag::List(_) => return self.close(),
            Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => return,
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. } => return self.inline(range),
        };
        self.close();
        self.open = Some(Open { block, range, words: None });
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Table => {
                self.close();
            }
            TagEnd::Item => {
                self.close();
                self.flush_item();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::List(_)
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_)
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {}
        }
    }

    /// Words in `range`: of the open block, else of an item.
    fn inline(&mut self, range: Range<u32>) {
        let block = Block::Tight;
        let open = self.open.get_or_insert_with(|| Open { block, range: range.clone(), words: None });
        let start = open.words.as_ref().map_or(range.start, |words| words.start);
        let end = open.words.as_ref().map_or(range.end, |words| words.end.max(range.end));
        open.words = Some(start..end);
    }

    /// Ends the open block.
    fn close(&mut self) {
        let Some(Open { block, range, words }) = self.open.take() else { return };
        match block {
            Block::Paragraph | Block::Html => self.paragraph(trimmed(self.source, range)),
            Block::Tight => {
                let start = self.item.as_ref().map_or(range.start, |marker| marker.end);
                self.paragraph(trimmed(self.source, start..words.map_or(range.end, |words| words.end)));
            }
            Block::Heading(level) => self.heading(level, trimmed(self.source, range)),
            Block::Table => {
                self.flush_item();
                let range = trimmed(self.source, range);
                self.push(Kind::Table, range.start..range.start, Some(range));
            }
            Block::Code => {
                self.flush_item();
                self.code(&range, words);
            }
        }
    }

    /// A paragraph: the words of the item that it is the first in, else text.
    fn paragraph(&mut self, range: Range<u32>) {
        if let Some(marker) = self.item.take_if(|marker| is_beside(self.source, marker, &range)) {
            self.push_item(marker, range);
        } else {
            self.flush_item();
            self.push(Kind::Text, range.start..range.start, Some(range));
        }
    }

    /// A quotation: its first `>` is the marker.
    fn quote(&mut self, range: Range<u32>) {
        let range = trimmed(self.source, range);
        let mut text = self.source.slice(range.clone());
        while let Some((before, last)) = text.rsplit_once(['\n', '\r']) {
            if !last.trim_matches(['>', ' ', '\t']).is_empty() {
                break;
            }
            text = before;
        }
        let marker = range.start..range.start + u32::from(text.starts_with('>'));
        let words = trimmed(self.source, marker.end..range.start + length(text));
        self.push(Kind::Quote, marker, Some(words));
    }

    fn heading(&mut self, level: u8, range: Range<u32>) {
        let text = self.source.slice(range.clone());
        let hashes = length(text) - length(text.trim_start_matches('#'));
        let is_atx = hashes == u32::from(level) && !text.contains(['\n', '\r']);
        let (marker, words) = if is_atx {
            let marker = range.start..range.start + hashes;
            let words = self.source.slice(marker.end..range.end);
            let unclosed = words.trim_end_matches('#');
            let is_closed = unclosed.is_empty() || unclosed.ends_with([' ', '\t']);
            let words = if is_closed { unclosed } else { words };
            (marker.clone(), trimmed(self.source, marker.end..marker.end + length(words)))
        } else {
            let before_underline = text.trim_end_matches(['=', '-']);
            (
                range.start..range.start,
                trimmed(self.source, range.start..range.start + length(before_underline)),
            )
        };
        if self.items > 0 {
            return self.paragraph(range);
        }
        let line = self.source.line_of(range.start);
        let rank = Rank::Heading(level);
        self.entries.push(Entry { kind: Kind::Section, rank, line, marker, text: words });
    }

    /// A block of code: the fence with its language is the marker.
    fn code(&mut self, range: &Range<u32>, words: Option<Range<u32>>) {
        // `CommonMark` has fewer line endings than a source.
        let block = self.source.slice(range.clone());
        let first = range.start..range.start + length(block.split(['\n', '\r']).next().unwrap_or_default());
        let is_fenced = self.source.slice(first.clone()).trim_start().starts_with(['`', '~'])
            && words.as_ref().is_none_or(|words| words.start > first.start);
        let fence = if is_fenced { trimmed(self.source, first) } else { range.start..range.start };
        let is_short = u8::try_from(fence.len()).is_ok();
        let mut words = words.unwrap_or(fence.end..fence.end);
        if words.start > fence.end && self.source.slice(fence.end..words.start).contains(is_word) {
            words.start = fence.end;
        }
        let ended = self.source.slice(words.clone()).trim_end_matches(['\n', '\r']);
        let text = words.start..words.start + length(ended);
        let marker = if is_short { fence } else { text.start..text.start };
        let marker = if marker.is_empty() { text.start..text.start } else { marker };
        self.push(Kind::Code, marker, Some(text));
    }

    /// Makes an item of its marker alone, when a block other than a paragraph comes first in it.
    fn flush_item(&mut self) {
        if let Some(marker) = self.item.take() {
            let end = marker.end;
            self.push_item(marker, end..end);
        }
    }

    fn push_item(&mut self, marker: Range<u32>, text: Range<u32>) {
        let line = self.source.line_of(marker.start);
        let rank = Rank::Body(self.items.saturating_sub(1));
        self.entries.push(Entry { kind: Kind::Item, rank, line, marker, text });
    }

    /// Adds a block that is no item; without `text` it has only its marker.
    fn push(&mut self, kind: Kind, marker: Range<u32>, text: Option<Range<u32>>) {
        let text = text.unwrap_or(marker.end..marker.end);
        let is_short = u8::try_from(marker.len()).is_ok();
        let (marker, text) =
            if is_short { (marker, text) } else { (marker.start..marker.start, marker.start..text.end) };
        let line = self.source.line_of(marker.start);
        self.entries.push(Entry { kind, rank: Rank::Body(self.items), line, marker, text });
    }

    /// The bullet or number that an item in `range` begins with.
    fn item_marker(&self, range: Range<u32>) -> Range<u32> {
        let range = trimmed(self.source, range);
        let text = self.source.slice(range.clone());
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let end = range.start + u32::try_from(digits).unwrap_or(0) + u32::from(!text.is_empty());
        range.start..end
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
