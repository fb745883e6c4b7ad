//! A program of the user's that takes a copied text: `wl-copy`, `xclip`, `pbcopy`, `clip.exe`.

use std::process::Command;
use std::time::Duration;

use crate::shell::program;

/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The program and its arguments.
#[derive(Debug)]
pub(super) struct UserCommand {
    words: Vec<String>,
    patience: Duration,
}

impl UserCommand {
    /// Not empty.
    pub(super) fn new(words: Vec<String>) -> Self {
        Self { words, patience: PATIENCE }
    }

    /// The program as the user calls it.
    pub(super) fn name(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Gives `text` to the program.
    pub(super) fn take(&self, text: &str) -> Result<(), String> {
        let mut command = Command::new(self.name());
        command.args(self.words.iter().skip(1));
        let ran = program::run(&mut command, text.into(), self.patience);
        ran.map(|_| ()).map_err(|failure| format!("{}: {failure}", self.name()))
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn programs_take_the_text_or_say_why_not() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("taken");
        let script = format!("cat >{}", target.display());
        let cases: [(&[&str], Result<(), &str>); 4] = [
            (&["sh", "-c", &script], Ok(())),
            (&["sh", "-c", "echo no display >&2; exit 1"], Err("sh: no display")),
            (&["sh", "-c", "exec sleep 60"], Err("sh: did not end within 0 seconds, and was ended")),
            (
                &["/nonexistent/copy"],
                Err("/nonexistent/copy: cannot be started: No such file or directory (os error 2)"),
            ),
        ];
        for (words, expected) in cases {
            let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
            let hangs = words.iter().any(|word| word.contains("sleep"));
            let patience = if hangs { Duration::from_millis(50) } else { PATIENCE };
            let taken = UserCommand { words, patience }.take("■見出し\n");
            assert_eq!(taken, expected.map_err(str::to_owned));
        }
        assert_eq!(std::fs::read_to_string(target).unwrap(), "■見出し\n");
    }
}
