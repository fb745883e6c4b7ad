//! How the parts of the screen look: a style for every [`Role`], from a theme file and the user's `[style]` table.

use ratatui::style::{Color, Modifier, Style};

use super::color::Depth;
use crate::text::diagnostic::nearest;
use crate::text::settings::{Document, Located, Table};

/// A part of the screen that has a style of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The whole screen, below everything else.
    Background,
    /// Lines of the note that have no role of their own.
    Text,
    /// Lines that platforms left behind.
    Boilerplate,
    /// The note's title.
    Title,
    /// Sessions.
    Session,
    /// Sections.
    Section,
    /// Arrow lines.
    Arrow,
    /// Bullets, numbers and other markers.
    Marker,
    /// Who speaks.
    People,
    /// Fold marks.
    FoldMark,
    /// The number of hidden nodes.
    Count,
    /// What stands for a control or invisible character.
    Replacement,
    /// Marked rows, over their other styles.
    Selection,
    /// The row of the cursor, over its other styles.
    Cursor,
    /// Matched characters, over their other styles.
    Match,
    /// The same in the row of the cursor.
    CurrentMatch,
    /// What the last reload changed, over its other styles.
    Changed,
    /// The breadcrumb.
    Breadcrumb,
    /// The last part of the breadcrumb.
    BreadcrumbEnd,
    /// The status line.
    Status,
    /// A word to the user in the status line.
    Message,
    /// A word to the user about something that went wrong.
    Error,
    /// The inside of overlays.
    Overlay,
    /// The borders of overlays.
    Border,
    /// Headings within overlays.
    OverlayTitle,
    /// What is chosen in an overlay.
    Chosen,
    /// What is said beside the point: where a match stands, what a key is called.
    Aside,
    /// Keys in the help.
    Key,
}

impl Role {
    /// Every role with its name in theme files.
    pub const ALL: [(&'static str, Self); 28] = [
        ("background", Self::Background),
        ("text", Self::Text),
        ("boilerplate", Self::Boilerplate),
        ("title", Self::Title),
        ("session", Self::Session),
        ("section", Self::Section),
        ("arrow", Self::Arrow),
        ("marker", Self::Marker),
        ("people", Self::People),
        ("fold-mark", Self::FoldMark),
        ("count", Self::Count),
        ("replacement", Self::Replacement),
        ("selection", Self::Selection),
        ("cursor", Self::Cursor),
        ("match", Self::Match),
        ("current-match", Self::CurrentMatch),
        ("changed", Self::Changed),
        ("breadcrumb", Self::Breadcrumb),
        ("breadcrumb-end", Self::BreadcrumbEnd),
        ("status", Self::Status),
        ("message", Self::Message),
        ("error", Self::Error),
        ("overlay", Self::Overlay),
        ("border", Self::Border),
        ("overlay-title", Self::OverlayTitle),
        ("chosen", Self::Chosen),
        ("aside", Self::Aside),
        ("key", Self::Key),
    ];

    fn index(self) -> usize {
        self as usize
    }
}

/// A style for every role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; Role::ALL.len()],
}

/// The bundled themes by name; the first is the default.
pub const BUNDLED: [(&str, &str); 4] = [
    ("terminal", include_str!("../../assets/themes/terminal.toml")),
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("plain", include_str!("../../assets/themes/plain.toml")),
];

impl Default for Theme {
    fn default() -> Self {
        Self::bundled("terminal").unwrap_or(Self { styles: [Style::new(); Role::ALL.len()] })
    }
}

impl Theme {
    /// A bundled theme.
    pub fn bundled(name: &str) -> Option<Self> {
        let (name, text) = BUNDLED.iter().find(|(known, _)| *known == name)?;
        let document = Document::parse(name, text);
        let mut theme = Self { styles: [Style::new(); Role::ALL.len()] };
        theme.restyle(&read_styles(&document.root()));
        // The bundled themes are tested to be free of errors.
        Some(theme)
    }

    /// The style of `role`.
    pub fn style(&self, role: Role) -> Style {
        self.styles[role.index()]
    }

    /// Gives roles other styles.
    pub fn restyle(&mut self, styles: &[(Role, Style)]) {
        for (role, style) in styles {
            self.styles[role.index()] = *style;
        }
    }

    /// The theme in colours that there are at `depth`.
    #[must_use]
    pub fn fitted(self, depth: Depth) -> Self {
        Self { styles: self.styles.map(|style| depth.fit(style)) }
    }
}

/// The styles of the roles that `table` names: `role = "bold cyan on black"`. Errors go to the table's document.
pub fn read_styles(table: &Table<'_, '_>) -> Vec<(Role, Style)> {
    let document = table.document();
    let mut styles = Vec::new();
    for (name, words) in table.string_entries() {
        let Some((_, role)) = Role::ALL.iter().find(|(known, _)| *known == name.value) else {
            let near = nearest(&name.value, Role::ALL.iter().map(|(known, _)| *known));
            let remedy = near.map_or_else(
                || format!("roles: {}", Role::ALL.map(|(known, _)| known).join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            document.report(name.span, format!("unknown role `{}`", name.value), Some(remedy));
            continue;
        };
        let style = words.iter().fold(Style::new(), |style, words| style.patch(parse_style(document, words)));
        styles.push((*role, style));
    }
    styles
}

/// What a style may say, for remedies.
const STYLE_HELP: &str =
    "a style is made of bold, dim, italic, underline, reversed, strikethrough, a colour, and `on` a colour";

const MODIFIERS: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("strikethrough", Modifier::CROSSED_OUT),
];

/// The terminal's own colours (ANSI), and `default` for what it draws with when nothing is said.
const COLORS: [(&str, Color); 17] = [
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

/// Words of a style: modifiers (`not-` before one takes away what lies below), a colour, and `on` a colour.
fn parse_style(document: &Document<'_>, words: &Located<String>) -> Style {
    let mut style = Style::new();
    let report = |message: String, remedy: String| document.report(words.span.clone(), message, Some(remedy));
    let mut rest = words.value.split_whitespace();
    while let Some(word) = rest.next() {
        if let Some(modifier) = modifier(word) {
            style = style.add_modifier(modifier);
        } else if let Some(modifier) = word.strip_prefix("not-").and_then(modifier) {
            style = style.remove_modifier(modifier);
        } else if word == "on" {
            match rest.next().map(|name| (name, parse_color(name))) {
                Some((_, Some(color))) if style.bg.is_none() => style = style.bg(color),
                Some((name, Some(_))) => {
                    report(format!("`on {name}` is a second background"), "keep one".to_owned());
                }
                Some((name, None)) => report(format!("`{name}` after `on` is no colour"), remedy(name)),
                None => report("no colour after `on`".to_owned(), STYLE_HELP.to_owned()),
            }
        } else if let Some(color) = parse_color(word) {
            if style.fg.is_some() {
                report(format!("`{word}` is a second colour"), "write `on` before a background".to_owned());
            } else {
                style = style.fg(color);
            }
        } else {
            report(format!("unknown style `{word}`"), remedy(word));
        }
    }
    style
}

fn modifier(word: &str) -> Option<Modifier> {
    MODIFIERS.iter().find(|(name, _)| *name == word).map(|(_, modifier)| *modifier)
}

fn remedy(word: &str) -> String {
    let known = MODIFIERS.iter().map(|(name, _)| *name).chain(COLORS.iter().map(|(name, _)| *name));
    nearest(word, known).map_or_else(|| STYLE_HELP.to_owned(), |near| format!("did you mean `{near}`?"))
}

/// A colour: a name, a number of the 256-colour palette, or `#rrggbb`.
fn parse_color(word: &str) -> Option<Color> {
    if let Some((_, color)) = COLORS.iter().find(|(name, _)| *name == word) {
        return Some(*color);
    }
    let is_hex = |hex: &&str| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    if let Some(hex) = word.strip_prefix('#').filter(is_hex) {
        let rgb = u32::from_str_radix(hex, 16).ok()?;
        return Some(Color::from_u32(rgb));
    }
    word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse().ok().map(Color::Indexed))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_themes_name_every_role_and_nothing_else() {
        for (name, text) in BUNDLED {
            let document = Document::parse(name, text);
            let named: Vec<String> =
                document.root().string_entries().into_iter().map(|(role, _)| role.value).collect();
            let roles: Vec<&str> = Role::ALL.iter().map(|(role, _)| *role).collect();
            assert_eq!(named, roles, "{name}");
            read_styles(&document.root());
            assert_eq!(document.finish(), Ok(()), "{name}");
        }
    }

    #[test]
    fn roles_are_listed_in_their_order() {
        for (index, (_, role)) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role.index(), index, "{role:?}");
        }
    }

    #[test]
    fn the_plain_theme_has_no_colours() {
        let theme = Theme::bundled("plain").unwrap();
        for (name, role) in Role::ALL {
            let style = theme.style(role);
            assert!(matches!(style.fg, None | Some(Color::Reset)) && style.bg.is_none(), "{name}");
        }
    }

    /// Contrast of two colours (WCAG 2.2, "contrast ratio" and "relative luminance").
    fn contrast(one: Color, other: Color) -> f64 {
        let luminance = |color| {
            let Color::Rgb(red, green, blue) = color else { panic!("{color:?} is not RGB") };
            let linear = |channel: u8| {
                let c = f64::from(channel) / 255.0;
                if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        };
        let (a, b): (f64, f64) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_of_the_coloured_themes_is_legible() {
        for name in ["dark", "light"] {
            let theme = Theme::bundled(name).unwrap();
            let screen = theme.style(Role::Background);
            for (role_name, role) in Role::ALL {
                let style = screen.patch(theme.style(role));
                let (fg, bg) = (style.fg.unwrap(), style.bg.unwrap());
                // Borders and fold marks are no text: 3:1 suffices (WCAG 2.2, 1.4.11).
                let least = if matches!(role, Role::Border | Role::FoldMark) { 3.0 } else { 4.5 };
                assert!(contrast(fg, bg) >= least, "{role_name} of {name}: {:.2}", contrast(fg, bg));
            }
            // What lies on what: see `view`. Fold marks are no text.
            let tree = [
                Role::Text,
                Role::Boilerplate,
                Role::Title,
                Role::Session,
                Role::Section,
                Role::Arrow,
                Role::Marker,
                Role::People,
                Role::Count,
                Role::Match,
                Role::Changed,
            ];
            let overlay = [Role::Overlay, Role::Aside, Role::Key, Role::OverlayTitle, Role::Match];
            let chosen = [Role::Overlay, Role::Aside, Role::Key, Role::Match];
            let layers = [
                (Role::Cursor, &tree[..]),
                (Role::Selection, &tree[..]),
                (Role::Overlay, &overlay[..]),
                (Role::Chosen, &chosen[..]),
            ];
            for (below, roles) in layers {
                for &role in roles {
                    let (fg, bg) = (theme.style(role).fg.unwrap(), theme.style(below).bg.unwrap());
                    let found = contrast(fg, bg);
                    assert!(found >= 4.5, "{role:?} on {below:?} of {name}: {found:.2}");
                }
            }
        }
    }

    /// Dim text under `reversed` would make the bar patchy where terminals dim before they reverse.
    #[test]
    fn reversed_bars_are_of_one_colour() {
        for name in ["terminal", "plain"] {
            let theme = Theme::bundled(name).unwrap();
            for bar in [Role::Cursor, Role::Chosen] {
                for (role_name, role) in Role::ALL.into_iter().filter(|(_, role)| *role != Role::Replacement)
                {
                    let style = theme.style(role).patch(theme.style(bar));
                    assert!(!style.add_modifier.contains(Modifier::DIM), "{role_name} on {bar:?} of {name}");
                }
            }
        }
    }

    #[test]
    fn styles_that_mean_nothing_are_told() {
        let cases = [
            ("bold on", "no colour after `on`"),
            ("on bold red", "`bold` after `on` is no colour"),
            ("red blue", "`blue` is a second colour"),
            ("on red on blue", "`on blue` is a second background"),
            ("#+12345", "unknown style `#+12345`"),
            ("+5", "unknown style `+5`"),
            ("not-bald", "unknown style `not-bald`"),
        ];
        for (words, message) in cases {
            let text = format!("match = \"{words}\"\n");
            let document = Document::parse("theme.toml", &text);
            read_styles(&document.root());
            let errors = document.finish().unwrap_err();
            assert_eq!(errors.0[0].message, message);
            assert!(errors.0.iter().all(|error| error.remedy.is_some()), "{words}");
        }
    }
}
