//! Programs that the user names, as in `EDITOR` and `BROWSER`, and files as arguments of programs.

use std::ffi::{OsStr, OsString};
use std::path::{Component, Path};
use std::process::Command;

/// A program and the arguments that the user gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UserProgram {
    program: OsString,
    arguments: Vec<OsString>,
}

impl UserProgram {
    /// Reads the value of a variable: words, quoted as for a shell.
    ///
    /// A value that is the path of a file is one word, as folders may have blanks in their names. So is one that is not
    /// Unicode. The error says what is wrong with the quotes.
    pub(super) fn parse(value: &OsStr) -> Result<Self, shell_words::ParseError> {
        let words = match value.to_str() {
            Some(text) if !is_path_of_file(value) => shell_words::split(text)?,
            Some(_) | None => return Ok(Self { program: value.to_owned(), arguments: Vec::new() }),
        };
        let mut words = words.into_iter().map(OsString::from);
        Ok(Self { program: words.next().unwrap_or_default(), arguments: words.collect() })
    }

    /// Name of the program without its folder and its ending, by which programs are told apart.
    pub(super) fn name(&self) -> &str {
        Path::new(&self.program).file_stem().and_then(OsStr::to_str).unwrap_or_default()
    }

    /// Arguments that the user gives it.
    pub(super) fn arguments(&self) -> &[OsString] {
        &self.arguments
    }

    /// The program without any argument. No shell is between.
    pub(super) fn command(&self) -> Command {
        Command::new(&self.program)
    }
}

fn is_path_of_file(value: &OsStr) -> bool {
    let path = Path::new(value);
    path.components().count() > 1 && path.is_file()
}

/// `path` as an argument that no program takes for anything but a path: one that is relative begins with `./` or `../`.
///
/// Names may begin with any sign, and `-x` is an option of most programs, `+x` a command of Vim, Emacs and less.
pub(super) fn file_argument(path: &Path) -> OsString {
    match path.components().next() {
        Some(Component::Normal(_)) | None => Path::new(".").join(path).into_os_string(),
        // `Path` takes `./` off only what follows it.
        Some(Component::CurDir | Component::ParentDir | Component::RootDir | Component::Prefix(_)) => {
            path.as_os_str().to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(value: impl AsRef<OsStr>) -> Vec<OsString> {
        let parsed = UserProgram::parse(value.as_ref()).unwrap();
        [vec![parsed.program], parsed.arguments].concat()
    }

    #[test]
    fn the_words_of_a_value_are_those_of_a_shell() {
        for (value, expected) in [
            ("vim", &["vim"][..]),
            ("  code -w ", &["code", "-w"]),
            ("'/opt/my editors/vim' -n 'a b'", &["/opt/my editors/vim", "-n", "a b"]),
            (r"/opt/my\ editors/vim", &["/opt/my editors/vim"]),
            ("vim $(touch x)", &["vim", "$(touch", "x)"]),
            ("", &[""]),
        ] {
            assert_eq!(words(value), expected, "{value}");
        }
        assert!(UserProgram::parse(OsStr::new("vim 'a")).is_err());
        assert_eq!(UserProgram::parse(OsStr::new("/usr/bin/vim.basic -n")).unwrap().name(), "vim");
    }

    #[test]
    fn a_path_with_blanks_is_one_word_if_a_file_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("my editor");
        let unquoted = path.as_os_str();
        assert_eq!(words(unquoted).len(), 2, "no such file");
        std::fs::write(&path, "").unwrap();
        assert_eq!(words(unquoted), [unquoted]);
    }

    #[cfg(unix)]
    #[test]
    fn a_value_that_is_not_unicode_is_a_program() {
        use std::os::unix::ffi::OsStrExt;

        let value = OsStr::from_bytes(b"/opt/\x8b\x98/vim");
        assert_eq!(words(value), [value]);
    }

    #[test]
    fn no_file_begins_as_an_option_or_a_command_does() {
        for sign in
            (0..0x80_u8).map(char::from).filter(|&sign| !std::path::is_separator(sign) && sign != '\0')
        {
            for rest in ["", "x", "!touch x"] {
                let name = format!("{sign}{rest}");
                let argument = file_argument(Path::new(&name)).into_string().unwrap();
                assert!(argument.starts_with('.') && Path::new(&argument).ends_with(&name), "{argument:?}");
            }
        }
        for path in ["./a", "../-a", "."] {
            assert_eq!(file_argument(Path::new(path)), path);
        }
        assert_eq!(file_argument(Path::new("a/-b")), OsString::from("./a/-b"));
        let absolute = std::env::temp_dir().join("-a");
        assert_eq!(file_argument(&absolute), absolute);
    }
}
