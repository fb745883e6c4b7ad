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
    info(Role::Background, "background", tr_later!("The whole screen, below everything else")),
    info(Role::Text, "text", tr_later!("Lines of the note that have no style of their own")),
    info(Role::Boilerplate, "boilerplate", tr_later!("Lines that a publishing platform left in the note")),
    info(Role::Title, "title", tr_later!("The note's title")),
    info(Role::Session, "session", tr_later!("Sessions")),
    info(Role::Section, "section", tr_later!("Sections")),
    info(Role::Arrow, "arrow", tr_later!("Conclusions: lines of an arrow")),
    info(Role::Marker, "marker", tr_later!("Bullets, numbers and other markers")),
    info(Role::People, "people", tr_later!("Who speaks")),
    info(Role::FoldMark, "fold-mark", tr_later!("Fold marks")),
    info(Role::Count, "count", tr_later!("The number of hidden nodes")),
    info(Role::Replacement, "replacement", tr_later!("What stands for a control or invisible character")),
    info(Role::Selection, "selection", tr_later!("Marked rows, over their other styles")),
    info(Role::Cursor, "cursor", tr_later!("The row of the cursor, over its other styles")),
    info(Role::Match, "match", tr_later!("Matched characters, over their other styles")),
    info(Role::CurrentMatch, "current-match", tr_later!("The same in the row of the cursor")),
    info(Role::Changed, "changed", tr_later!("What the last reload changed, over its other styles")),
    info(Role::Breadcrumb, "breadcrumb", tr_later!("The breadcrumb, in the first line")),
    info(Role::BreadcrumbEnd, "breadcrumb-end", tr_later!("The last part of the breadcrumb")),
    info(Role::Status, "status", tr_later!("The status line, the last one")),
    info(Role::Message, "message", tr_later!("A word to the user in the status line")),
    info(Role::Error, "error", tr_later!("A word to the user about something that went wrong")),
    info(Role::Overlay, "overlay", tr_later!("The inside of overlays: the jump, lists, the help")),
    info(Role::Border, "border", tr_later!("The borders of overlays, of the reader and of what is hoisted")),
    info(Role::OverlayTitle, "overlay-title", tr_later!("Headings within overlays")),
    info(Role::Chosen, "chosen", tr_later!("What is chosen in an overlay")),
    info(Role::Aside, "aside", tr_later!("What is said beside the point: where a match stands, what a key is called")),
    info(Role::Key, "key", tr_later!("Keys, in the help and in lists")),
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
