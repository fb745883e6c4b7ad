//! Which theme the browser has, on which terminal.

use ratatui::style::Style;

use super::color::{Background, Depth};
use super::file::choice;
use super::theme::{BUNDLED, Role, Theme, read_styles};
use crate::text::settings::Table;

/// What the user has chosen of the looks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// The name of a bundled theme, `None` for the default.
    theme: Option<Base>,
    /// How many colours to use, if not as many as the terminal has.
    depth: Option<Depth>,
    /// The styles in place of the theme's.
    styles: Vec<(Role, Style)>,
}

/// What `theme` may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    /// "dark" or "light", as the terminal is.
    Auto,
    /// A bundled theme.
    Bundled(&'static str),
}

/// What is known of the terminal's colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Surroundings {
    /// How many it has, or is to be taken to have.
    pub depth: Depth,
    /// What it draws on.
    pub background: Option<Background>,
}

impl Look {
    /// Reads `theme`, `colors` and `[style]` of a config file.
    pub(super) fn read(root: &Table<'_, '_>) -> Self {
        let bundled = BUNDLED.map(|(name, _)| (name, Base::Bundled(name)));
        let bases: Vec<_> = [("auto", Base::Auto)].into_iter().chain(bundled).collect();
        let depths = Depth::ALL.map(|(name, depth)| (name, Some(depth)));
        let depths: Vec<_> = [("auto", None)].into_iter().chain(depths).collect();
        Self {
            // To name the default is to say nothing.
            theme: choice(root, root.string("theme"), &bases)
                .filter(|base| *base != Base::Bundled(BUNDLED[0].0)),
            depth: choice(root, root.string("colors"), &depths).flatten(),
            styles: root.table("style").map(|style| read_styles(&style)).unwrap_or_default(),
        }
    }

    /// How many colours to use, if the user has said so.
    pub fn depth(&self) -> Option<Depth> {
        self.depth
    }

    /// Whether the theme depends on what a terminal of `depth` draws on.
    pub fn asks_background(&self, depth: Depth) -> bool {
        self.theme == Some(Base::Auto) && depth >= Depth::Palette
    }

    /// The theme for a terminal.
    pub fn theme(&self, Surroundings { depth, background }: Surroundings) -> Theme {
        let name = match (depth, self.theme) {
            (Depth::None, _) => return Theme::bundled("plain").unwrap_or_default(),
            (_, None) => BUNDLED[0].0,
            (Depth::Palette | Depth::True, Some(Base::Auto)) => match background {
                Some(Background::Dark) => "dark",
                Some(Background::Light) => "light",
                None => "terminal",
            },
            // Sixteen colours are the terminal's own: nobody knows which of them stand out from which.
            (Depth::Sixteen, Some(Base::Auto | Base::Bundled("dark" | "light"))) => "terminal",
            (Depth::Sixteen | Depth::Palette | Depth::True, Some(Base::Bundled(name))) => name,
        };
        let mut theme = Theme::bundled(name).unwrap_or_default();
        theme.restyle(&self.styles);
        theme.fitted(depth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::settings::Document;

    fn look(text: &str) -> Look {
        let document = Document::parse("config.toml", text);
        let look = Look::read(&document.root());
        assert_eq!(document.finish(), Ok(()), "{text}");
        look
    }

    #[test]
    fn the_theme_follows_the_terminal() {
        let (dark, light) = (Some(Background::Dark), Some(Background::Light));
        let cases = [
            ("", Depth::True, dark, "terminal"),
            ("theme = \"auto\"", Depth::True, dark, "dark"),
            ("theme = \"auto\"", Depth::True, light, "light"),
            ("theme = \"auto\"", Depth::True, None, "terminal"),
            ("theme = \"auto\"", Depth::Sixteen, light, "terminal"),
            ("theme = \"auto\"", Depth::None, light, "plain"),
            ("theme = \"dark\"", Depth::True, light, "dark"),
            ("theme = \"dark\"", Depth::Sixteen, light, "terminal"),
            ("theme = \"plain\"", Depth::True, light, "plain"),
        ];
        for (text, depth, background, expected) in cases {
            let theme = look(text).theme(Surroundings { depth, background });
            assert_eq!(Some(theme), Theme::bundled(expected), "{text} {depth:?} {background:?}");
        }
    }

    #[test]
    fn styles_replace_those_of_whichever_theme_it_is() {
        let look = look("theme = \"auto\"\n[style]\nkey = \"#5f87af\"\n");
        for (background, depth, expected) in
            [(Background::Dark, Depth::True, "#5f87af"), (Background::Light, Depth::Palette, "67")]
        {
            let theme = look.theme(Surroundings { depth, background: Some(background) });
            let document_text = format!("key = \"{expected}\"");
            let document = Document::parse("expected", &document_text);
            assert_eq!(read_styles(&document.root()), [(Role::Key, theme.style(Role::Key))]);
        }
    }

    #[test]
    fn the_terminal_is_asked_only_where_it_matters() {
        assert!(look("theme = \"auto\"").asks_background(Depth::Palette));
        assert!(!look("theme = \"auto\"").asks_background(Depth::Sixteen));
        assert!(!look("theme = \"dark\"").asks_background(Depth::True));
        assert!(!look("").asks_background(Depth::True));
    }
}
