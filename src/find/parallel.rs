//! Work over a range in equal shares, one for each processor.

use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

/// What `work` makes of each of the shares of `range`, in order. Each share has a scratch of its own, of which there come to be
/// as many as there are processors.
pub(super) fn in_shares<S: Default + Send, T: Send>(
    range: Range<usize>,
    scratches: &mut Vec<S>,
    work: impl Fn(Range<usize>, &mut S) -> T + Sync,
) -> Vec<T> {
    let shares = shares(range);
    scratches.resize_with(shares.len().max(scratches.len()), S::default);
    let mut shares = shares.into_iter().zip(scratches);
    let Some((own, scratch)) = shares.next() else { return Vec::new() };
    let work = &work;
    thread::scope(|scope| {
        let others: Vec<_> =
            shares.map(|(share, scratch)| scope.spawn(move || work(share, scratch))).collect();
        let mut results = vec![work(own, scratch)];
        for other in others {
            results.push(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        results
    })
}

/// `range` in equal shares, one for each thread that is worth its start.
fn shares(range: Range<usize>) -> Vec<Range<usize>> {
    /// Fewer steps than this are done while another thread starts.
    const LEAST: usize = 2048;
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let share = range.len().div_ceil(processors).max(LEAST);
    let starts = range.clone().step_by(share);
    starts.map(|start| start..(start + share).min(range.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_range() {
        for length in [0, 1, 2048, 2049, 100_000] {
            let mut calls = Vec::new();
            let results = in_shares(7..7 + length, &mut calls, |share, calls: &mut usize| {
                *calls += 1;
                share.collect::<Vec<_>>()
            });
            assert!(results.into_iter().flatten().eq(7..7 + length), "{length}");
            assert!(calls.iter().all(|&calls| calls == 1), "{calls:?}");
        }
    }
}
