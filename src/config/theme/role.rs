//! The parts of the screen that have a style each, in one table: name and meaning.

/// A part of the screen that has a style of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table says of each role what it is")]
pub enum Role {
    Background,
    Text,
    Boilerplate,
    Title,
    Session,
    Section,
    Arrow,
    Marker,
    People,
    FoldMark,
    Count,
    Replacement,
    Selection,
    Cursor,
    Match,
    CurrentMatch,
    Changed,
    Breadcrumb,
    BreadcrumbEnd,
    Status,
    Message,
    Error,
    Overlay,
    Border,
    OverlayTitle,
    Chosen,
    Aside,
    Key,
}

/// A row of [`ROLES`].
#[derive(Debug, PartialEq, Eq)]
pub struct RoleInfo {
    /// The role.
    pub role: Role,
    /// Its name in theme files and under `[style]`.
    pub name: &'static str,
    /// What has it.
    pub help: &'static str,
}

const fn info(role: Role, name: &'static str, help: &'static str) -> RoleInfo {
    RoleInfo { role, name, help }
}

/// Every role, in its order.
#[rustfmt::skip]
pub const ROLES: [RoleInfo; 28] = [
    info(Role::Background, "background", "The whole screen, below everything else"),
    info(Role::Text, "text", "Lines of the note that have no style of their own"),
    info(Role::Boilerplate, "boilerplate", "Lines that a publishing platform left in the note"),
    info(Role::Title, "title", "The note's title"),
    info(Role::Session, "session", "Sessions"),
    info(Role::Section, "section", "Sections"),
    info(Role::Arrow, "arrow", "Conclusions: lines of an arrow"),
    info(Role::Marker, "marker", "Bullets, numbers and other markers"),
    info(Role::People, "people", "Who speaks"),
    info(Role::FoldMark, "fold-mark", "Fold marks"),
    info(Role::Count, "count", "The number of hidden nodes"),
    info(Role::Replacement, "replacement", "What stands for a control or invisible character"),
    info(Role::Selection, "selection", "Marked rows, over their other styles"),
    info(Role::Cursor, "cursor", "The row of the cursor, over its other styles"),
    info(Role::Match, "match", "Matched characters, over their other styles"),
    info(Role::CurrentMatch, "current-match", "The same in the row of the cursor"),
    info(Role::Changed, "changed", "What the last reload changed, over its other styles"),
    info(Role::Breadcrumb, "breadcrumb", "The breadcrumb, in the first line"),
    info(Role::BreadcrumbEnd, "breadcrumb-end", "The last part of the breadcrumb"),
    info(Role::Status, "status", "The status line, the last one"),
    info(Role::Message, "message", "A word to the user in the status line"),
    info(Role::Error, "error", "A word to the user about something that went wrong"),
    info(Role::Overlay, "overlay", "The inside of overlays: the jump, lists, the help"),
    info(Role::Border, "border", "The borders of overlays, of the reader and of what is hoisted"),
    info(Role::OverlayTitle, "overlay-title", "Headings within overlays"),
    info(Role::Chosen, "chosen", "What is chosen in an overlay"),
    info(Role::Aside, "aside", "What is said beside the point: where a match stands, what a key is called"),
    info(Role::Key, "key", "Keys, in the help and in lists"),
];

impl Role {
    /// Its place in [`ROLES`].
    pub(super) fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_listed_in_their_order() {
        for (index, RoleInfo { role, .. }) in ROLES.iter().enumerate() {
            assert_eq!(role.index(), index, "{role:?}");
        }
    }
}
