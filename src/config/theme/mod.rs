//! How the parts of the screen look: a style for every [`Role`], from bundled themes, the user's theme files and `[style]`.
//!
//! A theme may look otherwise on a dark or a light background (`Variants`); which themes there are, and what they inherit
//! from each other, is [`Themes`].

#[cfg(test)]
mod contrast;
mod file;
mod print;
pub mod role;
pub mod style;
#[cfg(test)]
mod tests;
mod themes;

use ratatui::style::Style;

use super::color::{Background, Depth};
use role::ROLES;
pub use role::Role;
pub use themes::{AUTO, DEFAULT, OwnTheme, Themes, WrongTheme};

/// A style for every role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; ROLES.len()],
}

impl Default for Theme {
    /// What holds where nothing is chosen and nothing known of the background.
    fn default() -> Self {
        Themes::bundled().theme(DEFAULT, None).cloned().unwrap_or(Self::BLANK)
    }
}

impl Theme {
    /// No style for any role.
    const BLANK: Self = Self { styles: [Style::new(); ROLES.len()] };

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

    /// Whether all its colours are of a terminal's own sixteen, so that none is replaced where there are no others.
    pub fn is_of_sixteen(&self) -> bool {
        let mut colors = self.styles.iter().flat_map(|style| [style.fg, style.bg]).flatten();
        colors.all(Depth::is_of_sixteen)
    }
}

/// A theme on the backgrounds that a terminal may have.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Variants {
    /// Where nothing is known of the background.
    unknown: Theme,
    /// On a dark one.
    dark: Theme,
    /// On a light one.
    light: Theme,
}

impl Variants {
    const BLANK: Self = Self { unknown: Theme::BLANK, dark: Theme::BLANK, light: Theme::BLANK };

    fn on(&self, background: Option<Background>) -> &Theme {
        match background {
            None => &self.unknown,
            Some(Background::Dark) => &self.dark,
            Some(Background::Light) => &self.light,
        }
    }
}
