//! Reading a TOML file that a person wrote, reporting everything that is wrong with it at once.
//!
//! A [`Document`] owns the errors; a [`Table`] hands out values by key and remembers which keys were asked for, so
//! that [`Table::done`] can report the others as unknown, with the nearest known name as the remedy. A value of the
//! wrong type is reported and then treated as absent, so that reading goes on to the next error.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnostic::{Diagnostic, Diagnostics, Position, nearest};

/// A value and where it stands (bytes of the file).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its byte range in the file.
    pub span: Range<usize>,
}

/// A TOML file being read.
#[derive(Debug)]
pub struct Document<'i> {
    file: String,
    text: &'i str,
    root: DeTable<'i>,
    /// The lines (1-based) with syntax errors.
    broken_lines: Vec<usize>,
    problems: RefCell<Vec<(usize, Diagnostic)>>,
}

impl<'i> Document<'i> {
    /// Parses `text`; `file` is its name in messages. Syntax errors are kept for [`Document::finish`].
    pub fn parse(file: &str, text: &'i str) -> Self {
        Self::parse_but(file, text, |_| false)
    }

    /// The same for a file whose keys are names in any script: letters beyond ASCII need no quotes.
    pub fn parse_names(file: &str, text: &'i str) -> Self {
        Self::parse_but(file, text, |error| is_name_unquoted(error, text))
    }

    fn parse_but(file: &str, text: &'i str, is_allowed: impl Fn(&toml::de::Error) -> bool) -> Self {
        let (root, mut errors) = DeTable::parse_recoverable(text);
        errors.retain(|error| !is_allowed(error));
        let line_of = |error: &toml::de::Error| Position::of(text, error.span().unwrap_or(0..0).start).line;
        let document = Self {
            file: file.to_owned(),
            text,
            root: root.into_inner(),
            broken_lines: errors.iter().map(line_of).collect(),
            problems: RefCell::default(),
        };
        for error in errors {
            document.report(error.span().unwrap_or(0..0), error.message().to_owned(), None);
        }
        document
    }

    /// The top table.
    pub fn root(&self) -> Table<'_, 'i> {
        Table { document: self, entries: &self.root, name: String::new(), asked: RefCell::default() }
    }

    /// Notes an error at `span` (bytes of the file).
    pub fn report(&self, span: Range<usize>, message: impl Into<String>, remedy: Option<String>) {
        let position = Position::of(self.text, span.start);
        let diagnostic = Diagnostic { file: self.file.clone(), position, message: message.into(), remedy };
        self.problems.borrow_mut().push((span.start, diagnostic));
    }

    /// Whether a line could not be parsed: its values are then guesses of the parser, and nothing more is to be said.
    fn is_broken(&self, offset: usize) -> bool {
        self.broken_lines.contains(&self.position(offset).line)
    }

    /// Where byte `offset` stands.
    pub fn position(&self, offset: usize) -> Position {
        Position::of(self.text, offset)
    }

    /// All errors reported so far, in file order; `Ok` when there were none.
    pub fn finish(self) -> Result<(), Diagnostics> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|(offset, _)| *offset);
        if problems.is_empty() {
            return Ok(());
        }
        Err(Diagnostics(problems.into_iter().map(|(_, diagnostic)| diagnostic).collect()))
    }
}

/// What a value is, in words.
fn kind_of(value: &DeValue<'_>) -> Cow<'static, str> {
    match value {
        DeValue::String(_) => tr!("string"),
        DeValue::Integer(_) => tr!("integer"),
        DeValue::Float(_) => tr!("float"),
        DeValue::Boolean(_) => tr!("boolean"),
        DeValue::Datetime(_) => tr!("datetime"),
        DeValue::Array(_) => tr!("array"),
        DeValue::Table(_) => tr!("table"),
    }
}

/// Whether `error` is that a key of letters beyond ASCII stands without quotes; the parser takes it as one anyway.
fn is_name_unquoted(error: &toml::de::Error, text: &str) -> bool {
    let rest = error.span().and_then(|span| text.get(span.start..)).unwrap_or_default();
    let key = rest.split(['=', '\n']).next().unwrap_or_default().trim_end();
    let is_name = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    is_name && !key.is_ascii() && error.message().starts_with("invalid unquoted key")
}

/// One table of a [`Document`].
#[derive(Debug)]
pub struct Table<'d, 'i> {
    document: &'d Document<'i>,
    entries: &'d DeTable<'i>,
    name: String,
    asked: RefCell<Vec<&'static str>>,
}

impl<'d, 'i> Table<'d, 'i> {
    /// The document, for reporting errors about values.
    pub fn document(&self) -> &'d Document<'i> {
        self.document
    }

    fn value(&self, key: &'static str) -> Option<&'d Spanned<DeValue<'i>>> {
        self.asked.borrow_mut().push(key);
        self.entries.get(key)
    }

    fn mistyped(&self, span: Range<usize>, key: &str, wanted: &str, found: &DeValue<'_>) {
        if self.document.is_broken(span.start) {
            return;
        }
        let message = tr!("`{key}` must be {wanted}, but is {found}", key, wanted, found = kind_of(found));
        self.document.report(span, message, None);
    }

    /// A string.
    pub fn string(&self, key: &'static str) -> Option<Located<String>> {
        let value = self.value(key)?;
        self.as_string(key, value)
    }

    fn as_string(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Located<String>> {
        if let DeValue::String(string) = value.get_ref() {
            return Some(Located { value: string.to_string(), span: value.span() });
        }
        self.mistyped(value.span(), key, &tr!("a string"), value.get_ref());
        None
    }

    /// A boolean.
    pub fn boolean(&self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        if let DeValue::Boolean(boolean) = value.get_ref() {
            return Some(*boolean);
        }
        self.mistyped(value.span(), key, &tr!("true or false"), value.get_ref());
        None
    }

    /// An integer within `range`.
    pub fn integer(&self, key: &'static str, range: RangeInclusive<i64>) -> Option<i64> {
        let value = self.value(key)?;
        let wanted = || tr!("an integer from {least} to {most}", least = range.start(), most = range.end());
        let DeValue::Integer(integer) = value.get_ref() else {
            self.mistyped(value.span(), key, &wanted(), value.get_ref());
            return None;
        };
        match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) if range.contains(&number) => Some(number),
            _ => {
                let message =
                    tr!("`{key}` must be {wanted}, but is {found}", key, wanted = wanted(), found = integer);
                self.document.report(value.span(), message, None);
                None
            }
        }
    }

    /// An array of strings; elements of other types are reported and left out.
    pub fn strings(&self, key: &'static str) -> Option<Vec<Located<String>>> {
        let value = self.value(key)?;
        self.as_strings(key, value)
    }

    fn as_strings(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Vec<Located<String>>> {
        let DeValue::Array(array) = value.get_ref() else {
            self.mistyped(value.span(), key, &tr!("an array of strings"), value.get_ref());
            return None;
        };
        Some(array.iter().filter_map(|element| self.as_string(key, element)).collect())
    }

    /// An array of arrays of strings, such as `[["[", "]"], ["(", ")"]]`.
    pub fn string_lists(&self, key: &'static str) -> Option<Vec<Located<Vec<Located<String>>>>> {
        let value = self.value(key)?;
        let DeValue::Array(array) = value.get_ref() else {
            self.mistyped(value.span(), key, &tr!("an array of arrays of strings"), value.get_ref());
            return None;
        };
        let lists = array.iter().filter_map(|element| {
            Some(Located { value: self.as_strings(key, element)?, span: element.span() })
        });
        Some(lists.collect())
    }

    /// A table.
    pub fn table(&self, key: &'static str) -> Option<Table<'d, 'i>> {
        let value = self.value(key)?;
        self.as_table(key, value)
    }

    fn as_table(&self, key: &str, value: &'d Spanned<DeValue<'i>>) -> Option<Table<'d, 'i>> {
        let DeValue::Table(entries) = value.get_ref() else {
            self.mistyped(value.span(), key, &tr!("a table"), value.get_ref());
            return None;
        };
        let name = if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) };
        Some(Table { document: self.document, entries, name, asked: RefCell::default() })
    }

    /// An array of tables (`[[key]]`).
    pub fn tables(&self, key: &'static str) -> Option<Vec<Table<'d, 'i>>> {
        let value = self.value(key)?;
        let DeValue::Array(array) = value.get_ref() else {
            self.mistyped(value.span(), key, &tr!("an array of tables"), value.get_ref());
            return None;
        };
        Some(array.iter().filter_map(|element| self.as_table(key, element)).collect())
    }

    /// Every key of a table whose keys are the user's own names, with its strings: a string counts as a list of
    /// one. Marks all keys as known.
    pub fn string_entries(&self) -> Vec<(Located<String>, Vec<Located<String>>)> {
        let entries = self.keys().into_iter().filter_map(|(key, value)| {
            let strings = if value.get_ref().is_str() {
                vec![self.as_string(&key.value, value)?]
            } else {
                self.as_strings(&key.value, value)?
            };
            Some((key, strings))
        });
        entries.collect()
    }

    /// Every key of a table whose keys are texts, with its string. Marks all keys as known.
    pub fn text_entries(&self) -> Vec<(String, Located<String>)> {
        let entries = self.keys().into_iter().filter_map(|(key, value)| {
            let text = self.as_string(&key.value, value)?;
            Some((key.value, text))
        });
        entries.collect()
    }

    /// Every key of a table of lists, `wanted` in words, with its strings as in [`Table::string_entries`]. What stands
    /// behind a key that is not known is not looked at.
    pub fn list_entries(
        &self,
        wanted: &str,
        is_known: impl Fn(&str) -> bool,
    ) -> Vec<(Located<String>, Vec<Located<String>>)> {
        let entries = self.keys().into_iter().map(|(key, value)| {
            let found = value.get_ref();
            let list = if !is_known(&key.value) {
                None
            } else if found.is_str() {
                self.as_string(&key.value, value).map(|string| vec![string])
            } else if found.is_array() {
                self.as_strings(&key.value, value)
            } else {
                self.mistyped(value.span(), &key.value, wanted, found);
                None
            };
            (key, list.unwrap_or_default())
        });
        entries.collect()
    }

    /// Every key of a table whose keys are the user's own names, with its table.
    pub fn table_entries(&self) -> Vec<(Located<String>, Table<'d, 'i>)> {
        let entries = self.keys().into_iter().filter_map(|(key, value)| {
            let table = self.as_table(&key.value, value)?;
            Some((key, table))
        });
        entries.collect()
    }

    /// The keys in file order with their values.
    fn keys(&self) -> Vec<(Located<String>, &'d Spanned<DeValue<'i>>)> {
        let mut keys: Vec<_> = self.entries.iter().collect();
        keys.sort_by_key(|(key, _)| key.span().start);
        keys.into_iter()
            .map(|(key, value)| (Located { value: key.get_ref().to_string(), span: key.span() }, value))
            .collect()
    }

    /// Reports every key that was never asked for.
    pub fn done(self) {
        let known = self.asked.borrow();
        for (key, _) in self.keys() {
            if known.contains(&key.value.as_str()) {
                continue;
            }
            let remedy = nearest(&key.value, known.iter().copied()).map_or_else(
                || tr!("known keys: {known}", known = known.join(", ")),
                |name| tr!("did you mean `{name}`?", name),
            );
            let message = if self.name.is_empty() {
                tr!("unknown key `{name}`", name = key.value)
            } else {
                tr!("unknown key `{name}` in [{table}]", name = key.value, table = self.name)
            };
            self.document.report(key.span, message, Some(remedy));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_reported_with_its_line() {
        let text = "wrapp = true\ncolumns = \"x\"\n[list]\nnames = [\"a\", 1]\ndepth = 99\n";
        let document = Document::parse("c.toml", text);
        let root = document.root();
        assert_eq!(root.boolean("wrap"), None);
        assert_eq!(root.integer("columns", 1..=9), None);
        let list = root.table("list").unwrap();
        assert_eq!(list.strings("names").unwrap().len(), 1);
        assert_eq!(list.integer("depth", 0..=9), None);
        list.done();
        root.done();
        let errors = document.finish().unwrap_err().to_string();
        let expected = "c.toml:1:1: unknown key `wrapp` (did you mean `wrap`?)\n\
                        c.toml:2:11: `columns` must be an integer from 1 to 9, but is string\n\
                        c.toml:4:15: `names` must be a string, but is integer\n\
                        c.toml:5:9: `depth` must be an integer from 0 to 9, but is 99";
        assert_eq!(errors, expected);
    }

    #[test]
    fn syntax_errors_do_not_hide_the_rest() {
        let document = Document::parse("c.toml", "a = \nb = 3\n");
        let root = document.root();
        assert_eq!((root.boolean("a"), root.string("b")), (None, None));
        let errors = document.finish().unwrap_err();
        assert_eq!(errors.0.len(), 2, "{errors}");
    }
}
