//! What themes say and inherit.

use ratatui::style::{Color, Modifier};

use super::role::ROLES;
use super::style::style_words;
use super::themes::{BUNDLED, OwnTheme};
use super::{Role, Themes};
use crate::config::color::Background;
use crate::text::settings::Document;

fn own(files: &[(&str, &str)]) -> (Themes, Vec<String>) {
    let own: Vec<OwnTheme> = files
        .iter()
        .map(|(name, text)| OwnTheme {
            name: (*name).to_owned(),
            file: format!("{name}.toml"),
            text: (*text).to_owned(),
        })
        .collect();
    let (themes, wrong) = Themes::with_own(&own);
    (themes, wrong.iter().map(|wrong| wrong.errors.to_string()).collect())
}

fn words(themes: &Themes, name: &str, background: Option<Background>, role: Role) -> String {
    style_words(themes.theme(name, background).unwrap().style(role))
}

#[test]
fn bundled_themes_say_everything_and_nothing_else() {
    for (name, text) in BUNDLED {
        let document = Document::parse(name, text);
        let root = document.root();
        for info in ROLES {
            assert!(root.string(info.name).is_some(), "{name} does not name {}", info.name);
        }
    }
    assert!(Themes::bundled().names().eq(BUNDLED.iter().map(|(name, _)| *name)));
}

#[test]
fn what_a_file_does_not_say_is_inherited() {
    let files = [
        ("late", "inherits = \"early\"\nkey = \"red\"\n"),
        ("early", "inherits = \"dark\"\nkey = \"blue\"\nmatch = \"green\"\n[on-light]\nmatch = \"red\"\n"),
        ("alone", "key = \"red\"\n"),
    ];
    let (themes, wrong) = own(&files);
    assert_eq!(wrong, [""; 0]);
    let light = Some(Background::Light);
    let cases = [
        ("late", None, Role::Key, "red"),
        ("late", None, Role::Match, "green"),
        ("late", light, Role::Match, "red"),
        ("early", light, Role::Key, "blue"),
        ("early", None, Role::Aside, "#a8b1c1"),
        ("alone", None, Role::Key, "red"),
        ("alone", None, Role::Aside, "dim"),
    ];
    for (name, background, role, expected) in cases {
        assert_eq!(words(&themes, name, background, role), expected, "{role:?} of {name}");
    }
}

#[test]
fn a_file_may_take_the_place_of_a_bundled_theme() {
    let files = [("mine", "inherits = \"dark\"\n"), ("dark", "inherits = \"dark\"\nkey = \"red\"\n")];
    let (themes, wrong) = own(&files);
    assert_eq!(wrong, [""; 0]);
    for name in ["dark", "mine"] {
        assert_eq!(words(&themes, name, None, Role::Key), "red", "{name}");
        assert_eq!(words(&themes, name, None, Role::Aside), "#a8b1c1", "{name}");
    }
    assert_eq!(themes.names().collect::<Vec<_>>().len(), BUNDLED.len() + 1);
}

#[test]
fn everything_that_is_wrong_is_told_with_its_place() {
    let files = [
        ("a", "# Round and round.\ninherits = \"b\"\n"),
        ("b", "inherits = \"a\"\n"),
        ("c", "inherits = \"a\"\n"),
        ("self", "inherits = \"self\"\n"),
        ("far", "mach = \"bold\"\nkey = \"rde\"\ninherits = \"drak\"\n[on-light]\nbackgrund = \"\"\n"),
        ("child", "inherits = \"far\"\n"),
        ("auto", ""),
        ("fine", "inherits = \"light\"\n"),
    ];
    let (themes, wrong) = own(&files);
    let mend = "(one of them must inherit another theme, or none)";
    let expected = [
        "auto.toml:1:1: a theme cannot be called `auto` (rename the file)".to_owned(),
        "far.toml:1:1: unknown key `mach` (did you mean `match`?)\n\
         far.toml:2:7: unknown style `rde` (did you mean `red`?)\n\
         far.toml:3:12: there is no theme `drak` to inherit (did you mean `dark`?)\n\
         far.toml:5:1: unknown key `backgrund` in [on-light] (did you mean `background`?)"
            .to_owned(),
        format!("a.toml:2:12: `a` inherits itself: a, b, a {mend}"),
        format!("b.toml:1:12: `b` inherits itself: b, a, b {mend}"),
        "c.toml:1:12: `a` cannot be inherited: its file is wrong (mend that first)".to_owned(),
        format!("self.toml:1:12: `self` inherits itself: self, self {mend}"),
        "child.toml:1:12: `far` cannot be inherited: its file is wrong (mend that first)".to_owned(),
    ];
    assert_eq!(wrong.len(), expected.len(), "{wrong:#?}");
    for told in expected {
        assert!(wrong.contains(&told), "{told}\nis not among {wrong:#?}");
    }
    assert_eq!(themes.names().last(), Some("fine"));
}

/// The plain theme is what `NO_COLOR` means.
#[test]
fn the_plain_theme_has_no_colours() {
    let themes = Themes::bundled();
    let theme = themes.theme("plain", None).unwrap();
    for info in &ROLES {
        let style = theme.style(info.role);
        assert!(matches!(style.fg, None | Some(Color::Reset)) && style.bg.is_none(), "{}", info.name);
    }
}

/// Dim text under `reversed` would make the bar patchy where terminals dim before they reverse.
#[test]
fn reversed_bars_are_of_one_colour() {
    let themes = Themes::bundled();
    for name in ["terminal", "plain"] {
        let theme = themes.theme(name, None).unwrap();
        for bar in [Role::Cursor, Role::Chosen] {
            for info in ROLES.iter().filter(|info| info.role != Role::Replacement) {
                let style = theme.style(info.role).patch(theme.style(bar));
                assert!(!style.add_modifier.contains(Modifier::DIM), "{} on {bar:?} of {name}", info.name);
            }
        }
    }
}
