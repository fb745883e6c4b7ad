//! Pastes whose end never comes, as when a connection breaks off or a program is paused.

use crate::support::pty::{Launch, Session};
use crate::support::shell::browsing;

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");
const NOTE: &str = "assets/sample.txt";

#[test]
fn an_escape_ends_a_paste_that_has_no_end() {
    let session = Session::start(&Launch::new(MIDASHI, ["--no-state", NOTE]).size(80, 24));
    session.wait_for(browsing);
    session.type_keys("f");
    session.wait_for_text("jump");
    session.send_bytes(b"\x1b[200~abc");
    session.send_bytes(b"\x1b");
    session.wait_for_text("> abc");
    session.type_keys("d");
    session.wait_for_text("> abcd");
    session.type_keys("<Ctrl-c>");
    session.wait_for(|screen| browsing(screen) && !screen.contains("> abcd"));
    session.type_keys("q");
    assert!(session.wait_exit().success());
}
