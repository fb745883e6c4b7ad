//! tmux's paste buffer.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long tmux may take before it is given up.
const PATIENCE: Duration = Duration::from_secs(3);
/// How often it is looked at meanwhile.
const INTERVAL: Duration = Duration::from_millis(5);

/// Puts `text` into the newest buffer, and, where tmux is set to, on the clipboard of the terminal outside (`-w`, since
/// tmux 3.2; older ones do without).
pub(super) fn load_buffer(text: &str) -> Result<(), String> {
    run(&["load-buffer", "-w", "-"], text).or_else(|_| run(&["load-buffer", "-"], text))
}

fn run(arguments: &[&str], input: &str) -> Result<(), String> {
    let mut command = Command::new("tmux");
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    if let Some(mut stdin) = child.stdin.take() {
        let input = input.to_owned();
        // In a thread: a tmux that does not read must not hold us up. If it ends early its status tells.
        thread::spawn(move || stdin.write_all(input.as_bytes()));
    }
    wait(&mut child)
}

fn wait(child: &mut Child) -> Result<(), String> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(format!("tmux ended with {status}")),
            None => thread::sleep(INTERVAL),
        }
    }
    // It is given up; whether it dies makes no difference to the user.
    let _ = child.kill();
    let _ = child.wait();
    Err(format!("tmux did not answer within {} s", PATIENCE.as_secs()))
}
