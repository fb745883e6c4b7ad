//! How styles are written: `bold cyan on black`.

use ratatui::style::{Color, Modifier, Style};

use super::role::{ROLES, Role};
use crate::text::diagnostic::nearest;
use crate::text::settings::{Document, Located, Table};

/// The styles of the roles that `table` names: `role = "bold cyan on black"`. Errors go to the table's document.
pub fn read_styles(table: &Table<'_, '_>) -> Vec<(Role, Style)> {
    let style = |words: Located<String>| parse_style(table.document(), &words);
    ROLES.iter().filter_map(|info| Some((info.role, style(table.string(info.name)?)))).collect()
}

/// What `style` is written as.
pub fn style_words(style: Style) -> String {
    let named = |modifiers: Modifier, prefix: &'static str| {
        let named = MODIFIERS.iter().filter(move |(_, modifier)| modifiers.contains(*modifier));
        named.map(move |(name, _)| format!("{prefix}{name}"))
    };
    let words = style.fg.map(color_word).into_iter();
    let words = words.chain(named(style.add_modifier, "")).chain(named(style.sub_modifier, "not-"));
    words.chain(style.bg.map(|color| format!("on {}", color_word(color)))).collect::<Vec<_>>().join(" ")
}

fn color_word(color: Color) -> String {
    if let Some((name, _)) = COLORS.iter().find(|(_, known)| *known == color) {
        return (*name).to_owned();
    }
    // Ratatui writes the others as they are read here.
    color.to_string().to_ascii_lowercase()
}

/// What a style may say, for remedies.
fn style_help() -> String {
    tr!("a style is made of bold, dim, italic, underline, reversed, strikethrough, a colour, and `on` a colour")
        .into_owned()
}

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
                    report(tr!("`on {name}` is a second background", name), tr!("keep one").into_owned());
                }
                Some((name, None)) => report(tr!("`{name}` after `on` is no colour", name), remedy(name)),
                None => report(tr!("no colour after `on`").into_owned(), style_help()),
            }
        } else if let Some(color) = parse_color(word) {
            if style.fg.is_some() {
                report(
                    tr!("`{name}` is a second colour", name = word),
                    tr!("write `on` before a background").into_owned(),
                );
            } else {
                style = style.fg(color);
            }
        } else {
            report(tr!("unknown style `{name}`", name = word), remedy(word));
        }
    }
    style
}

fn modifier(word: &str) -> Option<Modifier> {
    MODIFIERS.iter().find(|(name, _)| *name == word).map(|(_, modifier)| *modifier)
}

fn remedy(word: &str) -> String {
    let known = MODIFIERS.iter().map(|(name, _)| *name).chain(COLORS.iter().map(|(name, _)| *name));
    nearest(word, known).map_or_else(style_help, |near| tr!("did you mean `{name}`?", name = near))
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
