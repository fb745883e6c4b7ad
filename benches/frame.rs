//! What happens between a key and its frame.
//!
//! ```text
//! cargo bench --bench frame
//! ```
//!
//! The budget for a key to its drawn frame is 1 ms in the median, in a note of any size; each is measured on the bundled
//! note and on generated ones of 2,000 and 200,000 lines, and on one of a line of 10 MB, which should take the same time.

#[path = "support/opened.rs"]
mod opened;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use midashi::app::App;
use midashi::note::notation::Notation;
use midashi::note::source::Source;
use midashi::vault::{Note, Vault};
use midashi::view;
use opened::{SIZE, opened, type_keys};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const SAMPLE: &str = include_str!("../assets/sample.txt");

/// A note of about `lines` lines: no two headings alike, lines of many lengths, depths up to 8. The same each time.
fn generated(lines: usize) -> String {
    let mut state: u64 = 0x2545_F491_4F6C_DD1D;
    let mut random = move |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let words = [
        "端末",
        "幅",
        "outline",
        "折り返し",
        "メモ",
        "かな",
        "カタカナ",
        "->",
        "見出し、",
        "。",
        "tree",
        "①",
    ];
    let mut note = String::from("2026-11-23 生成 #bench\n\n");
    for line in 0..lines {
        match line % 80 {
            0 => note.extend([format!("\n■話 {line}\n\n青葉 しおり さん [月見坂 {}]\n\n", line % 977)]),
            1 | 20 | 40 | 60 => note.extend([format!("●節 {line}\n")]),
            _ => {
                let depth = usize::try_from(random(8)).unwrap_or(0);
                note.push_str(&" ".repeat(depth));
                if random(3) == 0 {
                    note.push('・');
                }
                for _ in 0..=random(12) {
                    note.push_str(words[usize::try_from(random(words.len() as u64)).unwrap_or(0)]);
                }
                note.extend([format!("{line}\n")]);
            }
        }
    }
    note
}

/// A note of one line of about `bytes`, between two others.
fn line(bytes: usize) -> String {
    let words = "long words と言葉、outline カタカナ。";
    format!("■話\n・{}\n・次\n", words.repeat(bytes / words.len()))
}

fn app(text: &str) -> App {
    let note = Note::parse("note.txt", Source::from_text(text), Arc::new(Notation::bundled()));
    opened(Arc::new(Vault::new(vec![note])))
}

fn key_to_frame(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("key to drawn frame (budget 1 ms)");
    let notes = [
        ("sample", SAMPLE.to_owned()),
        ("2k", generated(2_000)),
        ("200k", generated(200_000)),
        ("a line", line(10_000_000)),
    ];
    // What is typed first, and the keys that are measured, which lead back to where they began.
    let cases = [
        ("down and up, folded", "", "j k"),
        ("down and up, all open", "zR 100j", "j k"),
        ("page down and up, all open", "zR 100j", "PageDown PageUp"),
        ("end and beginning, all open", "zR", "G g"),
        ("open and close everything", "", "zR zM"),
        ("two levels and one", "", "z2 z1"),
        ("hoist and back", "zR j", "H Backspace"),
    ];
    for (note, text) in &notes {
        for (name, first, keys) in cases {
            group.bench_function(BenchmarkId::new(name, note), |bencher| {
                let mut app = app(text);
                type_keys(&mut app, first);
                let Ok(mut terminal) = Terminal::new(TestBackend::new(SIZE.columns, SIZE.lines));
                let mut keys = keys.split(' ').cycle();
                bencher.iter(|| {
                    type_keys(&mut app, keys.next().unwrap_or_default());
                    let Ok(frame) = terminal.draw(|frame| view::render(&app, frame, None));
                    black_box(frame.area);
                });
            });
        }
    }
    group.finish();
}

fn parsing(criterion: &mut Criterion) {
    let text = generated(2_000);
    let notation = Arc::new(Notation::bundled());
    let mut group = criterion.benchmark_group("parse");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("2k", |bencher| {
        bencher.iter(|| Note::parse("", Source::from_text(black_box(text.as_str())), Arc::clone(&notation)));
    });
    group.finish();
}

criterion_group!(benches, key_to_frame, parsing);
criterion_main!(benches);
