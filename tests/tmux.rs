//! The program in a real tmux, at the sizes that people have.
#![cfg(unix)]

mod support;

use support::size;
use support::tmux::Tmux;

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
