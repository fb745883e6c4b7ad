//! A theme file: styles of roles, the theme that says the rest, and what is otherwise on dark and on light backgrounds.
//!
//! ```toml
//! inherits = "terminal"
//! section = "cyan"
//!
//! [on-light]
//! section = "blue"
//! ```

use ratatui::style::Style;

use super::Variants;
use super::role::Role;
use super::style::read_styles;
use crate::text::diagnostic::{Diagnostic, Diagnostics, Position, nearest};
use crate::text::settings::{Document, Located, Table};

/// The tables of what is otherwise on one background.
pub(super) const ON_DARK: &str = "on-dark";
pub(super) const ON_LIGHT: &str = "on-light";

/// What stands in a theme file.
#[derive(Debug)]
pub(super) struct ThemeFile {
    /// What the user calls the file.
    file: String,
    inherits: Option<(String, Position)>,
    styles: Vec<(Role, Style)>,
    on_dark: Vec<(Role, Style)>,
    on_light: Vec<(Role, Style)>,
}

impl ThemeFile {
    /// Reads the file that the user knows as `file`, beside themes of the names `known`; or tells everything that is wrong
    /// with it.
    pub(super) fn read(file: &str, text: &str, known: &[&str]) -> Result<Self, Diagnostics> {
        let document = Document::parse(file, text);
        let root = document.root();
        let inherits = root.string("inherits").and_then(|parent| checked(&document, parent, known));
        let styles = read_styles(&root);
        let on_dark = root.table(ON_DARK).map(only_styles).unwrap_or_default();
        let on_light = root.table(ON_LIGHT).map(only_styles).unwrap_or_default();
        root.done();
        let file = file.to_owned();
        document.finish().map(|()| Self { file, inherits, styles, on_dark, on_light })
    }

    /// The name of the theme that says what this one does not.
    pub(super) fn parent(&self) -> Option<&str> {
        self.inherits.as_ref().map(|(parent, _)| parent.as_str())
    }

    /// The theme, where `base` says what this file does not.
    pub(super) fn over(&self, base: &Variants) -> Variants {
        let mut variants = base.clone();
        for theme in [&mut variants.unknown, &mut variants.dark, &mut variants.light] {
            theme.restyle(&self.styles);
        }
        variants.dark.restyle(&self.on_dark);
        variants.light.restyle(&self.on_light);
        variants
    }

    /// An error about what it inherits.
    pub(super) fn complain(&self, message: String, remedy: &str) -> Diagnostics {
        let position =
            self.inherits.as_ref().map_or(Position { line: 1, column: 1 }, |(_, position)| *position);
        let remedy = Some(remedy.to_owned());
        Diagnostics(vec![Diagnostic { file: self.file.clone(), position, message, remedy }])
    }
}

/// The parent's name and place; one that there is not is reported.
fn checked(document: &Document<'_>, parent: Located<String>, known: &[&str]) -> Option<(String, Position)> {
    let Located { value: name, span } = parent;
    if known.contains(&name.as_str()) {
        return Some((name, document.position(span.start)));
    }
    let remedy = nearest(&name, known.iter().copied()).map_or_else(
        || tr!("one of {known}", known = known.join(", ")),
        |near| tr!("did you mean `{name}`?", name = near),
    );
    document.report(span, tr!("there is no theme `{name}` to inherit", name), Some(remedy));
    None
}

fn only_styles(table: Table<'_, '_>) -> Vec<(Role, Style)> {
    let styles = read_styles(&table);
    table.done();
    styles
}
