//! Disks without room: what cannot be written is told with its name, what was there before stays, and midashi goes on.

use std::fs;
use std::process::Command;

use crate::desk::{Desk, NOTE, browsing, open_and_mark};
use crate::support::pty::{Launch, Session};
use crate::support::shell::shell;

/// A note whose exports are larger than the disk.
fn long_note() -> String {
    format!("{NOTE}\n■三つめの話\n{}", "・長い項目\n".repeat(4000))
}

/// The browser where no file may become larger than so many blocks of 512 or 1024 bytes, as shells have it.
fn browse_limited(desk: &Desk, blocks: u32) -> Session {
    let command = desk.command().replace("exec", &format!("ulimit -f {blocks}; exec"));
    let session = Session::start(&desk.at_home(shell(&command)).size(120, 20));
    session.wait_for(browsing);
    session
}

fn names(desk: &Desk) -> Vec<String> {
    let names =
        fs::read_dir(desk.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name != "pid" && name != "state").collect();
    names.sort();
    names
}

#[test]
fn an_export_that_does_not_fit_leaves_the_old_file() {
    let desk = Desk::with(&long_note());
    fs::write(desk.path().join("old.md"), "mine\n").unwrap();
    let session = browse_limited(&desk, 8);
    for name in ["old.md", "new.md"] {
        session.type_keys(&format!("Gw<Ctrl-u>{name}<Enter>"));
        if name == "old.md" {
            session.wait_for_text("overwrite it?");
            session.type_keys("y");
        }
        session.wait_for_text(&format!("not written: {name}: "));
        session.type_keys("<Ctrl-c>");
    }
    assert_eq!(fs::read_to_string(desk.path().join("old.md")).unwrap(), "mine\n");
    assert_eq!(names(&desk), ["note.txt", "old.md"]);
    // It goes on.
    session.type_keys("g]]w<Ctrl-u>small.md<Enter>");
    session.wait_for_text("to small.md");
    session.type_keys("q");
    session.wait_for_text("after 0");
    assert_eq!(names(&desk), ["note.txt", "old.md", "small.md"]);
}

#[test]
fn a_state_that_does_not_fit_leaves_the_old_one_and_is_told_of() {
    let desk = Desk::new();
    let session = desk.open();
    open_and_mark(&session);
    session.type_keys("q");
    assert!(session.wait_exit().success());
    let before = fs::read(desk.state()).unwrap();
    let session = browse_limited(&desk, 0);
    session.type_keys("gmbq");
    let screen = session.wait_for_text("after 0");
    assert!(
        screen.contains("midashi: what was open is not remembered: ") && screen.contains("state.json"),
        "{screen}"
    );
    assert_eq!(fs::read(desk.state()).unwrap(), before);
    assert_eq!(fs::read_dir(desk.state().parent().unwrap()).unwrap().count(), 2, "the file and its lock");
    desk.assert_kept();
}

#[test]
fn commands_that_cannot_write_say_where_and_leave_the_old_file() {
    let desk = Desk::with(&long_note());
    fs::write(desk.path().join("old.html"), "mine\n").unwrap();
    let midashi = crate::desk::MIDASHI;
    let cases = [
        (format!("ulimit -f 8; {midashi} export --format html -o old.html note.txt"), "midashi: old.html: "),
        (format!("ulimit -f 8; {midashi} export --format html -o new.html note.txt"), "midashi: new.html: "),
        (format!("ulimit -f 0; {midashi} outline note.txt >printed"), "midashi: standard output: "),
        (format!("{midashi} outline note.txt >/dev/full"), "midashi: standard output: "),
        (
            format!("{midashi} export --format json -o /dev/full note.txt"),
            "midashi: /dev/full: the disk is full",
        ),
    ];
    for (script, told) in cases {
        let output = Command::new("bash").args(["-c", &script]).current_dir(desk.path()).output().unwrap();
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), complaint.starts_with(told)),
            (Some(2), true),
            "{script}: {complaint}"
        );
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
    }
    assert_eq!(fs::read_to_string(desk.path().join("old.html")).unwrap(), "mine\n");
    assert_eq!(names(&desk), ["note.txt", "old.html", "printed"]);
}

/// A disk of its own, which is really full.
#[test]
#[ignore = "needs root, unshare"]
fn a_full_disk_is_told_of_and_keeps_what_is_on_it() {
    let desk = Desk::with(&long_note());
    fs::create_dir(desk.path().join("disk")).unwrap();
    let script = format!(
        "mount -t tmpfs -o size=32k disk disk && echo mine >disk/old.md && mkdir disk/state && \
         XDG_STATE_HOME=$PWD/disk/state {} ; cat disk/old.md; ls -1A disk; echo done",
        desk.command()
    );
    let launch = Launch::new("unshare", ["--mount", "bash", "-c", &script]).size(120, 20).folder(desk.path());
    let session = Session::start(&launch);
    session.wait_for(browsing);
    session.type_keys("Gma");
    session.wait_for_text("marked a");
    session.type_keys("w<Ctrl-u>disk/old.md<Enter>");
    session.wait_for_text("overwrite it?");
    session.type_keys("y");
    session.wait_for_text("not written: disk/old.md: the disk is full");
    session.type_keys("<Ctrl-c>|yes >disk/rest 2>&1<Enter>");
    session.wait_for_text("ended with status");
    session.type_keys("q");
    let screen = session.wait_for_text("done");
    assert!(
        screen.contains("what was open is not remembered: ") && screen.contains("No space left"),
        "{screen}"
    );
    let lines: Vec<String> = screen.lines().into_iter().filter(|line| !line.is_empty()).collect();
    assert!(lines.ends_with(&["mine", "old.md", "rest", "state", "done"].map(str::to_owned)), "{screen}");
}
