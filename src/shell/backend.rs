//! The cells that changed, as bytes for the terminal.
//!
//! As ratatui's own backend, but for where the cursor is told to go. That one moves it after every wide character,
//! which costs a screen of kana three and a half times its text; and never after a narrow one, although terminals
//! differ about many of those. Here the cursor is moved only where it does not certainly stand: after a gap, and after
//! each glyph whose cells a terminal might count otherwise, so that its error ends with the glyph.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::{Attribute, Attributes, Colors, Print, SetAttribute, SetAttributes, SetColors};
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType as Cleared, EndSynchronizedUpdate};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, IntoCrossterm, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

use crate::text::class::is_certain;
use crate::view::hyperlinks::Hyperlinks;

/// The addresses of the frame that is drawn, as whoever draws it notes them.
pub(super) type SharedHyperlinks = Rc<RefCell<Hyperlinks>>;

/// A terminal that is written to through `W`. What is drawn stays in `W` until [`AnchoringBackend::end_frame`].
pub(super) struct AnchoringBackend<W: Write> {
    terminal: CrosstermBackend<W>,
    /// Read while the frame is written, when it is drawn; empty where no hyperlinks are wanted.
    hyperlinks: SharedHyperlinks,
    /// The size that frames are drawn for, which need not be the terminal's any more: it is told of that later.
    size: Size,
}

impl<W: Write> AnchoringBackend<W> {
    /// A backend that writes to `writer`.
    pub(super) fn new(writer: W, size: Size, hyperlinks: SharedHyperlinks) -> Self {
        Self { terminal: CrosstermBackend::new(writer), hyperlinks, size }
    }

    /// Begins a frame of `size`, which the terminal shows as a whole when it has ended if it knows how to.
    pub(super) fn begin_frame(&mut self, size: Size, synchronized: bool) -> io::Result<()> {
        self.size = size;
        if synchronized { queue!(self.terminal, BeginSynchronizedUpdate) } else { Ok(()) }
    }

    /// Ends a frame, and hands it to the terminal.
    pub(super) fn end_frame(&mut self, synchronized: bool) -> io::Result<()> {
        if synchronized {
            queue!(self.terminal, EndSynchronizedUpdate)?;
        }
        Write::flush(&mut self.terminal)
    }
}

impl<W: Write> Write for AnchoringBackend<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.terminal.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.terminal)
    }
}

/// The style that the terminal writes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Pen {
    foreground: Color,
    background: Color,
    modifier: Modifier,
    /// The number of the address that it links to, as a colour; see [`Hyperlinks`].
    hyperlink: Color,
}

impl Pen {
    fn of(cell: &Cell) -> Self {
        Self {
            foreground: cell.fg,
            background: cell.bg,
            modifier: cell.modifier,
            hyperlink: cell.underline_color,
        }
    }

    /// Makes a terminal that writes in `self` write in `next`.
    fn change(self, next: Self, hyperlinks: &Hyperlinks, writer: &mut impl Write) -> io::Result<()> {
        if self == next {
            return Ok(());
        }
        if self.hyperlink != next.hyperlink {
            link(hyperlinks.address(next.hyperlink), writer)?;
        }
        // Attributes are taken away one by one in ways that terminals differ about; all at once in one way.
        let mut from = self;
        if !next.modifier.contains(self.modifier) {
            queue!(writer, SetAttribute(Attribute::Reset))?;
            from = Self::default();
        }
        let added = next.modifier - from.modifier;
        if !added.is_empty() {
            queue!(writer, SetAttributes(attributes(added)))?;
        }
        if (from.foreground, from.background) != (next.foreground, next.background) {
            let colors = Colors::new(next.foreground.into_crossterm(), next.background.into_crossterm());
            queue!(writer, SetColors(colors))?;
        }
        Ok(())
    }
}

/// Makes what is written from here on a hyperlink, or an ordinary text (OSC 8). The number says which parts are of one link,
/// though they stand on several lines.
fn link(address: Option<(u32, String)>, writer: &mut impl Write) -> io::Result<()> {
    match address {
        Some((number, address)) => write!(writer, "\x1b]8;id={number:x};{address}\x1b\\"),
        None => write!(writer, "\x1b]8;;\x1b\\"),
    }
}

fn attributes(modifier: Modifier) -> Attributes {
    [
        (Modifier::BOLD, Attribute::Bold),
        (Modifier::DIM, Attribute::Dim),
        (Modifier::ITALIC, Attribute::Italic),
        (Modifier::UNDERLINED, Attribute::Underlined),
        (Modifier::SLOW_BLINK, Attribute::SlowBlink),
        (Modifier::RAPID_BLINK, Attribute::RapidBlink),
        (Modifier::REVERSED, Attribute::Reverse),
        (Modifier::HIDDEN, Attribute::Hidden),
        (Modifier::CROSSED_OUT, Attribute::CrossedOut),
    ]
    .into_iter()
    .filter(|(flag, _)| modifier.contains(*flag))
    .fold(Attributes::none(), |attributes, (_, attribute)| attributes.with(attribute))
}

impl<W: Write> Backend for AnchoringBackend<W> {
    type Error = io::Error;

    fn draw<'c, I>(&mut self, cells: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'c Cell)>,
    {
        let writer = &mut self.terminal;
        let hyperlinks = self.hyperlinks.borrow();
        let mut pen = Pen::default();
        let mut cursor = None;
        for (x, y, cell) in cells {
            if cursor != Some((x, y)) {
                queue!(writer, MoveTo(x, y))?;
            }
            let next = Pen::of(cell);
            pen.change(next, &hyperlinks, writer)?;
            pen = next;
            // The second half of a wide glyph that is gone without anything in its place.
            let symbol = if cell.symbol().is_empty() { " " } else { cell.symbol() };
            queue!(writer, Print(symbol))?;
            cursor = is_certain(symbol).then(|| (x.saturating_add(cell.cell_width().max(1)), y));
        }
        pen.change(Pen::default(), &hyperlinks, writer)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.terminal.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.terminal.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.terminal.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.terminal.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.terminal.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        // As crossterm's own, but within the frame: it flushes what it writes.
        let cleared = match region {
            ClearType::All => Cleared::All,
            ClearType::AfterCursor => Cleared::FromCursorDown,
            ClearType::BeforeCursor => Cleared::FromCursorUp,
            ClearType::CurrentLine => Cleared::CurrentLine,
            ClearType::UntilNewLine => Cleared::UntilNewLine,
        };
        queue!(self.terminal, Clear(cleared))
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.terminal.window_size()
    }

    /// Frames are flushed as a whole.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;
    use crate::text::width::{Ambiguous, WidthPolicy};
    use crate::view::paint::{Look, Painter};

    /// What is written to turn a blank screen into one that shows `lines`.
    fn written(lines: &[&str], columns: u16, style: Style) -> Vec<u8> {
        let area = Rect::new(0, 0, columns, u16::try_from(lines.len()).unwrap());
        let blank = Buffer::empty(area);
        let mut buffer = blank.clone();
        let mut painter = Painter::new(&mut buffer, WidthPolicy::new(Ambiguous::Narrow));
        for (y, line) in (0..).zip(lines) {
            painter.text(0, y, columns, line, &Look::from(style));
        }
        encoded(&blank, &buffer, SharedHyperlinks::default())
    }

    /// What is written to turn a screen into another.
    fn encoded(before: &Buffer, after: &Buffer, hyperlinks: SharedHyperlinks) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut backend = AnchoringBackend::new(&mut bytes, after.area.as_size(), hyperlinks);
        backend.draw(before.diff(after).into_iter()).unwrap();
        bytes
    }

    #[test]
    fn a_screen_of_kana_costs_little_more_than_its_text() {
        let line = "かなばかりのがめん".repeat(6);
        let lines = vec![line.as_str(); 40];
        let text = line.len() * lines.len();
        let bytes = written(&lines, 120, Style::new().fg(Color::Blue)).len();
        assert!(bytes * 2 <= text * 3, "{bytes} bytes for {text} of text");
    }

    #[test]
    fn the_cursor_is_moved_only_after_what_is_uncertain() {
        let text = String::from_utf8(written(&["aか漢ｶ가b ■c→❤️d"], 40, Style::new())).unwrap();
        assert_eq!(text, "\x1b[1;1Haか漢ｶ가b\x1b[1;11H■\x1b[1;12Hc→\x1b[1;14H❤️\x1b[1;16Hd");
    }

    #[test]
    fn addresses_are_hyperlinks_and_written_anew_where_they_change() {
        let frame = |address: &str| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
            let links = SharedHyperlinks::default();
            {
                let mut links = links.borrow_mut();
                let mut painter = Painter::new(&mut buffer, WidthPolicy::default()).linking(Some(&mut links));
                let text = format!("見{address}、b");
                let hyperlinks = painter.hyperlinks(&text);
                painter.text(0, 0, 40, &text, &Look { hyperlinks, ..Look::default() });
            }
            (buffer, links)
        };
        let blank = Buffer::empty(Rect::new(0, 0, 40, 1));
        let (one, links) = frame("https://a.example");
        let text = String::from_utf8(encoded(&blank, &one, links)).unwrap();
        let (head, tail) =
            text.split_once(";https://a.example\x1b\\https://a.example\x1b]8;;\x1b\\").unwrap();
        assert!(head.contains("見\x1b]8;id="), "{head:?}");
        assert!(tail.starts_with("、b") && !tail.contains("]8;"), "{tail:?}");
        // All of a longer one is another address, though most of its cells look the same.
        let (other, links) = frame("https://a.example/b");
        let text = String::from_utf8(encoded(&one, &other, links)).unwrap();
        assert!(text.contains(";https://a.example/b\x1b\\https://a.example/b\x1b]8;;"), "{text:?}");
    }

    #[test]
    fn styles_are_written_where_they_change() {
        let bold = Style::new().add_modifier(Modifier::BOLD).fg(Color::Red);
        let text = String::from_utf8(written(&["ab"], 4, bold)).unwrap();
        let (head, tail) = text.split_once("ab").unwrap();
        assert!(head.starts_with("\x1b[1;1H\x1b[1m"), "{head:?}");
        assert_eq!(tail, "\x1b[0m");
    }
}
