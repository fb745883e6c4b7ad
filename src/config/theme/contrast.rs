//! Tests of the contrast of the bundled themes, by the Web Content Accessibility Guidelines (WCAG) 2.2.
//!
//! | what | at least | in "high-contrast" |
//! |---|---|---|
//! | text, on whatever it may stand | 4.5 (1.4.3, AA) | 7 (1.4.6, AAA) |
//! | borders and fold marks, which are no text | 3 (1.4.11) | 4.5 |
//! | the bar of the cursor and of what is chosen, against what is around | 1.2 | 3 (1.4.11) |
//! | the bar of marked rows, left of which a mark stands in the colour of text | 1.1 | 2 |
//!
//! The other bars are told otherwise, too: by a mark at their left, or by the status line. "terminal" has the terminal's own colours:
//! they are taken from the palettes of common terminals, on black and on white. Where it is not known which of the two they stand
//! on, no hue has 4.5 on both in all of them; there it is 3, as for large text (1.4.3), in the palettes of xterm and VGA.

use ratatui::style::{Color, Modifier, Style};

use super::role::{ROLES, Role};
use super::{Theme, Themes};
use crate::config::color::{Background, Depth, palette};

const BLACK: [u8; 3] = [0, 0, 0];
const WHITE: [u8; 3] = [255, 255, 255];

/// Roles that are no text.
const SIGNS: [Role; 2] = [Role::FoldMark, Role::Border];

/// What stands in the tree, over which the bars of the cursor and of marked rows lie.
const TREE: [Role; 11] = [
    Role::Text,
    Role::Boilerplate,
    Role::Title,
    Role::Session,
    Role::Section,
    Role::Arrow,
    Role::Marker,
    Role::People,
    Role::FoldMark,
    Role::Count,
    Role::Border,
];

/// What stands in overlays.
const OVERLAY: [Role; 5] = [Role::Overlay, Role::Aside, Role::Key, Role::OverlayTitle, Role::Border];

/// What stands on the bar of what is chosen there.
const CHOOSABLE: [Role; 3] = [Role::Overlay, Role::Aside, Role::Key];

/// The first eight and the brighter eight of the palettes of terminals, as they are without settings
/// (<https://en.wikipedia.org/wiki/ANSI_escape_code#3-bit_and_4-bit>): red, green, blue, magenta, cyan and bright yellow.
const PALETTES: [(&str, [[u8; 3]; 6]); 5] = [
    ("xterm", [[205, 0, 0], [0, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205], [255, 255, 0]]),
    ("VGA", [[170, 0, 0], [0, 170, 0], [0, 0, 170], [170, 0, 170], [0, 170, 170], [255, 255, 85]]),
    (
        "Windows Console",
        [[197, 15, 31], [19, 161, 14], [0, 55, 218], [136, 23, 152], [58, 150, 221], [249, 241, 165]],
    ),
    ("Terminal.app", [[153, 0, 0], [0, 166, 0], [0, 0, 178], [178, 0, 178], [0, 166, 178], [230, 230, 0]]),
    ("PuTTY", [[187, 0, 0], [0, 187, 0], [0, 0, 187], [187, 0, 187], [0, 187, 187], [255, 255, 85]]),
];

/// The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance").
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let luminance = |color: [u8; 3]| {
        let [red, green, blue] = color.map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[track_caller]
fn rgb(color: Option<Color>) -> [u8; 3] {
    match color {
        Some(Color::Rgb(red, green, blue)) => [red, green, blue],
        Some(Color::Indexed(index)) => palette(index),
        other => panic!("{other:?} is not one of a palette"),
    }
}

/// The colours of a text and of what is below it.
fn colors(style: Style) -> [[u8; 3]; 2] {
    let colors = [rgb(style.fg), rgb(style.bg)];
    if style.add_modifier.contains(Modifier::REVERSED) { [colors[1], colors[0]] } else { colors }
}

/// Everything of a theme that may be drawn, by the order in which the view lays one style over another: what it is, whether it
/// is text, and its style.
fn drawn(theme: &Theme) -> Vec<(String, bool, Style)> {
    let screen = theme.style(Role::Background);
    let mut drawn = Vec::new();
    let mut add = |name: String, top: Role, below: Style| {
        let is_text = !SIGNS.contains(&top);
        drawn.push((name, is_text, below));
    };
    let over = |below: Style, role: Role| below.patch(theme.style(role));
    for info in &ROLES {
        add(info.name.to_owned(), info.role, over(screen, info.role));
    }
    for bar in [Role::Cursor, Role::Selection] {
        for role in TREE {
            let row = over(over(screen, role), bar);
            add(format!("{role:?} under {bar:?}"), role, row);
            for found in [Role::Match, Role::CurrentMatch, Role::Replacement] {
                add(format!("{found:?} in {role:?} under {bar:?}"), found, over(row, found));
            }
        }
    }
    for role in OVERLAY {
        add(format!("{role:?} in an overlay"), role, over(over(screen, Role::Overlay), role));
    }
    for role in CHOOSABLE {
        let chosen = over(over(theme.style(Role::Overlay), role), Role::Chosen);
        add(format!("{role:?} under Chosen"), role, chosen);
        add(format!("Match in {role:?} under Chosen"), Role::Match, over(chosen, Role::Match));
        add(
            format!("Match in {role:?}"),
            Role::Match,
            over(over(theme.style(Role::Overlay), role), Role::Match),
        );
    }
    drawn
}

#[test]
fn coloured_themes_are_legible() {
    let themes = Themes::bundled();
    let cases =
        [("dark", 4.5, 3.0, 1.2, 1.1), ("light", 4.5, 3.0, 1.2, 1.1), ("high-contrast", 7.0, 4.5, 3.0, 2.0)];
    let mut found = Vec::new();
    for (name, text, sign, bar, bar_of_marked) in cases {
        for depth in [Depth::True, Depth::Palette, Depth::Sixteen] {
            let theme = themes.theme(name, None).unwrap();
            if depth == Depth::Sixteen && !theme.is_of_sixteen() {
                continue;
            }
            let theme = theme.clone().fitted(depth);
            for (what, is_text, style) in drawn(&theme) {
                let [over, below] = colors(style);
                let (ratio, least) = (contrast(over, below), if is_text { text } else { sign });
                if ratio < least {
                    found.push(format!("{name} at {depth:?}: {what} has {ratio:.2}, less than {least}"));
                }
            }
            for (lying, around, least) in [
                (Role::Cursor, Role::Background, bar),
                (Role::Selection, Role::Background, bar_of_marked),
                (Role::Chosen, Role::Overlay, bar),
            ] {
                let [lying_on, around_on] = [lying, around].map(|role| rgb(theme.style(role).bg));
                let ratio = contrast(lying_on, around_on);
                if ratio < least {
                    found.push(format!(
                        "{name} at {depth:?}: {lying:?} has {ratio:.2} to {around:?}, less than {least}"
                    ));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn high_contrast_is_the_same_in_sixteen_colours() {
    assert!(Themes::bundled().theme("high-contrast", None).unwrap().is_of_sixteen());
}

#[test]
fn the_terminals_own_colours_stand_out() {
    let themes = Themes::bundled();
    let everywhere = &PALETTES[..];
    let cases = [
        (Some(Background::Dark), everywhere, &[BLACK][..], 4.5),
        (Some(Background::Light), everywhere, &[WHITE], 4.5),
        (None, &PALETTES[..2], &[BLACK, WHITE], 3.0),
    ];
    for (background, palettes, grounds, least) in cases {
        let theme = themes.theme("terminal", background).unwrap();
        for info in &ROLES {
            let style = theme.style(info.role);
            assert!(
                matches!(style.bg, None | Some(Color::Reset)),
                "{}: a ground of nobody knows what",
                info.name
            );
            for (terminal, [red, green, blue, magenta, cyan, bright_yellow]) in palettes {
                let color = match style.fg {
                    None | Some(Color::Reset) => continue,
                    Some(Color::Red) => red,
                    Some(Color::Green) => green,
                    Some(Color::Blue) => blue,
                    Some(Color::Magenta) => magenta,
                    Some(Color::Cyan) => cyan,
                    Some(Color::LightYellow) => bright_yellow,
                    Some(other) => panic!("{}: {other:?} is in no palette here", info.name),
                };
                for ground in grounds {
                    let ratio = contrast(*color, *ground);
                    assert!(ratio >= least, "{} on {background:?} in {terminal}: {ratio:.2}", info.name);
                }
            }
        }
    }
}
