//! Counts the work of a key, in tests: unlike time it is the same on every machine.

use std::cell::Cell;

thread_local! {
    static NODES: Cell<u64> = const { Cell::new(0) };
    static BYTES: Cell<u64> = const { Cell::new(0) };
}

/// Work that grows with a note, if one is not careful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Work {
    /// Nodes that were looked at.
    pub(crate) nodes: u64,
    /// Bytes that were broken into lines.
    pub(crate) bytes: u64,
}

/// A node is looked at.
pub(crate) fn node() {
    NODES.set(NODES.get() + 1);
}

/// Bytes are broken into lines.
pub(crate) fn wrapped(bytes: usize) {
    BYTES.set(BYTES.get() + bytes as u64);
}

/// The work of `what`, done by this thread.
pub(crate) fn of(what: impl FnOnce()) -> Work {
    let [nodes, bytes] = [NODES.get(), BYTES.get()];
    what();
    Work { nodes: NODES.get() - nodes, bytes: BYTES.get() - bytes }
}
