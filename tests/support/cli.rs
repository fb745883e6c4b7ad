//! The binary as scripts use it: in a folder of its own, with nothing of the user's surroundings.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A folder to run in, with the bundled sample as `sample.txt`. Home and config folders are empty, and inside of it.
pub struct Workplace {
    folder: tempfile::TempDir,
}

/// What a run of the binary left.
#[derive(Debug)]
pub struct Ran {
    /// Its exit status; 128 + the signal, as in a shell, where one ended it.
    pub status: i32,
    /// What it wrote to standard output.
    pub stdout: String,
    /// What it wrote to standard error.
    pub stderr: String,
}

/// The bundled sample note.
pub fn sample() -> String {
    std::fs::read_to_string(assets().join("sample.txt")).unwrap()
}

/// The golden outline of the bundled sample.
pub fn sample_golden() -> Value {
    serde_json::from_slice(&std::fs::read(assets().join("sample.golden.json")).unwrap()).unwrap()
}

/// The lines `first` to `last` (1-based) of `text`, with their endings.
pub fn lines(text: &str, first: usize, last: usize) -> String {
    text.split_inclusive('\n').take(last).skip(first - 1).collect()
}

fn assets() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets")
}

impl Workplace {
    /// A folder with the sample in it.
    pub fn new() -> Self {
        let workplace = Self { folder: tempfile::tempdir().unwrap() };
        workplace.file("sample.txt", sample());
        workplace
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, and the folders it stands in.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// The binary, about to be run here with `arguments` and nothing to read.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_midashi"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path().join("home"))
            .env("XDG_CONFIG_HOME", self.path().join("home/config"))
            .env("TERM", "xterm-256color")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs the binary with `arguments`.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).output().unwrap())
    }

    /// Runs the binary with `arguments` and `input` piped in.
    pub fn run_piped(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Ran::from(child.wait_with_output().unwrap())
    }

    /// Runs the binary with `arguments` for a reader that goes away after the first line.
    pub fn run_for_first_line(&self, arguments: &[&str]) -> Ran {
        let mut child = self.command(arguments).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        Ran { stdout: first, ..Ran::from(child.wait_with_output().unwrap()) }
    }

    /// What the binary prints with `arguments`, which must succeed without a word on standard error.
    pub fn prints(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{arguments:?}");
        ran.stdout
    }

    /// The JSON that the binary prints with `arguments`, which must succeed.
    pub fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.prints(arguments)).unwrap()
    }

    /// Asserts that `arguments` are answered with `status`, nothing on standard output, and lines on standard error
    /// that each begin with the program's name, the first of them going on with `said`.
    pub fn refuses(&self, arguments: &[&str], status: i32, said: &str) -> Vec<String> {
        let ran = self.run(arguments);
        let told: Vec<String> = ran.stderr.lines().map(str::to_owned).collect();
        assert_eq!((ran.status, ran.stdout.as_str()), (status, ""), "{arguments:?}: {}", ran.stderr);
        assert!(told.iter().all(|line| line.starts_with("midashi: ")), "{arguments:?}: {told:?}");
        let first = told.first().unwrap_or_else(|| panic!("{arguments:?}: not a word"));
        assert!(first.starts_with(&format!("midashi: {said}")), "{arguments:?}: {first}");
        told
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        use std::os::unix::process::ExitStatusExt;

        let text = |bytes| String::from_utf8(bytes).unwrap();
        let by_signal = || 128 + output.status.signal().unwrap();
        Self {
            status: output.status.code().unwrap_or_else(by_signal),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// The keys of an object, sorted.
pub fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// The strings at `key` of every element of an array.
pub fn each<'v>(array: &'v Value, key: &str) -> Vec<&'v str> {
    array.as_array().unwrap().iter().map(|element| element[key].as_str().unwrap()).collect()
}
