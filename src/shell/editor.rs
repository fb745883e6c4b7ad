//! The user's editor, at a line of a note.

use crate::text::language::system;
use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitStatus};

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
const EDITORS: [(&str, LineArgument); 22] = [
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
    let set = |name: &str| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let Some(told) = set("VISUAL").or_else(|| set("EDITOR")) else {
        for fallback in FALLBACKS {
            match command(&[fallback.to_owned()], file, line).status() {
                Ok(status) => return ended(fallback, status),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(format!("{fallback}: {}", system::told(&error))),
            }
        }
        return Err(tr!("no editor: set VISUAL or EDITOR").into_owned());
    };
    let words = shell_words::split(&told)
        .map_err(|error| tr!("the editor `{name}`: {why}", name = told, why = error))?;
    match command(&words, file, line).status() {
        Ok(status) => ended(&told, status),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(tr!("the editor `{name}` is not found", name = told))
        }
        Err(error) => Err(tr!("the editor `{name}`: {why}", name = told, why = system::told(&error))),
    }
}

fn ended(editor: &str, status: ExitStatus) -> Result<(), String> {
    if status.success() {
        Ok(())
    } else {
        Err(tr!("the editor `{name}` ended with {status}", name = editor, status))
    }
}

/// The command for an editor, which is `words`: no shell is between.
fn command(words: &[String], file: &Path, line: u64) -> Command {
    let program = words.first().map_or("", String::as_str);
    let mut command = Command::new(program);
    command.args(words.get(1..).unwrap_or_default());
    command.args(arguments(program, file, line));
    command
}

/// What stands behind the editor's own arguments.
fn arguments(program: &str, file: &Path, line: u64) -> Vec<OsString> {
    // A name that begins with a dash is no option.
    let is_option_like = file.as_os_str().as_encoded_bytes().first() == Some(&b'-');
    let file = if is_option_like { Path::new(".").join(file) } else { file.to_owned() };
    let name = Path::new(program).file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    let with_line = || {
        let mut file = file.clone().into_os_string();
        file.push(format!(":{line}"));
        file
    };
    let known =
        EDITORS.iter().find(|(editor, _)| *editor == name).map_or(LineArgument::Unknown, |&(_, known)| known);
    match known {
        LineArgument::Plus => vec![format!("+{line}").into(), file.into_os_string()],
        LineArgument::Colon => vec![with_line()],
        LineArgument::Goto => vec!["--goto".into(), with_line()],
        LineArgument::Unknown => vec![file.into_os_string()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_told_the_line_as_they_want_it() {
        let cases = [
            ("vim", "a b.txt", &["+7", "a b.txt"][..]),
            ("/usr/bin/nano", "a.txt", &["+7", "a.txt"]),
            ("hx", "a.txt", &["a.txt:7"]),
            ("code", "a.txt", &["--goto", "a.txt:7"]),
            ("mine", "-x.txt", &["./-x.txt"]),
        ];
        for (program, file, expected) in cases {
            let expected: Vec<OsString> = expected.iter().map(OsString::from).collect();
            assert_eq!(arguments(program, Path::new(file), 7), expected, "{program}");
        }
    }
}
