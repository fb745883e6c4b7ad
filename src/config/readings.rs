//! The user's own readings, `readings.toml`: names and abbreviations that no dictionary reads.
//!
//! ```toml
//! 涼馬 = ["りょうま"]
//! "K8s" = "くばねてす"
//! ```
//!
//! A key is what stands in the notes, a value how it is read: in kana, hangul or Latin letters, one or several.
//! Keys of letters beyond ASCII need no quotes here, as they do elsewhere in TOML.

use crate::text::diagnostic::Diagnostics;
use crate::text::reading::Readings;
use crate::text::settings::Document;

/// What the user wrote of readings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserReadings(Vec<(String, Vec<String>)>);

impl UserReadings {
    /// Reads the file named `file`, or tells everything that is wrong in it.
    pub fn read(file: &str, text: &str) -> Result<Self, Diagnostics> {
        let document = Document::parse_names(file, text);
        let mut entries = Vec::new();
        for (surface, readings) in document.root().string_entries() {
            if surface.value.trim().is_empty() {
                document.report(surface.span, tr!("an empty name cannot be read"), None);
                continue;
            }
            for reading in &readings {
                if !Readings::can_read(&reading.value) {
                    let message = tr!("`{text}` is no reading", text = reading.value);
                    let remedy = tr!("in kana, hangul or Latin letters, without spaces").into_owned();
                    document.report(reading.span.clone(), message, Some(remedy));
                }
            }
            entries.push((surface.value, readings.into_iter().map(|reading| reading.value).collect()));
        }
        document.finish().map(|()| Self(entries))
    }

    /// Adds them to `readings`.
    pub fn add_to(&self, readings: &mut Readings) {
        for (surface, own) in &self.0 {
            readings.add(surface, own);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::reading::Language;
    use crate::text::reading::Letters;

    #[test]
    fn a_string_or_a_list_is_read() {
        let text = "涼馬 = [\"すずまり\", \"りょうま\"]\n\"K8s\" = \"クバネテス\"\n";
        let own = UserReadings::read("readings.toml", text).unwrap();
        let mut readings = Readings::bundled(Language::Japanese).unwrap();
        own.add_to(&mut readings);
        for (typed, text) in [("suzumari", "涼馬"), ("ryoma", "涼馬"), ("kubanetesu", "k8s")] {
            let query = readings.query(typed).unwrap();
            assert!(readings.find(text, &query, &mut Letters::default()).is_some(), "{typed}");
        }
        assert_eq!(UserReadings::read("readings.toml", ""), Ok(UserReadings::default()));
    }

    #[test]
    fn every_error_is_told_with_its_place() {
        let text = "涼馬 = [\"りょうま\", \"涼馬\"]\n\"\" = \"か\"\n武司 = 3\n悟 = [\"さとる\", true, \"さ とる\"]\n";
        let errors = UserReadings::read("readings.toml", text).unwrap_err().to_string();
        let expected = "readings.toml:1:15: `涼馬` is no reading (in kana, hangul or Latin letters, without spaces)\n\
                        readings.toml:2:1: an empty name cannot be read\n\
                        readings.toml:3:6: `武司` must be an array of strings, but is integer\n\
                        readings.toml:4:13: `悟` must be a string, but is boolean\n\
                        readings.toml:4:19: `さ とる` is no reading (in kana, hangul or Latin letters, without spaces)";
        assert_eq!(errors, expected);
    }
}
