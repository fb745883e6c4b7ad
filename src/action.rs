//! Everything that can be done in the tree, in one table: name, help, default keys.
//!
//! Key bindings, the config file and the help screen all follow from [`ACTIONS`].

use crate::text::language::translated;

/// Something that a key does in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table says of each action what it does")]
pub enum Action {
    NextRow,
    PreviousRow,
    HalfPageDown,
    HalfPageUp,
    PageDown,
    PageUp,
    FirstRow,
    LastRow,
    NextSibling,
    PreviousSibling,
    NextSession,
    PreviousSession,
    Parent,
    ExpandOrChild,
    CollapseOrParent,
    Toggle,
    Open,
    Close,
    ToggleFold,
    OpenSubtree,
    CloseSubtree,
    ToggleSubtree,
    OpenAll,
    CloseAll,
    FoldToLevel(u8),
    Hoist,
    Unhoist,
    Jump,
    Index,
    Search,
    NextMatch,
    PreviousMatch,
    SearchWord,
    Filter,
    Back,
    Forward,
    Select,
    Copy,
    CopyAs,
    CopyReference,
    CopyMatches,
    Write,
    Pipe,
    ToggleWrap,
    ScrollLeft,
    ScrollRight,
    CursorToTop,
    CursorToCentre,
    CursorToBottom,
    ChooseTheme,
    ToggleAmbiguous,
    Redraw,
    /// Open or close the reader.
    Reader,
    /// Scroll the reader down.
    ReaderDown,
    /// Scroll the reader up.
    ReaderUp,
    /// Give the reader more of the screen.
    ReaderWider,
    /// Give the reader less of the screen.
    ReaderNarrower,
    /// Name the cursor's place by a letter.
    RecentNotes,
    SetMark,
    /// List the marks and go to one.
    GoToMark,
    /// Open a link in the cursor's line.
    OpenLink,
    /// Open the editor at the cursor's line.
    Edit,
    /// Read the notes again.
    Reload,
    /// Order the notes of folders by something else.
    Sort,
    /// List the files that were passed over.
    Skipped,
    Cancel,
    Palette,
    Help,
    /// Open the note that teaches by being used.
    Tour,
    Suspend,
    Quit,
}

/// Actions that are listed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Moving the cursor.
    Move,
    /// Opening and closing.
    Fold,
    /// Going far, and coming back.
    Go,
    /// Searching the text.
    Search,
    /// Taking text along.
    Copy,
    /// How the screen looks.
    View,
    /// The program itself.
    Program,
}

impl Group {
    /// All groups, in the order of the help.
    pub const ALL: [Self; 7] =
        [Self::Move, Self::Fold, Self::Go, Self::Search, Self::Copy, Self::View, Self::Program];

    /// The heading above the group in the help.
    pub fn name(self) -> &'static str {
        translated(match self {
            Self::Move => tr_later!("move"),
            Self::Fold => tr_later!("fold"),
            Self::Go => tr_later!("go"),
            Self::Search => tr_later!("search"),
            Self::Copy => tr_later!("copy"),
            Self::View => tr_later!("view"),
            Self::Program => tr_later!("program"),
        })
    }
}

/// A row of [`ACTIONS`].
#[derive(Debug, PartialEq, Eq)]
pub struct ActionInfo {
    /// The action.
    pub action: Action,
    /// Its name in the config file.
    pub name: &'static str,
    /// What it does, in English; see [`ActionInfo::help`].
    help: &'static str,
    /// The key sequences it has when the config file does not say otherwise.
    pub keys: &'static [&'static str],
    /// Where the help lists it.
    pub group: Group,
}

impl ActionInfo {
    /// What it does, for the help.
    pub fn help(&self) -> &'static str {
        translated(self.help)
    }
}

const fn info(
    action: Action,
    name: &'static str,
    keys: &'static [&'static str],
    help: &'static str,
    group: Group,
) -> ActionInfo {
    ActionInfo { action, name, help, keys, group }
}

/// Every action, in the order of the help.
#[rustfmt::skip]
pub const ACTIONS: &[ActionInfo] = &[
    info(Action::NextRow, "next-row", &["j", "Down"], tr_later!("down a row"), Group::Move),
    info(Action::PreviousRow, "previous-row", &["k", "Up"], tr_later!("up a row"), Group::Move),
    info(Action::HalfPageDown, "half-page-down", &["Ctrl-d"], tr_later!("down half a screen"), Group::Move),
    info(Action::HalfPageUp, "half-page-up", &["Ctrl-u"], tr_later!("up half a screen"), Group::Move),
    info(Action::PageDown, "page-down", &["PageDown", "Ctrl-f"], tr_later!("down a screen"), Group::Move),
    info(Action::PageUp, "page-up", &["PageUp", "Ctrl-b"], tr_later!("up a screen"), Group::Move),
    info(Action::FirstRow, "first-row", &["g", "Home"], tr_later!("to the first row"), Group::Move),
    info(Action::LastRow, "last-row", &["G", "End"], tr_later!("to the last row; 12G to line 12"), Group::Move),
    info(Action::NextSibling, "next-sibling", &["J"], tr_later!("to the next sibling"), Group::Move),
    info(Action::PreviousSibling, "previous-sibling", &["K"], tr_later!("to the sibling before"), Group::Move),
    info(Action::NextSession, "next-session", &["]]"], tr_later!("to the next session"), Group::Move),
    info(Action::PreviousSession, "previous-session", &["[["], tr_later!("to the session before"), Group::Move),
    info(Action::Parent, "parent", &["p"], tr_later!("to the parent"), Group::Move),
    info(Action::ExpandOrChild, "expand-or-child", &["l", "Right"], tr_later!("open, or to the first child"), Group::Fold),
    info(Action::CollapseOrParent, "collapse-or-parent", &["h", "Left"], tr_later!("close, or to the parent"), Group::Fold),
    info(Action::Toggle, "toggle", &["Enter", "Space"], tr_later!("open or close"), Group::Fold),
    info(Action::ToggleFold, "toggle-fold", &["za"], tr_later!("open or close"), Group::Fold),
    info(Action::Open, "open", &["zo"], tr_later!("open"), Group::Fold),
    info(Action::Close, "close", &["zc"], tr_later!("close"), Group::Fold),
    info(Action::ToggleSubtree, "toggle-subtree", &["zA"], tr_later!("open or close with all below"), Group::Fold),
    info(Action::OpenSubtree, "open-subtree", &["zO"], tr_later!("open with all below"), Group::Fold),
    info(Action::CloseSubtree, "close-subtree", &["zC"], tr_later!("close with all below"), Group::Fold),
    info(Action::OpenAll, "open-all", &["zR"], tr_later!("open everything"), Group::Fold),
    info(Action::CloseAll, "close-all", &["zM"], tr_later!("close everything"), Group::Fold),
    info(Action::FoldToLevel(1), "fold-to-level-1", &["z1"], tr_later!("show level 1 only"), Group::Fold),
    info(Action::FoldToLevel(2), "fold-to-level-2", &["z2"], tr_later!("show levels 1 and 2"), Group::Fold),
    info(Action::FoldToLevel(3), "fold-to-level-3", &["z3"], tr_later!("show levels 1 to 3"), Group::Fold),
    info(Action::FoldToLevel(4), "fold-to-level-4", &["z4"], tr_later!("show levels 1 to 4"), Group::Fold),
    info(Action::FoldToLevel(5), "fold-to-level-5", &["z5"], tr_later!("show levels 1 to 5"), Group::Fold),
    info(Action::FoldToLevel(6), "fold-to-level-6", &["z6"], tr_later!("show levels 1 to 6"), Group::Fold),
    info(Action::FoldToLevel(7), "fold-to-level-7", &["z7"], tr_later!("show levels 1 to 7"), Group::Fold),
    info(Action::FoldToLevel(8), "fold-to-level-8", &["z8"], tr_later!("show levels 1 to 8"), Group::Fold),
    info(Action::FoldToLevel(9), "fold-to-level-9", &["z9"], tr_later!("show levels 1 to 9"), Group::Fold),
    info(Action::Jump, "jump", &["f", "Ctrl-p"], tr_later!("jump to a speaker, session or any line"), Group::Go),
    info(Action::Index, "index", &["i"], tr_later!("the index: speakers, companies, tags"), Group::Go),
    info(Action::Hoist, "hoist", &["H"], tr_later!("show only this and what is below"), Group::Go),
    info(Action::Unhoist, "unhoist", &["Backspace"], tr_later!("back out of that"), Group::Go),
    info(Action::Back, "back", &["Ctrl-o"], tr_later!("back to where you jumped from"), Group::Go),
    info(Action::Forward, "forward", &["Tab"], tr_later!("forward again"), Group::Go),
    info(Action::Search, "search", &["/"], tr_later!("search the text; Alt-r for a regular expression"), Group::Search),
    info(Action::NextMatch, "next-match", &["n"], tr_later!("to the next match"), Group::Search),
    info(Action::PreviousMatch, "previous-match", &["N"], tr_later!("to the match before"), Group::Search),
    info(Action::SearchWord, "search-word", &["*"], tr_later!("search a word of this row; Tab for another"), Group::Search),
    info(Action::Filter, "filter", &["F"], tr_later!("show only the matches and what is above; Esc ends it"), Group::Search),
    info(Action::RecentNotes, "recent-notes", &["R"], tr_later!("open a note that was read before"), Group::Go),
    info(Action::SetMark, "set-mark", &["m"], tr_later!("mark this place with a letter, a to z"), Group::Go),
    info(Action::GoToMark, "go-to-mark", &["'"], tr_later!("list the marks; its letter goes to one, ' back"), Group::Go),
    info(Action::OpenLink, "open-link", &["o"], tr_later!("open the link in this line"), Group::Go),
    info(Action::Select, "select", &["v"], tr_later!("mark siblings from here on"), Group::Copy),
    info(Action::Copy, "copy", &["y"], tr_later!("copy this, or what is marked"), Group::Copy),
    info(Action::CopyAs, "copy-as", &["Y"], tr_later!("copy in a format you choose"), Group::Copy),
    info(Action::CopyMatches, "copy-matches", &["Alt-y"], tr_later!("copy all matches of the search"), Group::Copy),
    info(Action::CopyReference, "copy-reference", &["c"], tr_later!("copy where this is: path:line"), Group::Copy),
    info(Action::Write, "write", &["w"], tr_later!("write it to a file"), Group::Copy),
    info(Action::Pipe, "pipe", &["|"], tr_later!("pipe it to a command"), Group::Copy),
    info(Action::Reader, "reader", &["\\"], tr_later!("read what is below the cursor as text"), Group::View),
    info(Action::ReaderDown, "reader-down", &["Ctrl-e"], tr_later!("scroll the reader down"), Group::View),
    info(Action::ReaderUp, "reader-up", &["Ctrl-y"], tr_later!("scroll the reader up"), Group::View),
    info(Action::ReaderWider, "reader-wider", &["+"], tr_later!("a larger reader"), Group::View),
    info(Action::ReaderNarrower, "reader-narrower", &["-"], tr_later!("a smaller reader"), Group::View),
    info(Action::ToggleWrap, "toggle-wrap", &["W"], tr_later!("wrap or cut long lines"), Group::View),
    info(Action::ScrollLeft, "scroll-left", &["<"], tr_later!("scroll cut lines to the left"), Group::View),
    info(Action::ScrollRight, "scroll-right", &[">"], tr_later!("scroll cut lines to the right"), Group::View),
    info(Action::CursorToTop, "cursor-to-top", &["zt"], tr_later!("scroll this row to the top"), Group::View),
    info(Action::CursorToCentre, "cursor-to-centre", &["zz"], tr_later!("scroll this row to the middle"), Group::View),
    info(Action::CursorToBottom, "cursor-to-bottom", &["zb"], tr_later!("scroll this row to the bottom"), Group::View),
    info(Action::ChooseTheme, "choose-theme", &["t"], tr_later!("choose another theme"), Group::View),
    info(Action::Sort, "sort", &["S"], tr_later!("order notes by name, date or title"), Group::View),
    info(Action::ToggleAmbiguous, "toggle-ambiguous", &["Alt-w"], tr_later!("ambiguous characters: 1 cell, or 2"), Group::View),
    info(Action::Redraw, "redraw", &["Ctrl-l"], tr_later!("draw the screen anew"), Group::View),
    info(Action::Edit, "edit", &["e"], tr_later!("open the editor at this line"), Group::Program),
    info(Action::Reload, "reload", &["r"], tr_later!("read the notes again; changes are noticed anyway"), Group::Program),
    info(Action::Skipped, "skipped", &["!"], tr_later!("list the files that were passed over"), Group::Program),
    info(Action::Cancel, "cancel", &["Esc"], tr_later!("forget what is half typed or marked"), Group::Program),
    info(Action::Palette, "palette", &[":"], tr_later!("all this by name; :120 to line 120"), Group::Program),
    info(Action::Help, "help", &["?", "F1"], tr_later!("this help"), Group::Program),
    info(Action::Tour, "tour", &[], tr_later!("open the tour of midashi"), Group::Program),
    info(Action::Suspend, "suspend", &["Ctrl-z"], tr_later!("to the shell; fg returns"), Group::Program),
    info(Action::Quit, "quit", &["q", "Ctrl-c"], tr_later!("quit"), Group::Program),
];

impl Action {
    /// Where the help lists it.
    pub fn group(self) -> Option<Group> {
        ACTIONS.iter().find(|info| info.action == self).map(|info| info.group)
    }

    /// The action of a name in the config file.
    pub fn from_name(name: &str) -> Option<Self> {
        ACTIONS.iter().find(|info| info.name == name).map(|info| info.action)
    }
}
