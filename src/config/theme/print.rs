//! A theme as a file that explains itself, for those who want one of their own.

use std::fmt::Write;

use super::file::{ON_DARK, ON_LIGHT};
use super::role::ROLES;
use super::style::style_words;
use super::{Theme, Variants};
use crate::text::language::translated;

/// The theme `name` with all of its roles, each under what it is for. Read again it is the same.
pub(super) fn toml(name: &str, variants: &Variants) -> String {
    let mut toml = tr!(
        "# The theme \"{name}\", to make one of your own from: save this as `themes/NAME.toml` beside the config file, whose\n\
         # place `midashi config path` says; keep the lines that you change, and choose it there: theme = \"NAME\".\n\
         # `midashi config check` tells what is wrong with it.\n\
         \n\
         # The theme that says what this file does not.\n\
         inherits = \"{name}\"\n\
         \n\
         # A style is made of bold, dim, italic, underline, reversed, strikethrough (`not-` before one takes it from what lies\n\
         # below), a colour, and `on` a colour: default, black, red, green, yellow, blue, magenta, cyan, white, the same with\n\
         # bright-, a number from 0 to 255, or #rrggbb. A style that lies over others says only what is to change in them.\n",
        name
    );
    for info in &ROLES {
        let _ = write!(
            toml,
            "\n# {}.\n{} = \"{}\"\n",
            translated(info.help),
            info.name,
            style_words(variants.unknown.style(info.role))
        );
    }
    let dark = tr!("What is otherwise where the terminal is known to be dark");
    let light = tr!("What is otherwise where the terminal is known to be light");
    for (table, what, theme) in [(ON_DARK, dark, &variants.dark), (ON_LIGHT, light, &variants.light)] {
        let _ = write!(toml, "\n# {what}.\n[{table}]\n");
        for (name, words) in otherwise(theme, &variants.unknown) {
            let _ = writeln!(toml, "{name} = \"{words}\"");
        }
    }
    toml
}

/// The styles of `theme` that are not those of `base`: roles and words.
fn otherwise(theme: &Theme, base: &Theme) -> impl Iterator<Item = (&'static str, String)> {
    let differs = ROLES.iter().filter(|info| theme.style(info.role) != base.style(info.role));
    differs.map(|info| (info.name, style_words(theme.style(info.role))))
}

#[cfg(test)]
mod tests {
    use crate::config::color::Background;
    use crate::config::theme::{OwnTheme, Themes};

    #[test]
    fn what_is_printed_is_read_as_the_same_theme() {
        let text = "key = \"reversed not-dim on 17\"\nmatch = \"default on default\"\n[on-dark]\nkey = \"italic bright-white\"\n";
        let own = |name: &str, text: &str| OwnTheme {
            name: name.to_owned(),
            file: String::new(),
            text: text.to_owned(),
        };
        let (themes, wrong) = Themes::with_own(&[own("odd", text)]);
        assert_eq!(wrong, []);
        for name in themes.names() {
            let printed = themes.toml(name).unwrap().replace(&format!("inherits = \"{name}\""), "");
            let (again, wrong) = Themes::with_own(&[own("again", &printed)]);
            assert_eq!(wrong, [], "{printed}");
            for background in [None, Some(Background::Dark), Some(Background::Light)] {
                let theme = themes.theme(name, background);
                assert_eq!(again.theme("again", background), theme, "{background:?}: {printed}");
            }
        }
    }
}
