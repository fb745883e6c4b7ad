//! Measuring and wrapping text.
//!
//! ```text
//! cargo bench --bench text
//! ```
//!
//! The budgets: measuring at 300 MB/s on Japanese text, beside what `unicode-width` does with the same; wrapping a screen of
//! 120 × 50 cells within 200 µs.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use midashi::text::glyph::measure;
use midashi::text::width::{Ambiguous, Cells, WidthPolicy};
use midashi::text::wrap::{Measure, wrap};
use unicode_width::UnicodeWidthStr;

const SCREEN: (u32, usize) = (120, 50);

const JAPANESE: &str = "端末に表示される文字の幅は、いつも思いどおりになるとは限りません。「半角」と「全角」のあいだには、\
                        どちらともつかない文字がたくさんあります。カタカナのユーザーや、々や、っのような文字は行の先頭に来ません。";
const MIXED: &str = "■ 話者が見せたのは Kubernetes 1.29 の構成図 → ① 入口、② キュー、③ ワーカー。詳細は \
                     https://example.com/slides/2025/11/08 にあり、ｶﾅ や“引用”も混ざる。";
const ENGLISH: &str = "Notes are read far more often than they are written, and most of them are read in a hurry, by \
                       somebody who looks for one line and has forgotten which words it was written in.";

/// About `bytes` bytes of `text` over and over.
fn repeated(text: &str, bytes: usize) -> String {
    text.repeat(bytes.div_ceil(text.len()))
}

fn measuring(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("measure (budget 300 MB/s on Japanese)");
    for (name, text) in [("Japanese", JAPANESE), ("mixed", MIXED), ("English", ENGLISH)] {
        let text = repeated(text, 100_000);
        group.throughput(Throughput::Bytes(text.len() as u64));
        for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
            let policy = WidthPolicy::new(ambiguous);
            group.bench_function(format!("{name}, {ambiguous:?}"), |bencher| {
                bencher.iter(|| measure(black_box(&text), policy));
            });
        }
        group.bench_function(format!("{name}, unicode-width"), |bencher| {
            bencher.iter(|| black_box(text.as_str()).width());
        });
    }
    group.finish();
}

fn wrapping(criterion: &mut Criterion) {
    let (columns, lines) = SCREEN;
    let policy = WidthPolicy::default();
    let mut group = criterion.benchmark_group("wrap a screen of 120 x 50 (budget 200 µs)");
    for (name, text) in [("Japanese", JAPANESE), ("mixed", MIXED), ("English", ENGLISH)] {
        let paragraph = repeated(text, 1_000);
        for (kind, measure) in
            [("", Measure::new(Cells(columns))), (", hanging", Measure::hanging(Cells(columns)))]
        {
            group.bench_function(format!("{name}{kind}"), |bencher| {
                bencher.iter(|| {
                    let paragraphs = std::iter::repeat_with(|| black_box(paragraph.as_str()));
                    let wrapped = paragraphs.flat_map(|paragraph| wrap(paragraph, measure, policy));
                    wrapped.take(lines).fold(0, |end, line| end ^ line.visible_end)
                });
            });
        }
    }
    let paragraph = repeated(JAPANESE, 9_000);
    group.bench_function("the segmenter alone, Japanese", |bencher| {
        let mut options = LineBreakOptions::default();
        options.strictness = Some(LineBreakStrictness::Strict);
        let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
        bencher.iter(|| segmenter.segment_str(black_box(&paragraph)).count());
    });
    let endless = repeated(JAPANESE, 100_000);
    group.bench_function("one paragraph of 100 KB", |bencher| {
        bencher.iter(|| {
            let wrapped = wrap(black_box(&endless), Measure::new(Cells(columns)), policy);
            wrapped.take(lines).fold(0, |end, line| end ^ line.visible_end)
        });
    });
    group.finish();
}

criterion_group!(benches, measuring, wrapping);
criterion_main!(benches);
