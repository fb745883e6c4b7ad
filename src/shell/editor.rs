//! The user's editor, at a line of a note.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};

use super::user_program::{UserProgram, file_argument};
use crate::text::language::system;

/// What is tried where neither `VISUAL` nor `EDITOR` is set, in this order; the first is Debian's choice of the user's.
const FALLBACKS: [&str; 4] = ["sensible-editor", "nano", "vim", "vi"];

/// How an editor wants to be told a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineArgument {
    /// `+12 FILE`
    Plus,
    /// `FILE:12`
    Colon,
    /// `--goto FILE:12`
    Goto,
    /// Not at all.
    Unknown,
}

/// The editors whose way of being told a line is known, by the names of their programs.
const EDITORS: [(&str, LineArgument); 24] = [
    ("vi", LineArgument::Plus),
    ("vim", LineArgument::Plus),
    ("nvim", LineArgument::Plus),
    ("view", LineArgument::Plus),
    ("gvim", LineArgument::Plus),
    ("ex", LineArgument::Plus),
    ("nano", LineArgument::Plus),
    ("pico", LineArgument::Plus),
    ("emacs", LineArgument::Plus),
    ("emacsclient", LineArgument::Plus),
    ("mg", LineArgument::Plus),
    ("joe", LineArgument::Plus),
    ("jed", LineArgument::Plus),
    ("ne", LineArgument::Plus),
    ("kak", LineArgument::Plus),
    ("micro", LineArgument::Plus),
    ("less", LineArgument::Plus),
    ("more", LineArgument::Plus),
    ("sensible-editor", LineArgument::Plus),
    ("hx", LineArgument::Colon),
    ("helix", LineArgument::Colon),
    ("subl", LineArgument::Colon),
    ("code", LineArgument::Goto),
    ("codium", LineArgument::Goto),
];

/// Runs the editor on `file` at `line` (1-based) in the foreground, and waits for its end. Returns what to tell the
/// user if that was not well.
pub(super) fn edit(file: &Path, line: u64) -> Result<(), String> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.to_string_lossy().trim().is_empty());
    let Some(value) = set("VISUAL").or_else(|| set("EDITOR")) else {
        return edit_by_fallback(file, line);
    };
    let name = value.to_string_lossy();
    let editor = UserProgram::parse(&value)
        .map_err(|error| tr!("the editor `{name}`: {why}", name = name, why = error))?;
    match command(&editor, file, line).status() {
        Ok(status) => ended(&name, status),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(tr!("the editor `{name}` is not found", name))
        }
        Err(error) => Err(tr!("the editor `{name}`: {why}", name, why = system::told(&error))),
    }
}

fn edit_by_fallback(file: &Path, line: u64) -> Result<(), String> {
    for fallback in FALLBACKS {
        let Ok(editor) = UserProgram::parse(OsStr::new(fallback)) else { continue };
        match command(&editor, file, line).status() {
            Ok(status) => return ended(fallback, status),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(format!("{fallback}: {}", system::told(&error))),
        }
    }
    Err(tr!("no editor: set VISUAL or EDITOR").into_owned())
}

fn ended(editor: &str, status: ExitStatus) -> Result<(), String> {
    if status.success() {
        Ok(())
    } else {
        Err(tr!("the editor `{name}` ended with {status}", name = editor, status))
    }
}

/// The command for an editor: no shell is between.
fn command(editor: &UserProgram, file: &Path, line: u64) -> Command {
    let mut command = editor.command();
    command.args(editor.arguments()).args(arguments(editor.name(), file, line));
    command
}

/// Arguments behind the editor's own: the file, and the line as the editor of that name wants to be told it.
fn arguments(name: &str, file: &Path, line: u64) -> Vec<OsString> {
    let file = file_argument(file);
    let with_line = || {
        let mut file = file.clone();
        file.push(format!(":{line}"));
        file
    };
    let known =
        EDITORS.iter().find(|(editor, _)| *editor == name).map_or(LineArgument::Unknown, |&(_, known)| known);
    match known {
        LineArgument::Plus => vec![format!("+{line}").into(), file],
        LineArgument::Colon => vec![with_line()],
        LineArgument::Goto => vec!["--goto".into(), with_line()],
        LineArgument::Unknown => vec![file],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_told_the_line_as_they_want_it() {
        let cases = [
            ("vim", "a b.txt", &["+7", "./a b.txt"][..]),
            ("nano", "/n/a.txt", &["+7", "/n/a.txt"]),
            ("less", "+!x", &["+7", "./+!x"]),
            ("hx", "a.txt", &["./a.txt:7"]),
            ("code", "-x:8", &["--goto", "./-x:8:7"]),
            ("mine", "-x.txt", &["./-x.txt"]),
        ];
        for (program, file, expected) in cases {
            let expected: Vec<OsString> = expected.iter().map(OsString::from).collect();
            assert_eq!(arguments(program, Path::new(file), 7), expected, "{program}");
        }
    }
}
