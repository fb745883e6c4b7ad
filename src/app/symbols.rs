//! The marks that midashi itself draws, chosen by what the terminal makes of ambiguous characters.
//!
//! Box drawing and triangles are East Asian Ambiguous: where the terminal draws those in two cells, ASCII stands in.

use crate::text::width::{Ambiguous, WidthPolicy};

/// A set of marks. Fold marks and borders take one cell under the policy that chose the set.
#[derive(Debug, PartialEq, Eq)]
pub struct Symbols {
    /// Before a row whose children are shown.
    pub open: &'static str,
    /// Before a row whose children are hidden.
    pub closed: &'static str,
    /// Where a line is cut.
    pub ellipsis: &'static str,
    /// Between the parts of the breadcrumb.
    pub crumb: &'static str,
    /// Between speakers and companies.
    pub people: &'static str,
    /// Between the first and the last of several.
    pub to: &'static str,
    /// Before the chosen row of an overlay.
    pub chosen: &'static str,
    /// Borders: horizontal, vertical.
    pub lines: [&'static str; 2],
    /// Corners: top left, top right, bottom left, bottom right, and the joints of a rule: left, right.
    pub corners: [&'static str; 6],
}

const UNICODE: Symbols = Symbols {
    open: "▾",
    closed: "▸",
    ellipsis: "…",
    crumb: " › ",
    people: " · ",
    to: " … ",
    chosen: "▌",
    lines: ["─", "│"],
    corners: ["╭", "╮", "╰", "╯", "├", "┤"],
};

const ASCII: Symbols = Symbols {
    open: "v",
    closed: ">",
    ellipsis: "..",
    crumb: " > ",
    people: " / ",
    to: " .. ",
    chosen: "|",
    lines: ["-", "|"],
    corners: ["+", "+", "+", "+", "+", "+"],
};

impl Symbols {
    /// The set for `policy`.
    pub fn of(policy: WidthPolicy) -> &'static Self {
        match policy.ambiguous {
            Ambiguous::Narrow => &UNICODE,
            Ambiguous::Wide => &ASCII,
        }
    }
}
