//! The terminal gone: hung up, closed, at its end. midashi ends at once, and remembers what was made.

use std::io::{Read, Write};
use std::thread;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::desk::{Desk, MIDASHI, wait_for_end_of};
use crate::support::DEADLINE;
use crate::support::pty::send_signal;
use crate::support::terminal::Terminal;
use crate::support::{Size, keys};
use midashi::text::width::Ambiguous;

const SIZE: Size = Size { columns: 70, rows: 14 };

/// A terminal of which the test holds the only end, so that it can close it.
struct Line {
    master: Box<dyn MasterPty + Send>,
    reader: Box<dyn Read + Send>,
    writer: Box<dyn Write + Send>,
    terminal: Terminal,
    child: Box<dyn Child + Send + Sync>,
}

impl Line {
    /// A shell with `script` on the line.
    fn start(desk: &Desk, script: &str) -> Self {
        let size = PtySize { rows: SIZE.rows, cols: SIZE.columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new("bash");
        command.args(["--norc", "--noprofile", "-c", script]);
        command.cwd(desk.path());
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        command.env("XDG_STATE_HOME", desk.path().join("state"));
        let child = pair.slave.spawn_command(command).unwrap();
        let process = child.process_id().unwrap();
        // Reading has no deadline of its own: it ends when the line does.
        thread::spawn(move || {
            thread::sleep(DEADLINE);
            send_signal("KILL", process);
        });
        let (reader, writer) = (pair.master.try_clone_reader().unwrap(), pair.master.take_writer().unwrap());
        let terminal = Terminal::new(SIZE, Ambiguous::Narrow);
        Self { master: pair.master, reader, writer, terminal, child }
    }

    fn wait_for_text(&mut self, text: &str) {
        let mut buffer = [0; 4096];
        while !self.terminal.screen().contains(text) {
            let count = self.reader.read(&mut buffer).unwrap_or(0);
            assert!(count > 0, "the line ended before {text}: {}", self.terminal.screen());
            let answers = self.terminal.feed(&buffer[..count]);
            self.writer.write_all(&answers).unwrap();
        }
    }

    fn type_keys(&mut self, typed: &str) {
        let bytes = keys::encode(typed, self.terminal.has_application_cursor());
        self.writer.write_all(&bytes).unwrap();
    }

    /// Closes the line, and waits until what ran on it has ended.
    fn hang_up(self) {
        let Self { master, reader, writer, mut child, .. } = self;
        drop((master, reader, writer));
        child.wait().unwrap();
    }
}

/// As a window that is closed, a network that breaks; and where nobody is told of it, as with `nohup` or in a session without
/// a terminal of its own.
#[test]
fn a_terminal_that_is_gone_ends_it_and_nothing_is_lost() {
    let browser = format!("echo $$ >pid; exec {MIDASHI} note.txt");
    let ways = [
        format!("bash -c '{browser}'"),
        format!("exec bash -c '{browser}'"),
        format!("trap '' HUP; bash -c '{browser}'"),
    ];
    for way in &ways {
        for keys in ["", "f子", "?", "|sleep 600<Enter>"] {
            let desk = Desk::new();
            let mut line = Line::start(&desk, way);
            line.wait_for_text("line ");
            line.type_keys("GlGma");
            line.wait_for_text("marked a");
            line.type_keys(keys);
            line.hang_up();
            wait_for_end_of(desk.number_in("pid"));
            desk.assert_kept();
        }
    }
}

#[test]
#[ignore = "needs setsid"]
fn the_end_of_input_ends_it_without_any_signal() {
    let desk = Desk::new();
    let mut line =
        Line::start(&desk, &format!("setsid bash -c 'echo $$ >pid; exec {MIDASHI} note.txt'; read x"));
    line.wait_for_text("line ");
    line.type_keys("GlGma");
    line.wait_for_text("marked a");
    let process = desk.number_in("pid");
    line.hang_up();
    wait_for_end_of(process);
    desk.assert_kept();
}
