//! Notes and folders that are made to take all memory and time: depth, length, number, entities, expressions, and what never
//! ends when it is read.

use std::fmt::Write;
use std::fs;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

use crate::desk::{Desk, MIDASHI};
use crate::support::DEADLINE;
use crate::support::pty::Session;
use crate::support::shell::{assert_given_back, shell};

/// What midashi may take of memory, in KiB: a program without any note takes most of it for the stacks of its threads.
const MEMORY: u32 = 1 << 20;

/// What `midashi` prints and complains of with `arguments`, within the memory and the time that there is.
#[track_caller]
fn limited(desk: &Desk, arguments: &[&str]) -> (Option<i32>, String, String) {
    // A command that hangs is ended by the limit of its time, in seconds of processor time, or by `timeout`.
    let seconds = DEADLINE.as_secs() * 3;
    let script = format!("ulimit -v {MEMORY}; ulimit -t {seconds}; exec timeout {seconds} {MIDASHI} \"$@\"");
    let mut command = Command::new("bash");
    command.args(["-c", &script, "midashi"]).args(arguments).current_dir(desk.path());
    let output = command.stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Asserts that every command takes what is in the note of this name, and that it is browsed.
#[track_caller]
fn assert_taken(desk: &Desk, name: &str) {
    for arguments in [
        &["outline", name][..],
        &["outline", "--format", "json", name],
        &["find", "題", name],
        &["index", name],
        &["export", "--format", "html", name],
        &["export", "--format", "opml", name],
        &["export", "--format", "markdown", name],
    ] {
        let (status, _, complaint) = limited(desk, arguments);
        assert!(matches!(status, Some(0 | 1)), "{arguments:?}: {status:?} {complaint}");
    }
    let command = format!("ulimit -v {}; {MIDASHI} --no-state {name}", 4 * MEMORY);
    let session = Session::start(&desk.at_home(shell(&command)));
    session.wait_for_text("? help");
    session.wait_for(|screen| !screen.contains("the rest"));
    session.type_keys("zRGgWWf題<Enter>");
    session.wait_for(|screen| screen.is_alternate() && !screen.contains("> 題"));
    session.type_keys("/題");
    session.wait_for_text("/題");
    session.type_keys("<Ctrl-c>q");
    assert_given_back(&session, "0");
}

/// Lines with one `sign` more each.
fn nested(sign: &str, line: &str) -> String {
    let lines: Vec<String> = (1..2000).map(|depth| sign.repeat(depth) + line).collect();
    lines.concat()
}

#[test]
fn depth_costs_no_stack() {
    let desk = Desk::new();
    let outlines = "<outline text=\"題\">\n".repeat(2000);
    let notes = [
        ("deep.opml", format!("<opml version=\"2.0\"><body>{outlines}")),
        ("deep.org", nested("*", " 題\n")),
        ("deep.md", format!("# 題\n\n{}題\n\n{}題\n", "> ".repeat(20_000), "- ".repeat(20_000))),
        ("deep.txt", nested(" ", "・題\n")),
        (
            "open.md",
            format!("# 題\n\n{}{}{}\n", "[".repeat(50_000), "*_".repeat(50_000), "`<".repeat(50_000)),
        ),
    ];
    for (name, note) in notes {
        fs::write(desk.path().join(name), note).unwrap();
        assert_taken(&desk, name);
    }
}

#[test]
fn one_giant_line_is_a_line() {
    let desk = Desk::new();
    let notes = [
        ("words.txt", "題 ".repeat(500_000)),
        ("word.md", "題".repeat(500_000)),
        ("marks.txt", format!("題{}", "\u{301}".repeat(500_000))),
        ("joined.txt", "👩\u{200d}".repeat(200_000)),
        ("tabs.txt", format!("題{}", "\t".repeat(500_000))),
    ];
    for (name, note) in notes {
        fs::write(desk.path().join(name), note).unwrap();
        assert_taken(&desk, name);
    }
}

/// Ten to the tenth words, if entities were expanded.
#[test]
fn bombs_of_entities_are_shown_as_they_are() {
    let desk = Desk::new();
    let mut bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE opml [<!ENTITY a0 \"題題題題題題題題題題\">\n".to_owned();
    for level in 1..10 {
        let references = format!("&a{};", level - 1).repeat(10);
        writeln!(bomb, "<!ENTITY a{level} \"{references}\">").unwrap();
    }
    bomb.push_str("<!ENTITY file SYSTEM \"file:///etc/passwd\">\n]>\n<opml version=\"2.0\"><body>");
    bomb.push_str("<outline text=\"題 &a9;\"/><outline text=\"&file;\"/></body></opml>\n");
    fs::write(desk.path().join("bomb.opml"), bomb).unwrap();
    assert_taken(&desk, "bomb.opml");
    let (_, printed, _) = limited(&desk, &["outline", "bomb.opml"]);
    assert!(printed.contains("&a9;") && printed.contains("&file;") && printed.len() < 2000, "{printed}");
}

/// Expressions that take others exponential time, or memory.
#[test]
fn expressions_take_no_more_time_than_their_text() {
    let desk = Desk::with(&format!("題\n\n・{}b\n", "a".repeat(100_000)));
    let session = desk.open();
    session.type_keys("zR");
    for expression in
        ["(a*)*c", "(a|a)*c", "(a|aa)+$c", "((a{0,500}){0,500}){0,500}", "(.*)(.*)(.*)(.*)(.*)c"]
    {
        session.type_keys(&format!("/<Alt-r>{expression}"));
        session.wait_for(|screen| screen.contains("regex /"));
        session.wait_for(|screen| {
            ["no match", "not found", "too much", "0/0"].iter().any(|told| screen.contains(told))
        });
        session.type_keys("<Ctrl-c>");
        session.wait_for(|screen| !screen.contains("regex /"));
    }
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

/// Quitting waits for none of them, and commands read them all.
#[test]
fn very_many_notes_are_read_while_keys_are_answered() {
    let desk = Desk::new();
    for number in 0..20_000 {
        let folder = desk.path().join(format!("many/{}", number / 500));
        if number % 500 == 0 {
            fs::create_dir_all(&folder).unwrap();
        }
        fs::write(folder.join(format!("{number}.txt")), "題\n").unwrap();
    }
    let (status, printed, complaint) = limited(&desk, &["find", "題", "many"]);
    assert_eq!((status, complaint.as_str()), (Some(0), ""));
    assert!(printed.lines().count() >= 20_000, "{}", printed.lines().count());
    let session = Session::start(&desk.at_home(shell(&format!("{MIDASHI} many"))));
    session.wait_for_text("? help");
    session.type_keys("q");
    assert_given_back(&session, "0");
    let session = Session::start(&desk.at_home(shell(&format!("{MIDASHI} many"))));
    session.wait_for_text("20000 notes");
    session.type_keys("q");
    assert_given_back(&session, "0");
}

/// What a folder has in the place of its own settings for `git` is read by whoever walks it.
#[test]
fn pipes_and_circles_in_folders_hold_nobody_up() {
    let desk = Desk::new();
    let make_pipe = |path: &str| {
        let path = desk.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    fs::create_dir_all(desk.path().join("notes/.git/info")).unwrap();
    fs::write(desk.path().join("notes/a.txt"), "題\n").unwrap();
    for pipe in ["pipe.txt", "one/.gitignore", "two/.ignore", "three/.gitignore"] {
        make_pipe(&format!("notes/{pipe}"));
    }
    for folder in ["one", "two", "three"] {
        fs::write(desk.path().join("notes").join(folder).join("b.txt"), "題\n").unwrap();
        symlink("..", desk.path().join("notes").join(folder).join("round")).unwrap();
    }
    for folder in ["notes", "notes/one", "notes/two", "notes/three"] {
        let (status, printed, complaint) = limited(&desk, &["find", "題", folder]);
        assert!(matches!(status, Some(0 | 2)), "{folder}: {status:?} {printed} {complaint}");
        assert!(complaint.contains("is a pipe, not a note"), "{folder}: {complaint}");
    }
}

/// Where git's own settings of a folder stand, a file of that folder says.
#[test]
fn no_file_of_git_leads_to_a_pipe() {
    let desk = Desk::new();
    let at = |path: &str| desk.path().join(path);
    let make_pipe = |path: &str| {
        fs::create_dir_all(at(path).parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(at(path)).status().unwrap().success());
    };
    for folder in ["one", "two", "elsewhere"] {
        fs::create_dir_all(at(folder)).unwrap();
        fs::write(at(folder).join("b.txt"), "題\n").unwrap();
    }
    make_pipe("one/.git/info/exclude");
    make_pipe("elsewhere/commondir");
    fs::write(at("two/.git"), format!("gitdir: {}\n", at("elsewhere").display())).unwrap();
    for folder in ["one", "two"] {
        let (status, printed, complaint) = limited(&desk, &["find", "題", folder]);
        assert_eq!((status, complaint.as_str()), (Some(0), ""), "{folder}: {printed}");
    }
}

/// What a folder says of files that are left out is compiled, which may take all memory.
#[test]
fn what_is_left_out_is_said_in_few_words() {
    let desk = Desk::new();
    let notes = desk.path().join("notes");
    fs::create_dir_all(&notes).unwrap();
    fs::write(notes.join("b.txt"), "題\n").unwrap();
    let ignoring = fs::File::create(notes.join(".gitignore")).unwrap();
    ignoring.set_len(100 << 30).unwrap();
    let (status, printed, complaint) = limited(&desk, &["find", "題", "notes"]);
    assert_eq!((status, printed.as_str()), (Some(2), ""), "{complaint}");
    assert!(complaint.contains(".gitignore: cannot be read: file too large"), "{complaint}");
}
