//! Which theme the browser has, on which terminal.

use std::sync::Arc;

use ratatui::style::Style;

use super::color::{Background, Depth};
use super::file::choice;
use super::theme::style::read_styles;
use super::theme::{AUTO, DEFAULT, Role, Theme, Themes};
use crate::text::settings::Table;

/// What the user has chosen of the looks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// The theme, `None` for the default.
    theme: Option<Base>,
    /// How many colours to use, if not as many as the terminal has.
    depth: Option<Depth>,
    /// The styles in place of the theme's.
    styles: Vec<(Role, Style)>,
}

/// The theme for terminals without colours.
const PLAIN: &str = "plain";

/// What `theme` may be.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Base {
    /// "dark" or "light", as the terminal is.
    Auto,
    /// A theme by its name.
    Named(String),
}

/// A theme as it looks on a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedTheme {
    /// What the config file calls it.
    pub name: String,
    /// Its styles.
    pub theme: Arc<Theme>,
    /// Whether these are those of the default theme, as the terminal has too few colours for its own.
    pub lacks_colors: bool,
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
    /// Reads `theme`, `colors` and `[style]` of a config file; `themes` are the names of all themes.
    pub(super) fn read(root: &Table<'_, '_>, themes: &[&str]) -> Self {
        let depths = Depth::ALL.map(|(name, depth)| (name, Some(depth)));
        let depths: Vec<_> = [("auto", None)].into_iter().chain(depths).collect();
        let styles = root.table("style").map(|style| {
            let styles = read_styles(&style);
            style.done();
            styles
        });
        let bases: Vec<_> = [AUTO].iter().chain(themes).map(|&name| (name, name)).collect();
        let theme = choice(root, root.string("theme"), &bases).map(|name| match name {
            AUTO => Base::Auto,
            name => Base::Named(name.to_owned()),
        });
        Self {
            // To name the default is to say nothing.
            theme: theme.filter(|base| *base != Base::Named(DEFAULT.to_owned())),
            depth: choice(root, root.string("colors"), &depths).flatten(),
            styles: styles.unwrap_or_default(),
        }
    }

    /// How many colours to use, if the user has said so.
    pub fn depth(&self) -> Option<Depth> {
        self.depth
    }

    /// The name of the theme that the user has chosen, if it is not the default.
    pub fn named(&self) -> Option<&str> {
        match &self.theme {
            Some(Base::Named(name)) => Some(name),
            Some(Base::Auto) | None => None,
        }
    }

    /// The name of the theme for a terminal.
    pub fn theme_name(&self, surroundings: Surroundings) -> &str {
        match (&self.theme, surroundings.depth, surroundings.background) {
            (_, Depth::None, _) => PLAIN,
            (Some(Base::Auto), Depth::Palette | Depth::True, Some(background)) => background.name(),
            (Some(Base::Auto) | None, _, _) => DEFAULT,
            (Some(Base::Named(name)), _, _) => name,
        }
    }

    /// The theme of a name as it looks on a terminal; the default one where there is none of that name, or the terminal has
    /// too few colours for it.
    pub fn theme(&self, themes: &Themes, name: &str, surroundings: Surroundings) -> Theme {
        let Surroundings { depth, background } = surroundings;
        let named = |name| themes.theme(name, background);
        let has_colors = |theme: &&Theme| !lacks_colors(theme, depth);
        let mut theme =
            named(name).filter(has_colors).or_else(|| named(DEFAULT)).cloned().unwrap_or_default();
        if depth > Depth::None {
            theme.restyle(&self.styles);
        }
        theme.fitted(depth)
    }

    /// All themes as they look on a terminal; without colours there is one.
    pub fn choices(&self, themes: &Themes, surroundings: Surroundings) -> Vec<NamedTheme> {
        let Surroundings { depth, background } = surroundings;
        let names = themes.names().filter(|&name| depth > Depth::None || name == PLAIN);
        let choice = |name: &str| NamedTheme {
            name: name.to_owned(),
            theme: Arc::new(self.theme(themes, name, surroundings)),
            lacks_colors: themes.theme(name, background).is_some_and(|theme| lacks_colors(theme, depth)),
        };
        names.map(choice).collect()
    }
}

/// Whether a terminal has too few colours for a theme. Sixteen are the terminal's own, and nobody knows which of them stand out
/// from which: only a theme that is made of them looks there as it was meant to.
fn lacks_colors(theme: &Theme, depth: Depth) -> bool {
    depth == Depth::Sixteen && !theme.is_of_sixteen()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::theme::OwnTheme;
    use crate::config::theme::style::style_words;
    use crate::text::settings::Document;

    fn look(text: &str) -> Look {
        let document = Document::parse("config.toml", text);
        let look = Look::read(&document.root(), &Themes::bundled().names().collect::<Vec<_>>());
        assert_eq!(document.finish(), Ok(()), "{text}");
        look
    }

    #[test]
    fn the_theme_follows_the_terminal() {
        let (dark, light) = (Some(Background::Dark), Some(Background::Light));
        let cases = [
            ("", Depth::True, dark, "terminal"),
            ("", Depth::None, dark, "plain"),
            ("theme = \"auto\"", Depth::True, dark, "dark"),
            ("theme = \"auto\"", Depth::True, light, "light"),
            ("theme = \"auto\"", Depth::True, None, "terminal"),
            ("theme = \"auto\"", Depth::Sixteen, light, "terminal"),
            ("theme = \"auto\"", Depth::None, light, "plain"),
            ("theme = \"dark\"", Depth::True, light, "dark"),
            ("theme = \"dark\"", Depth::Sixteen, light, "dark"),
            ("theme = \"plain\"", Depth::True, light, "plain"),
        ];
        for (text, depth, background, expected) in cases {
            let surroundings = Surroundings { depth, background };
            assert_eq!(look(text).theme_name(surroundings), expected, "{text} {surroundings:?}");
        }
    }

    #[test]
    fn themes_of_more_colours_than_there_are_look_as_the_default() {
        let own = |name: &str, text: &str| OwnTheme {
            name: name.to_owned(),
            file: String::new(),
            text: text.to_owned(),
        };
        let own = [own("of-sixteen", "key = \"#ff0000 on 15\""), own("of-more", "key = \"#fe0000\"")];
        let (themes, _) = Themes::with_own(&own);
        let surroundings = Surroundings { depth: Depth::Sixteen, background: None };
        let cases = [("dark", "magenta bold"), ("of-more", "magenta bold"), ("of-sixteen", "9 on 15")];
        for (name, expected) in cases {
            let theme = Look::default().theme(&themes, name, surroundings);
            assert_eq!(style_words(theme.style(Role::Key)), expected, "{name}");
        }
        let choices = Look::default().choices(&themes, surroundings);
        let lacking = choices.iter().filter(|choice| choice.lacks_colors).map(|choice| choice.name.as_str());
        assert_eq!(lacking.collect::<Vec<_>>(), ["dark", "light", "of-more"]);
        let without = Look::default().choices(&themes, Surroundings { depth: Depth::None, background: None });
        assert_eq!(without.iter().map(|choice| choice.name.as_str()).collect::<Vec<_>>(), ["plain"]);
    }

    #[test]
    fn styles_replace_those_of_whichever_theme_it_is() {
        let look = look("[style]\nkey = \"#5f87af\"\n");
        for (name, depth, expected) in [
            ("dark", Depth::True, "#5f87af"),
            ("light", Depth::Palette, "67"),
            ("plain", Depth::None, "bold"),
        ] {
            let theme = look.theme(&Themes::bundled(), name, Surroundings { depth, background: None });
            assert_eq!(style_words(theme.style(Role::Key)), expected, "{name}");
        }
    }
}
