//! The recipes in `docs/recipes.md`, each followed as it stands there, with the real programs.
#![cfg(unix)]

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::cli::{Workplace, sample};
use crate::support::pty::{Launch, Session};

/// A home with the sample in `~/notes`, and midashi where programs are found.
struct Home {
    workplace: Workplace,
}

impl Home {
    fn new() -> Self {
        let workplace = Workplace::new();
        workplace.file("home/notes/day2.txt", sample());
        Self { workplace }
    }

    fn path(&self) -> PathBuf {
        self.workplace.path().join("home")
    }

    fn file(&self, name: &str, content: &str) {
        self.workplace.file(&format!("home/{name}"), content);
    }

    fn search_path() -> OsString {
        let own = Path::new(env!("CARGO_BIN_EXE_midashi")).parent().unwrap().to_owned();
        let others = std::env::var_os("PATH").unwrap();
        std::env::join_paths([own].into_iter().chain(std::env::split_paths(&others))).unwrap()
    }

    /// A program in a terminal.
    fn start(&self, program: &str, arguments: &[&str]) -> Session {
        let launch = Launch::new(program, arguments.iter().copied()).folder(self.path());
        Session::start(
            &launch.env("HOME", self.path()).env("PATH", Self::search_path()).env("SHELL", "/bin/bash"),
        )
    }

    /// An interactive shell whose settings are those of the recipe.
    fn shell(&self, (program, options, file): Shell, settings: &str) -> Session {
        self.file(file, &format!("PS1='$ '\n{settings}"));
        let session = self.start(program, options);
        prompted(&session);
        session
    }

    /// What a script prints.
    fn prints(&self, folder: &str, script: &str) -> String {
        let mut command = Command::new("bash");
        command.args(["--norc", "--noprofile", "-euc", script]).current_dir(self.path().join(folder));
        command.env_clear().env("HOME", self.path()).env("PATH", Self::search_path()).env("LANG", "C.UTF-8");
        let output = command.output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{script}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The file that an editor wrote what it knows to.
    fn written(&self) -> String {
        fs::read_to_string(self.path().join("written")).unwrap()
    }
}

/// A shell: its program, the options that keep the machine's settings out, and the file of its user's.
type Shell = (&'static str, &'static [&'static str], &'static str);
const BASH: Shell = ("bash", &["--noprofile", "-i"], ".bashrc");
const ZSH: Shell = ("zsh", &["--no-global-rcs", "-i"], ".zshrc");

/// Waits for a shell that waits for a command.
fn prompted(session: &Session) {
    session.wait_for(|screen| !screen.is_alternate() && screen.lines()[screen.cursor().row] == "$");
}

/// A server of tmux; dropping it ends it.
struct Server {
    socket: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = Command::new("tmux").args(["-S", &self.socket, "kill-server"]).output();
    }
}

/// The blocks below the heading that begins so.
fn recipe(heading: &str) -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/recipes.md");
    let page = fs::read_to_string(page).unwrap();
    let (_, below) = page.split_once(&format!("\n## {heading}")).unwrap();
    let part = below.split("\n## ").next().unwrap();
    let blocks = part.split("```").skip(1).step_by(2);
    blocks.map(|block| block.split_once('\n').unwrap().1.to_owned()).collect()
}

#[test]
#[ignore = "needs tmux"]
fn a_popup_of_tmux_shows_the_notes() {
    let home = Home::new();
    let [settings] = &recipe("tmux")[..] else { panic!("one block") };
    // Keys that come as fast as those of a test are pasted, tmux thinks.
    let others = "set -g assume-paste-time 0\nset -g default-command 'PS1=\"$ \" bash --norc'\n";
    home.file(".tmux.conf", &format!("{settings}{others}"));
    let server = Server { socket: home.path().join("socket").to_str().unwrap().to_owned() };
    let session = home.start("tmux", &["-S", &server.socket, "new-session"]);
    session.wait_for(|screen| screen.contains("$ ") && screen.contains("[0] 0:"));
    session.type_keys("stty -echo; cat<Enter>");
    session.wait_for_text("; cat");
    session.type_keys("<Ctrl-b>N");
    session.wait_for_text("等幅の夜明け 2025");
    session.type_keys("Gy");
    session.wait_for_text("copied");
    session.type_keys("q");
    session.wait_for(|screen| !screen.contains("└"));
    session.type_keys("<Ctrl-b>]");
    session.wait_for_text("畳むのは隠すためではなく、あとでひらくため");
}

#[test]
#[ignore = "needs fzf"]
fn fzf_finds_by_readings_and_opens_at_the_match() {
    fzf_finds_in(BASH);
}

#[test]
#[ignore = "needs fzf and zsh"]
fn fzf_finds_in_zsh_as_well() {
    fzf_finds_in(ZSH);
}

fn fzf_finds_in(shell: Shell) {
    let home = Home::new();
    let [settings] = &recipe("fzf")[..] else { panic!("one block") };
    let session = home.shell(shell, settings);
    session.type_keys("notes<Enter>");
    session.wait_for_text("罫線職人の朝は早い");
    session.type_keys("gijiroku");
    // The list, and the preview of the best match, in which the company stands.
    session.wait_for_text("2/2");
    session.wait_for_text("session  三年分の議事録を木にした話");
    session.wait_for_text("ひつじ雲データ");
    session.type_keys("<Enter>");
    session.wait_for_text("session 6/8   line 165/");
    session.type_keys("q");
    prompted(&session);
    // Without a match, and with what looks like an option, it goes on.
    session.type_keys("notes<Enter>--json zzzz");
    session.wait_for_text("0/0");
    session.type_keys("<Esc>");
    prompted(&session);
}

/// What the editor knows after `:grep` and `:Outline`, and what its terminal shows.
fn an_editor_goes_to_nodes_and_back(editor: &str, silent: &[&str]) {
    let home = Home::new();
    let [settings, shell] = &recipe("Vim")[..] else { panic!("two blocks") };
    for name in ["editor.vim", ".vimrc", ".config/nvim/init.vim"] {
        home.file(name, settings);
    }
    let run = |file: &str, commands: &[&str]| {
        let mut script = format!("{editor} {} -u editor.vim {file}", silent.join(" "));
        for command in commands {
            script.extend([" -c '", command, "'"]);
        }
        home.prints(".", &format!("{script} -c 'qa!' </dev/null"));
        home.written()
    };
    let here = r#"call writefile([expand("%:t") . ":" . line(".")], "written")"#;
    assert_eq!(run("", &["silent grep gijiroku ~/notes", here]), "day2.txt:165\n");
    assert_eq!(run("", &["silent grep gijiroku ~/notes", "cnext", here]), "day2.txt:171\n");
    assert_eq!(run("notes/day2.txt", &["Outline", "lfirst", "5lnext", here]), "day2.txt:11\n");
    let count = r#"call writefile([len(getloclist(0))], "written")"#;
    let nodes = home.prints(".", "midashi outline notes/day2.txt").lines().count();
    assert_eq!(run("notes/day2.txt", &["Outline", count]), format!("{nodes}\n"));

    let shell = shell.trim_end().replacen("vim", &format!("{editor} {} -u NONE", silent.join(" ")), 1);
    home.prints(".", &format!("{shell} -c '{here}' -c 'qa!' </dev/null"));
    assert_eq!(home.written(), "day2.txt:165\n");

    let session = home.start(editor, &["notes/day2.txt"]);
    session.wait_for_text("等幅の夜明け");
    session.type_keys(":165<Enter>\\m");
    session.wait_for_text("session 6/8   line 165/");
}

#[test]
#[ignore = "needs vim"]
fn vim_goes_to_nodes_and_back() {
    an_editor_goes_to_nodes_and_back("vim", &["-N", "-es"]);
}

#[test]
#[ignore = "needs nvim"]
fn neovim_goes_to_nodes_and_back() {
    an_editor_goes_to_nodes_and_back("nvim", &["--headless"]);
}

#[test]
#[ignore = "needs git"]
fn git_compares_outlines_and_shows_a_note_as_it_was() {
    let home = Home::new();
    let [settings] = &recipe("Git")[..] else { panic!("one block") };
    // In an encoding that git itself would take for binary.
    let utf_16: Vec<u8> = "\u{feff}■始め\n・終わり\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    home.workplace.file("home/notes/wide.txt", utf_16);
    home.prints("notes", "git init --quiet && git config user.name N && git config user.email n@example.org");
    home.prints("notes", settings);
    home.prints("notes", "git add . && git commit --quiet --message=notes");
    home.prints("notes", "sed -i 's/端末に聞く/端末に尋ねる/' day2.txt");
    let utf_16: Vec<u8> = "\u{feff}■始め\n・続き\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    home.workplace.file("home/notes/wide.txt", utf_16);
    let changed = home.prints("notes", "git diff");
    let hunk = changed.lines().find(|line| line.starts_with("@@")).unwrap();
    assert!(hunk.ends_with("@@ ■ 全角は二倍えらいのか？ 文字幅をめぐる三十年"), "{changed}");
    for line in ["-      1. 端末に聞く", "+      1. 端末に尋ねる", "-  ・ 終わり", "+  ・ 続き"]
    {
        assert!(changed.lines().any(|changed| changed == line), "{line}: {changed}");
    }
    let session = home.shell(BASH, "cd ~/notes");
    session.type_keys("git note HEAD:day2.txt<Enter>");
    session.wait_for_text("▸ ■ 罫線職人の朝は早い");
    session.type_keys("zRq");
    prompted(&session);
}

#[test]
#[ignore = "needs bash"]
fn a_word_to_the_shell_opens_the_notes() {
    a_word_opens_the_notes_in(BASH);
}

#[test]
#[ignore = "needs zsh"]
fn a_word_to_zsh_opens_the_notes() {
    a_word_opens_the_notes_in(ZSH);
}

fn a_word_opens_the_notes_in(shell: Shell) {
    let home = Home::new();
    home.file("notes/new.txt", "■新しい話\n・ほやほや\n");
    let [settings] = &recipe("Shells")[..] else { panic!("one block") };
    let session = home.shell(shell, settings);
    session.type_keys("n<Enter>");
    session.wait_for_text("等幅の夜明け 2025");
    session.wait_for_text("2 notes");
    session.type_keys("q");
    prompted(&session);
    session.type_keys("recent<Enter>");
    session.wait_for_text("新しい話");
    session.type_keys("q");
    prompted(&session);
    session.type_keys("clear; said 若葉<Enter>");
    session.wait_for_text("day2.txt:165: speaker  若葉 奏");
}
