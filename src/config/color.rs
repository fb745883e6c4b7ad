//! How many colours a terminal has, which of them stand for those of a theme, and whether its background is dark.

use ratatui::style::{Color, Style};

/// How many colours can be told from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: attributes only.
    None,
    /// The terminal's own sixteen.
    Sixteen,
    /// The palette of xterm.
    Palette,
    /// Any (`#rrggbb`).
    True,
}

impl Depth {
    /// Every depth with its name in the config file.
    pub const ALL: [(&'static str, Self); 4] =
        [("none", Self::None), ("16", Self::Sixteen), ("256", Self::Palette), ("true", Self::True)];

    /// The depth that the values of `TERM` and `COLORTERM` speak of.
    pub fn told(term: &str, colorterm: &str) -> Self {
        if matches!(term, "dumb" | "vt100" | "vt220") {
            Self::None
        } else if term == "linux" {
            // The console maps what it cannot show to its sixteen, and not well.
            Self::Sixteen
        } else if matches!(colorterm, "truecolor" | "24bit") || term.ends_with("-direct") {
            Self::True
        } else if term.contains("256color") {
            Self::Palette
        } else {
            Self::Sixteen
        }
    }

    /// `style` with colours that there are at this depth: each that there is not is replaced by the nearest.
    pub fn fit(self, style: Style) -> Style {
        Style {
            fg: style.fg.and_then(|color| self.color(color)),
            bg: style.bg.and_then(|color| self.color(color)),
            ..style
        }
    }

    /// Whether `color` is one of the terminal's own sixteen, or one that xterm has among them.
    pub fn is_of_sixteen(color: Color) -> bool {
        match color {
            Color::Rgb(red, green, blue) => SIXTEEN.contains(&[red, green, blue]),
            Color::Indexed(index) => index < 16,
            Color::Reset
            | Color::Black
            | Color::Red
            | Color::Green
            | Color::Yellow
            | Color::Blue
            | Color::Magenta
            | Color::Cyan
            | Color::Gray
            | Color::DarkGray
            | Color::LightRed
            | Color::LightGreen
            | Color::LightYellow
            | Color::LightBlue
            | Color::LightMagenta
            | Color::LightCyan
            | Color::White => true,
        }
    }

    fn color(self, color: Color) -> Option<Color> {
        match (self, color) {
            (Self::None, _) => None,
            (Self::Palette, Color::Rgb(red, green, blue)) => {
                Some(Color::Indexed(nearest([red, green, blue], 16..=255)))
            }
            (Self::Sixteen, Color::Rgb(red, green, blue)) => {
                Some(Color::Indexed(nearest([red, green, blue], 0..=15)))
            }
            (Self::Sixteen, Color::Indexed(index)) if index > 15 => {
                Some(Color::Indexed(nearest(palette(index), 0..=15)))
            }
            (Self::Sixteen | Self::Palette | Self::True, color) => Some(color),
        }
    }
}

/// The first sixteen of xterm's palette. Terminals differ about them; the others are alike everywhere.
const SIXTEEN: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// A colour of xterm's palette: sixteen, a cube of six steps a side, 24 greys.
pub(super) fn palette(index: u8) -> [u8; 3] {
    if let Some(color) = SIXTEEN.get(usize::from(index)) {
        return *color;
    }
    if index >= 232 {
        return [8 + 10 * (index - 232); 3];
    }
    let step = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    let cube = index - 16;
    [step(cube / 36), step(cube / 6 % 6), step(cube % 6)]
}

/// The colour of the palette among `indices` that looks most like `color`, by the "redmean" distance, which weighs the
/// channels as eyes do.
fn nearest(color: [u8; 3], indices: std::ops::RangeInclusive<u8>) -> u8 {
    let distance = |index: u8| {
        let [red, green, blue] = color.map(i64::from);
        let [other_red, other_green, other_blue] = palette(index).map(i64::from);
        let mean = i64::midpoint(red, other_red);
        let square = |one: i64, other: i64| (one - other) * (one - other);
        (512 + mean) * square(red, other_red)
            + 1024 * square(green, other_green)
            + (767 - mean) * square(blue, other_blue)
    };
    indices.min_by_key(|&index| distance(index)).unwrap_or(0)
}

/// What the terminal draws on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Background {
    /// Text on it must be light.
    Dark,
    /// Text on it must be dark.
    Light,
}

impl Background {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => tr_later!("dark"),
            Self::Light => tr_later!("light"),
        }
    }

    /// What a colour is, by its luma (ITU-R BT.601).
    pub fn of([red, green, blue]: [u8; 3]) -> Self {
        let luma = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
        if luma > 127_500 { Self::Light } else { Self::Dark }
    }

    /// What `COLORFGBG` says (`15;0`, `0;default;15`): its last part is a colour of the sixteen.
    pub fn told(colorfgbg: &str) -> Option<Self> {
        let (_, background) = colorfgbg.rsplit_once(';')?;
        match background.parse::<u8>().ok()? {
            7 | 9..=15 => Some(Self::Light),
            0..=6 | 8 => Some(Self::Dark),
            16..=u8::MAX => None,
        }
    }

    /// What the colour of an answer to OSC 11 is: `rgb:hhhh/hhhh/hhhh` or `rgba:` and four of them, each of one to four
    /// hexadecimal digits (`XParseColor`).
    pub fn answered(specification: &str) -> Option<Self> {
        let (form, channels) = specification.split_once(':')?;
        let count = match form {
            "rgb" => 3,
            "rgba" => 4,
            _ => return None,
        };
        let channels: Vec<u8> = channels.split('/').map(channel).collect::<Option<_>>()?;
        match channels.as_slice() {
            [red, green, blue, ..] if channels.len() == count => Some(Self::of([*red, *green, *blue])),
            _ => None,
        }
    }
}

/// One to four hexadecimal digits, of which as many `f` are the most.
fn channel(digits: &str) -> Option<u8> {
    let is_channel = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let value = u32::from_str_radix(digits, 16).ok().filter(|_| is_channel)?;
    let most = (1 << (4 * digits.len())) - 1;
    u8::try_from(value * 255 / most).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_depth_is_told_by_the_environment() {
        let cases = [
            ("xterm", "", Depth::Sixteen),
            ("xterm-256color", "", Depth::Palette),
            ("tmux-256color", "truecolor", Depth::True),
            ("xterm", "24bit", Depth::True),
            ("xterm-direct", "", Depth::True),
            ("linux", "truecolor", Depth::Sixteen),
            ("dumb", "truecolor", Depth::None),
            ("", "", Depth::Sixteen),
        ];
        for (term, colorterm, depth) in cases {
            assert_eq!(Depth::told(term, colorterm), depth, "{term} {colorterm}");
        }
    }

    #[test]
    fn colours_are_replaced_by_the_nearest() {
        let rgb = Color::from_u32;
        let cases = [
            (Depth::True, rgb(0x8f_d3e8), Some(rgb(0x8f_d3e8))),
            (Depth::Palette, rgb(0x00_0000), Some(Color::Indexed(16))),
            (Depth::Palette, rgb(0xff_ffff), Some(Color::Indexed(231))),
            (Depth::Palette, rgb(0x5f_87af), Some(Color::Indexed(67))),
            (Depth::Palette, rgb(0x1c_1c1c), Some(Color::Indexed(234))),
            (Depth::Palette, Color::Cyan, Some(Color::Cyan)),
            (Depth::Palette, Color::Indexed(3), Some(Color::Indexed(3))),
            (Depth::Sixteen, rgb(0xfe_0101), Some(Color::Indexed(9))),
            (Depth::Sixteen, Color::Indexed(231), Some(Color::Indexed(15))),
            (Depth::Sixteen, Color::Reset, Some(Color::Reset)),
            (Depth::None, Color::Red, None),
        ];
        for (depth, color, expected) in cases {
            assert_eq!(depth.color(color), expected, "{color:?} at {depth:?}");
        }
    }

    #[test]
    fn every_colour_of_the_palette_is_nearest_to_itself() {
        for index in 16..=255 {
            assert_eq!(palette(nearest(palette(index), 16..=255)), palette(index), "{index}");
        }
    }

    #[test]
    fn backgrounds_are_told_from_answers() {
        let (dark, light) = (Some(Background::Dark), Some(Background::Light));
        let cases = [
            ("rgb:0000/0000/0000", dark),
            ("rgb:ffff/ffff/ffff", light),
            ("rgb:f/f/f", light),
            ("rgb:fdfd/f6f6/e3e3", light),
            ("rgb:00/2b/36", dark),
            ("rgba:ffff/ffff/ffff/0000", light),
            ("rgb:ffff/ffff", None),
            ("rgb:fffff/ffff/ffff", None),
            ("rgb:+fff/ffff/ffff", None),
            ("rgba:ffff/ffff/ffff", None),
            ("#ffffff", None),
            ("", None),
        ];
        for (answer, expected) in cases {
            assert_eq!(Background::answered(answer), expected, "{answer}");
        }
    }

    #[test]
    fn backgrounds_are_told_by_the_environment() {
        let (dark, light) = (Some(Background::Dark), Some(Background::Light));
        let cases = [
            ("15;0", dark),
            ("0;15", light),
            ("0;default;15", light),
            ("7;8", dark),
            ("0;7", light),
            ("15;default", None),
            ("15", None),
            ("", None),
        ];
        for (value, expected) in cases {
            assert_eq!(Background::told(value), expected, "{value}");
        }
    }
}
