//! The head of a large note, which is shown while the rest is being read.
//!
//! It ends where a line does, before the last session that begins in it: what is shown of the others is all there is of
//! them. Encoding and notation are told by the first 64 KiB of a note, so that the head reads as the whole will.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use super::files::{Reader, STANDARD_INPUT, day_of_change};
use super::note_text::TOO_LARGE;
use super::regular_file::{self, Opened};
use crate::note::encoding::decode;
use crate::note::notation::Family;
use crate::vault::{Member, Note, NotePath};

/// Notes of fewer bytes are read whole in less time than anyone could see.
const LEAST: u64 = 512 << 10;
/// How much of a note is its head (bytes): more than fits on any screen.
const HEAD: u64 = 128 << 10;

/// The head of the note at `path`, if it is a large file that can be read by parts. What is wrong with one that is not is told
/// by those who read it whole.
pub(super) fn head(reader: &Reader, root: usize, path: &Path) -> Option<Member> {
    if path.as_os_str() == STANDARD_INPUT {
        return None;
    }
    let Ok(Opened::File(file, metadata)) = regular_file::open(path) else { return None };
    if !(LEAST..TOO_LARGE).contains(&metadata.len()) {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(HEAD).read_to_end(&mut bytes).ok()?;
    bytes.truncate(end(&bytes)?);
    let note = parse(reader, path, bytes.clone());
    if note.family == Family::Opml {
        // Half a document of XML is a broken one.
        return None;
    }
    let note = match note.outline.sessions() {
        [_, .., last] if note.source.text().as_bytes() == bytes => {
            let start = note.source.line_range(note.outline.node(*last).line()).start;
            bytes.truncate(start as usize);
            parse(reader, path, bytes)
        }
        _ => note,
    };
    Some(Member { key: 0, root, note: Arc::new(note), changed: day_of_change(&metadata) })
}

/// Where the head may end: after a line, else after a character of UTF-8. `None` where neither can be told from the bytes,
/// as in UTF-16.
fn end(bytes: &[u8]) -> Option<usize> {
    if memchr::memchr(0, bytes).is_some() {
        return None;
    }
    // In no encoding of ASCII bytes is that of a line feed part of another character.
    let after_line = memchr::memrchr(b'\n', bytes).map(|line_feed| line_feed + 1);
    after_line.or_else(|| match std::str::from_utf8(bytes) {
        Ok(_) => Some(bytes.len()),
        Err(error) => error.error_len().is_none().then(|| error.valid_up_to()),
    })
}

fn parse(reader: &Reader, path: &Path, bytes: Vec<u8>) -> Note {
    let source = decode(bytes, reader.encoding);
    let path = NotePath::from(path);
    let notation = reader.notations.of(path.text(), &source);
    Note::parse(path, source, notation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::anchor::Mapping;
    use crate::shell::note_text::Expected;
    use crate::shell::shelf::Shelf;
    use crate::vault::{Order, Period};

    fn reader() -> Reader {
        use crate::note::encoding::Assumption;
        use crate::note::notation::{Notation, Notations};
        let notations = Arc::new(Notations::new(Notation::bundled(), []));
        Reader { notations, encoding: Assumption::default(), period: Period::default() }
    }

    /// The note at `path` as it is shown first, and as it is.
    fn head_and_whole(path: &Path) -> (Option<Member>, Member) {
        (head(&reader(), 0, path), reader().member(0, path, Expected::Named).unwrap())
    }

    #[test]
    fn the_head_is_how_the_whole_begins() {
        let folder = tempfile::tempdir().unwrap();
        let sections = |sign: &str| -> String {
            let section = |number| format!("{sign}話{number}\n\n・あ{number}\n  ・い\n\n");
            (0..80_000).map(section).collect()
        };
        let bullets = format!("題\n\n{}", sections("■"));
        let cases: [(&str, Vec<u8>); 5] = [
            ("a.txt", bullets.clone().into_bytes()),
            ("b.md", sections("# ").into_bytes()),
            ("c.org", sections("* ").into_bytes()),
            ("d.txt", encoding_rs::SHIFT_JIS.encode(&bullets).0.into_owned()),
            ("e.txt", "一行だけ".repeat(300_000).into_bytes()),
        ];
        for (name, bytes) in cases {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            let (head, whole) = head_and_whole(&path);
            let head = head.unwrap();
            assert!(!head.note.outline.is_empty() && head.note.source.text().len() < 1 << 20, "{name}");
            assert!(whole.note.source.text().starts_with(head.note.source.text()), "{name}");
            assert_eq!(whole.note.source.encoding(), head.note.source.encoding(), "{name}");
            let mapping = Mapping::extended(&head.note.outline, &whole.note.outline);
            assert!(mapping.is_some_and(|mapping| mapping.deleted() == 0), "{name}");
        }
    }

    #[test]
    fn what_has_no_head_is_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        let utf16: Vec<u8> = "見出し\n".repeat(400_000).encode_utf16().flat_map(u16::to_le_bytes).collect();
        let opml = format!("<opml><body>{}</body></opml>", "<outline text=\"x\"/>\n".repeat(120_000));
        let cases: [(&str, Vec<u8>); 3] =
            [("a.txt", utf16), ("b.opml", opml.into_bytes()), ("c.txt", "■話\n".into())];
        for (name, bytes) in cases {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            assert!(head(&reader(), 0, &path).is_none(), "{name}");
            let shelf = Shelf::open_head(&[path], reader(), Order::default()).unwrap();
            assert!(!shelf.is_head, "{name}");
        }
    }
}
