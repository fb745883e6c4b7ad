//! The addresses on the screen, for terminals that make hyperlinks of them (OSC 8).
//!
//! A cell of ratatui's has no place for an address. It has one for the colour of underlines, which midashi does not use: that
//! holds a number that the address is found by, and so a cell whose address changes is written again like any other.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hasher};

use ratatui::style::{Color, Style};

use super::paint::Highlight;
use crate::note::link::links_in;

/// No terminal takes more (bytes): VTE and iTerm2 drop what is longer than 2083.
const LONGEST: usize = 2000;
/// What the addresses begin with that are worth a hyperlink. What a terminal would make of files is not known.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];
/// As many numbers as a colour has.
const NUMBERS: u32 = 1 << 24;

/// The addresses that are on the screen, by their numbers.
#[derive(Debug, Default)]
pub struct Hyperlinks(BTreeMap<u32, String>);

impl Hyperlinks {
    /// Forgets the addresses of the frame before.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The parts of `text` that are addresses, each with a style that says which.
    pub fn of(&mut self, text: &str) -> Vec<Highlight> {
        let is_web = |target: &str| SCHEMES.iter().any(|scheme| target.starts_with(scheme));
        links_in(text)
            .filter(|(_, target)| is_web(target) && target.len() <= LONGEST)
            .map(|(range, target)| Highlight { range, style: self.style(target) })
            .collect()
    }

    /// The style that stands for `target`: a number made from its words, so that it is the same in the next frame.
    fn style(&mut self, target: &str) -> Style {
        let mut hasher = DefaultHasher::new();
        hasher.write(target.as_bytes());
        let mut number = u32::try_from(hasher.finish() % u64::from(NUMBERS)).unwrap_or(0);
        while self.0.get(&number).is_some_and(|known| known != target) {
            number = (number + 1) % NUMBERS;
        }
        self.0.insert(number, target.to_owned());
        Style::new().underline_color(Color::from_u32(number))
    }

    /// The number and the address that a cell's colour of underlines stands for. Such an address is of visible ASCII only
    /// (RFC 3986, 2): all else is written as `%` and two digits.
    pub fn address(&self, color: Color) -> Option<(u32, String)> {
        let Color::Rgb(red, green, blue) = color else { return None };
        let number = u32::from_be_bytes([0, red, green, blue]);
        let address = self.0.get(&number)?;
        let mut escaped = String::with_capacity(address.len());
        for byte in address.bytes() {
            if byte.is_ascii_graphic() {
                escaped.push(char::from(byte));
            } else {
                // Writing to a string does not fail.
                let _ = write!(escaped, "%{byte:02X}");
            }
        }
        Some((number, escaped))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_again_by_the_colours_that_stand_for_them() {
        let mut hyperlinks = Hyperlinks::default();
        let text = "[表](https://a.example/表?x=\"y\x1b]8;;z) mailto:a@b.example [file](notes/y.md) http://c.example";
        let found = hyperlinks.of(text);
        let addresses: Vec<String> = found
            .iter()
            .map(|highlight| hyperlinks.address(highlight.style.underline_color.unwrap()).unwrap().1)
            .collect();
        assert!(addresses.contains(&"mailto:a@b.example".to_owned()), "{addresses:?}");
        assert!(addresses.contains(&"http://c.example".to_owned()), "{addresses:?}");
        assert!(!addresses.iter().any(|address| address.contains("notes")), "{addresses:?}");
        assert!(addresses.iter().all(|address| address.bytes().all(|byte| byte.is_ascii_graphic())));
        let again = Hyperlinks::default().of(text);
        let styles = |found: &[Highlight]| found.iter().map(|found| found.style).collect::<Vec<_>>();
        assert_eq!(styles(&again), styles(&found), "the same in the next frame");
    }
}
