//! A program in a real terminal, worked from a test.
//!
//! Nobody can type into a terminal of another program. So the terminal runs a relay, which runs the program in a
//! pseudo-terminal of its own, hands on what both write, and types what the test sends through a socket. The relay is
//! the test program once more: the test that starts it is run again inside the terminal, finds [`SOCKET`] set, and
//! calls [`serve`].

use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::DEADLINE;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// Names the socket, in the environment of a relay.
pub const SOCKET: &str = "MIDASHI_TEST_RELAY";

/// What a test may ask of the relay; each is a byte, then for keys their number in one byte and the keys.
const KEYS: u8 = b'k';
const PRINT: u8 = b'p';

/// Between two looks at whether the relay has called.
const PAUSE: Duration = Duration::from_millis(5);

/// No control sequence of midashi's is longer, in bytes.
const LONGEST_SEQUENCE: usize = 64;

/// Media copy (MC, `CSI i`): xterm hands its screen to its `printerCommand`.
const PRINT_SCREEN: &[u8] = b"\x1b[i";

/// The test's end.
pub struct Relay {
    socket: UnixStream,
}

impl Relay {
    /// The command line that runs `test` of this test program as a relay, and its environment.
    pub fn command(test: &str, socket: &OsStr, midashi: &[&str]) -> Command {
        let mut command = Command::new("env");
        command
            .arg(format!("{SOCKET}={}", socket.display()))
            .arg(format!("MIDASHI_TEST_ARGS={}", midashi.join("\n")))
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", "--ignored", "--nocapture", test]);
        command
    }

    /// Waits for the relay to call; fails when the terminal has not come up in time.
    #[track_caller]
    pub fn accept(listener: &UnixListener) -> Self {
        listener.set_nonblocking(true).unwrap();
        let deadline = Instant::now() + DEADLINE;
        loop {
            match listener.accept() {
                Ok((socket, _)) => {
                    socket.set_nonblocking(false).unwrap();
                    return Self { socket };
                }
                Err(error) => assert_eq!(error.kind(), io::ErrorKind::WouldBlock, "{error}"),
            }
            assert!(Instant::now() < deadline, "the terminal did not start its program");
            thread::sleep(PAUSE);
        }
    }

    /// Types.
    pub fn send_keys(&mut self, keys: &[u8]) {
        for keys in keys.chunks(255) {
            let count = u8::try_from(keys.len()).unwrap();
            self.socket.write_all(&[&[KEYS, count], keys].concat()).unwrap();
        }
    }

    /// Has the terminal print its screen.
    pub fn print_screen(&mut self) {
        self.socket.write_all(&[PRINT]).unwrap();
    }
}

/// Runs the program until it ends; to be called inside the terminal.
pub fn serve(socket: &OsStr) {
    let (columns, lines) = crossterm::terminal::size().unwrap();
    crossterm::terminal::enable_raw_mode().unwrap();
    let size = PtySize { rows: lines, cols: columns, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let args = std::env::var("MIDASHI_TEST_ARGS").unwrap();
    let mut command = CommandBuilder::new(args.lines().next().unwrap());
    command.args(args.lines().skip(1));
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("HOME", "/dev/null")] {
        command.env(name, value);
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
    let socket = UnixStream::connect(socket).unwrap();
    thread::spawn({
        let writer = Arc::clone(&writer);
        move || copy(&mut io::stdin(), |bytes| writer.lock().unwrap().write_all(bytes).is_ok())
    });
    let shown = Arc::new(Mutex::new(Vec::new()));
    thread::spawn({
        let shown = Arc::clone(&shown);
        move || obey(socket, &writer, &shown)
    });
    copy(&mut reader, |bytes| {
        let mut shown = shown.lock().unwrap();
        shown.extend_from_slice(bytes);
        let surplus = shown.len().saturating_sub(LONGEST_SEQUENCE);
        shown.drain(..surplus);
        show(bytes)
    });
    child.wait().unwrap();
    crossterm::terminal::disable_raw_mode().unwrap();
}

fn obey(mut socket: UnixStream, writer: &Mutex<Box<dyn Write + Send>>, shown: &Mutex<Vec<u8>>) {
    let mut byte = [0];
    while socket.read_exact(&mut byte).is_ok() {
        match byte[0] {
            KEYS => {
                socket.read_exact(&mut byte).unwrap();
                let mut keys = vec![0; usize::from(byte[0])];
                socket.read_exact(&mut keys).unwrap();
                writer.lock().unwrap().write_all(&keys).unwrap();
            }
            PRINT => loop {
                let shown = shown.lock().unwrap();
                if is_whole(&shown) {
                    assert!(show(PRINT_SCREEN));
                    break;
                }
                drop(shown);
                thread::yield_now();
            },
            other => panic!("{other:#04x} means nothing to a relay"),
        }
    }
}

/// Whether output that ends in `tail` ends neither within a control sequence nor within a character.
fn is_whole(tail: &[u8]) -> bool {
    let after_escape = tail.iter().rposition(|&byte| byte == 0x1B).map(|escape| &tail[escape + 1..]);
    let in_sequence = after_escape.is_some_and(|after| match after {
        [] => true,
        [b'[', sequence @ ..] => !sequence.iter().any(|byte| (0x40..=0x7E).contains(byte)),
        [_, ..] => false,
    });
    let last_start = tail.iter().rposition(|&byte| byte & 0xC0 != 0x80).unwrap_or(0);
    !in_sequence && std::str::from_utf8(&tail[last_start..]).is_ok()
}

/// Writes to the terminal; says whether it is still there.
fn show(bytes: &[u8]) -> bool {
    let mut terminal = io::stdout().lock();
    terminal.write_all(bytes).and_then(|()| terminal.flush()).is_ok()
}

fn copy(from: &mut dyn Read, mut to: impl FnMut(&[u8]) -> bool) {
    let mut buffer = vec![0; 1 << 16];
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        if !to(&buffer[..count]) {
            return;
        }
    }
}
