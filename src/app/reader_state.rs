//! The reader's state: whether it is open, its share of the screen and where its text begins.

use crate::outline::NodeId;
use crate::vault::Place;

/// The share of the screen that the reader may take, in percent.
pub(super) const SHARES: std::ops::RangeInclusive<u16> = 20..=80;

/// The reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// Whether it is on the screen.
    pub is_open: bool,
    /// The share of the screen that it takes, in percent.
    pub share: u16,
    /// The place that has been scrolled, and to where; any other is read from its beginning.
    pub(super) scrolled: Option<(Place, Top)>,
}

/// The first line of the reader: a piece of a node, and how many of its lines have scrolled out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Top {
    pub(super) part: Part,
    pub(super) skip: u32,
}

/// A piece of a node's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) node: NodeId,
    /// 0-based.
    pub(super) piece: u32,
}

impl Reader {
    /// A reader that takes a share of the screen, in percent.
    pub fn new(is_open: bool, share: u16) -> Self {
        Self { is_open, share: share.clamp(*SHARES.start(), *SHARES.end()), scrolled: None }
    }
}
