//! The program in a real tmux, at the sizes that people have.
#![cfg(unix)]

use crate::support::size;
use crate::support::tmux::Tmux;

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");

#[test]
#[ignore = "needs tmux"]
fn the_main_job_is_done_at_every_size() {
    for (columns, lines) in [(100, 30), (60, 20), (33, 9)] {
        let tmux = Tmux::start(size(columns, lines));
        tmux.enter("echo before");
        tmux.wait_for(|lines| lines.iter().filter(|line| line.ends_with("before")).count() == 2);
        let before = tmux.capture();
        tmux.enter(&format!("{MIDASHI} assets/sample.txt"));
        tmux.wait_for_text(" 等幅の夜明け 2025");

        tmux.send_keys(&["f"]);
        tmux.type_text("gijiroku");
        tmux.wait_for_text("三年分の議事録");
        tmux.send_keys(&["Enter"]);
        tmux.wait_for_text("▾ ■ 三年分の議事録");
        tmux.send_keys(&["h", "f"]);
        tmux.type_text("墨田");
        tmux.wait_for_text("墨田 ひかり");
        tmux.send_keys(&["Enter"]);
        tmux.wait_for_text("session 2/8");
        tmux.wait_for_text("▾ ■ 全角は二倍えらいのか？");
        tmux.send_keys(&["h"]);
        tmux.wait_for_text("▸ ■ 全角は二倍えらいのか？");
        tmux.send_keys(&["f"]);
        tmux.type_text("あいまいな文字");
        tmux.wait_for(|lines| lines.iter().any(|line| line.contains("あいまいな文字たち")));
        tmux.send_keys(&["Enter", "H"]);
        tmux.wait_for(|lines| lines.iter().any(|line| line.starts_with("│▾ ● あいまいな文字たち")));
        tmux.send_keys(&["y"]);
        tmux.wait_for_text("copied 21 line");
        let copied = tmux.show_buffer();
        assert!(copied.starts_with("●あいまいな文字たち\n・規格が"), "{copied}");
        assert_eq!(copied.lines().count(), 21);
        assert!(copied.ends_with("文字と端末のあいだの約束である ★今日いちばんの名言\n"), "{copied}");

        tmux.send_keys(&["q"]);
        let after = tmux.wait_for(|lines| !lines.iter().any(|line| line.contains("あいまい")));
        assert_eq!(after[..2], before[..2], "the shell's screen is as before");
    }
}

/// A day with a real note: it is searched, marked and hoisted, changed by another program, left, and found again.
#[test]
#[ignore = "needs ../shared/notes and tmux"]
fn a_place_outlives_edits_and_the_end_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("day2.txt");
    let real = std::fs::read_to_string("../shared/notes/cndt2019-day2.txt").unwrap();
    std::fs::write(&note, &real).unwrap();
    let state = folder.path().join("state");
    let open = format!("XDG_STATE_HOME={} {MIDASHI} {}", state.display(), note.display());
    let tmux = Tmux::start(size(100, 24));
    tmux.enter(&open);
    tmux.wait_for_text("CloudNative Days Tokyo 2019");

    tmux.send_keys(&["/"]);
    tmux.type_text("pumba");
    tmux.wait_for_text("1/1");
    tmux.send_keys(&["Enter", "m", "p"]);
    tmux.wait_for_text("marked p");
    tmux.send_keys(&["p", "H"]);
    let hoisted = |lines: &[String], above: &str, below: &str| {
        let rows: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix('│')).collect();
        rows.first().is_some_and(|row| row.contains(above)) && rows.iter().any(|row| row.contains(below))
    };
    tmux.wait_for(|lines| {
        hoisted(lines, "●実現するツール", "Pumba") || hoisted(lines, "● 実現するツール", "Pumba")
    });

    // Another program writes ten lines before it, and changes the marked one.
    let edited =
        real.replacen('\n', &format!("\n{}", "新しい行\n".repeat(10)), 1).replace("・Pumba", "・Pumba（猪）");
    std::fs::write(&note, edited).unwrap();
    tmux.wait_for_text("Pumba（猪）");
    tmux.wait_for_text("reloaded: 11 lines changed");
    tmux.send_keys(&["j", "j"]);
    tmux.wait_for_text("hoisted");
    let left = tmux.capture();
    tmux.send_keys(&["q"]);
    tmux.wait_for(|lines| lines.last().is_some_and(|line| !line.contains("help")));

    tmux.send_keys(&["C-l"]);
    tmux.enter(&open);
    tmux.wait_for_text("Pumba（猪）");
    let found = tmux.wait_for(|lines| lines.last().is_some_and(|line| line.contains("? help")));
    assert_eq!(found[..23], left[..23]);
    tmux.send_keys(&["'"]);
    tmux.wait_for_text("p  Pumba（猪）");
    tmux.send_keys(&["p"]);
    tmux.wait_for_text("line 389/790");
    tmux.send_keys(&["q"]);
}
