//! Work on the parts of a large note, each by a thread of its own.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::OnceLock;
use std::thread;

/// How many threads can run at a time.
fn processors() -> usize {
    /// Asked once: the answer stands in several files of the system, and small notes are read in less time than those.
    static PROCESSORS: OnceLock<usize> = OnceLock::new();
    *PROCESSORS.get_or_init(|| thread::available_parallelism().map_or(1, NonZero::get))
}

/// What each of `parts` yields, in order; there is room for `capacity` of it. As many run at a time as there are processors, one of
/// them in this thread, so that small parts need little room besides.
pub(super) fn chained<T: Send, I: Iterator<Item = T> + Send>(
    mut parts: impl Iterator<Item = I>,
    capacity: usize,
) -> Vec<T> {
    let mut all = Vec::with_capacity(capacity);
    while let Some(first) = parts.next() {
        thread::scope(|scope| {
            let others = parts.by_ref().take(processors().saturating_sub(1));
            let others: Vec<_> = others.map(|other| scope.spawn(move || other.collect::<Vec<T>>())).collect();
            all.extend(first);
            for other in others {
                all.append(&mut other.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
        });
    }
    all
}

/// What both yield; at the same time where the text that they go through has many `bytes`, else one after the other.
pub(super) fn both<A: Send, B>(
    bytes: usize,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    /// Fewer bytes than this are gone through while another thread starts.
    const LARGE: usize = 1 << 20;
    if bytes < LARGE || processors() < 2 {
        return (one(), other());
    }
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| resume_unwind(panic)), other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_chained_in_order() {
        for count in [0, 1, 2, 3, 17] {
            let parts = (0..count).map(|part| part * 100..(part + 1) * 100);
            assert!(chained(parts, 10).into_iter().eq(0..count * 100), "{count}");
        }
    }

    #[test]
    fn both_are_done_whatever_they_go_through() {
        for bytes in [0, 10 << 20] {
            assert_eq!(both(bytes, || 1, || "two"), (1, "two"));
        }
    }
}
