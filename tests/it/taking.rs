//! Taking parts of a note along, in the program in a real pty: to files of all kinds, and through real commands.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::support::cli::{Workplace, lines, sample};
use crate::support::pty::{Launch, Session};

/// The browser on the sample, in a folder and with a home of its own.
fn browse(workplace: &Workplace) -> Session {
    fs::create_dir_all(workplace.path().join("home")).unwrap();
    let launch = Launch::new(env!("CARGO_BIN_EXE_midashi"), ["sample.txt"])
        .size(100, 24)
        .folder(workplace.path())
        .env("HOME", workplace.path().join("home"));
    let session = Session::start(&launch);
    session.wait_for(|screen| screen.is_alternate() && screen.contains("? help"));
    session
}

/// Quits from the tree.
fn quit(session: &Session) {
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn a_marked_range_is_written_in_the_format_of_the_ending() {
    let workplace = Workplace::new();
    let session = browse(&workplace);
    let cases = [
        ("a.txt", "as text", "■このメモの歩きかた"),
        ("a.md", "as Markdown", "# このメモの歩きかた"),
        ("a.org", "as Org", "* このメモの歩きかた"),
        ("a.opml", "as OPML", "<?xml"),
        ("a.html", "as HTML page", "<!DOCTYPE html>"),
        ("a.json", "as JSON", "[\n"),
        ("~/a.mmd", "as Mermaid diagram", "mindmap"),
    ];
    for (path, format, beginning) in cases {
        session.type_keys("g]]vJJ");
        session.wait_for_text("3 marked, 90 lines");
        session.type_keys(&format!("w<Ctrl-u>{path}"));
        session.wait_for_text(format);
        session.type_keys("<Enter>");
        session.wait_for_text(&format!("wrote 90 lines {format} to"));
        let path = workplace.path().join(path.replace('~', "home"));
        let written = fs::read_to_string(&path).unwrap();
        assert!(written.starts_with(beginning), "{}: {written}", path.display());
        for title in ["このメモの歩きかた", "全角は二倍えらいのか", "罫線職人の朝は早い"]
        {
            assert!(written.contains(title), "{title} in {}", path.display());
        }
        assert!(!written.contains("行の頭に「、」を置かない技術"), "{}", path.display());
    }
    quit(&session);
    let expected = ["a.html", "a.json", "a.md", "a.opml", "a.org", "a.txt", "home", "sample.txt"];
    assert_eq!(names(workplace.path()), expected);
}

#[test]
fn a_file_is_overwritten_only_on_a_yes() {
    let workplace = Workplace::new();
    workplace.file("mine.txt", "mine\n");
    let file = workplace.path().join("mine.txt");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o604)).unwrap();
    let session = browse(&workplace);
    session.type_keys("]]jjw<Ctrl-u>mine.txt<Enter>");
    session.wait_for_text("exists: overwrite it? y n");
    session.type_keys("n");
    session.wait_for(|screen| screen.shows_cursor() && !screen.contains("overwrite"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine\n");
    session.type_keys("<Enter>");
    session.wait_for_text("exists: overwrite it? y n");
    session.type_keys("y");
    session.wait_for_text("wrote 28 lines as text to mine.txt");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("■罫線職人の朝は早い\n") && sample().contains(&text), "{text}");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o604);
    quit(&session);
}

#[test]
fn what_cannot_be_written_is_told_and_can_be_mended() {
    let workplace = Workplace::new();
    workplace.file("folder/old.txt", "old\n");
    let session = browse(&workplace);
    let mut cases = vec![
        ("folder", "folder: is a folder; add a name"),
        ("folder/", "folder/ is a folder; add a name"),
        ("none/a.md", "none/a.md: there is no such folder"),
        ("./sample.txt", "sample.txt is open here; choose another name"),
        ("/dev/tty", "/dev/tty: is a terminal"),
    ];
    if Path::new("/dev/full").exists() {
        cases.push(("/dev/full", "/dev/full: the disk is full"));
    }
    fs::set_permissions(workplace.path().join("folder"), fs::Permissions::from_mode(0o555)).unwrap();
    // Nothing is read-only to root.
    if fs::write(workplace.path().join("folder/probe"), "").is_err() {
        cases.push(("folder/a.md", "folder/a.md: you may not write there"));
    } else {
        fs::remove_file(workplace.path().join("folder/probe")).unwrap();
    }
    session.type_keys("]]vjw");
    for (path, told) in cases {
        session.type_keys(&format!("<Ctrl-u>{path}<Enter>"));
        session.wait_for(|screen| screen.contains(&format!("not written: {told}")) && screen.shows_cursor());
    }
    session.type_keys("<Ctrl-u>mended.txt<Enter>");
    session.wait_for_text("to mended.txt");
    quit(&session);
    fs::set_permissions(workplace.path().join("folder"), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(names(workplace.path()), ["folder", "home", "mended.txt", "sample.txt"]);
    assert_eq!(names(&workplace.path().join("folder")), ["old.txt"]);
    assert_eq!(fs::read_to_string(workplace.path().join("sample.txt")).unwrap(), sample());
}

#[test]
fn headings_above_come_along_where_the_config_says_so() {
    let workplace = Workplace::new();
    workplace.file("config.toml", "copy-path = true\ncopy-format = \"markdown\"\n");
    let arguments = ["--config", "config.toml", "--select", "罫線/道具箱/資料", "sample.txt"];
    let launch = Launch::new(env!("CARGO_BIN_EXE_midashi"), arguments).size(80, 24).folder(workplace.path());
    let session = Session::start(&launch);
    session.wait_for_text("? help");
    session.type_keys("yw<Ctrl-u>a.txt<Enter>");
    let copied = session.wait_for_copies(1).remove(0);
    let headings: Vec<&str> = copied.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(headings.first(), Some(&"# 罫線職人の朝は早い"), "{copied}");
    assert_eq!(headings.last(), Some(&"- 当日の資料"), "{copied}");
    session.wait_for_text("to a.txt");
    let text = fs::read_to_string(workplace.path().join("a.txt")).unwrap();
    assert_eq!(text.lines().count(), headings.len(), "{text}");
    quit(&session);
}

#[test]
fn commands_are_given_the_text_and_tell_what_they_make_of_it() {
    let workplace = Workplace::new();
    let session = browse(&workplace);
    session.type_keys("]]v]]|cat >taken.txt; wc -l <lt>taken.txt | tr -d ' '<Enter>");
    session.wait_for_text("...`: 62");
    let taken = fs::read_to_string(workplace.path().join("taken.txt")).unwrap();
    assert_eq!(taken.lines().next(), lines(&sample(), 9, 9).lines().next());
    // The last command again, of another branch.
    session.type_keys("]]|<Up><Enter>");
    session.wait_for_text("...`: 28");
    session.type_keys("|nonsense-of-ours<Enter>");
    session.wait_for_text("`nonsense-of-ours` ended with status 127: ");
    session.type_keys("|seq 200<Enter>");
    session.wait_for_text("any other key closes");
    session.type_keys("G");
    session.wait_for(|screen| screen.contains("200") && !screen.contains("│ 1 "));
    // The escape key and another at once would be taken for one key with Alt.
    session.type_keys("<Esc>");
    session.wait_for(|screen| !screen.contains("any other key closes"));
    quit(&session);
}

#[test]
fn a_command_that_hangs_holds_nothing_up_and_is_ended_with_its_children() {
    let workplace = Workplace::new();
    let session = browse(&workplace);
    for (key, command) in [("<Esc>", "echo begun; sleep 600 | cat"), ("<Ctrl-c>", "sleep 600; echo never")] {
        session.type_keys(&format!("g|{command}<Enter>"));
        session.wait_for_text("runs: Esc ends it");
        session.type_keys("]]]]");
        session.wait_for_text("session 2/8");
        session.type_keys(key);
        session.wait_for_text("was ended");
    }
    session.type_keys("|sleep 600<Enter>");
    session.wait_for_text("runs: Esc ends it");
    session.type_keys("q");
    assert!(session.wait_exit().success());
    assert!(String::from_utf8_lossy(&session.raw_output()).contains("`sleep 600` still ran, and was ended"));
}
