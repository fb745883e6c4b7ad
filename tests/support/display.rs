//! X11 displays without a screen.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A program that does not outlive its test.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A display without a screen, and its name.
pub fn start_display() -> (Running, String) {
    let mut server = Command::new("Xvfb")
        // Without -noreset it starts anew when its last client leaves, and throws out who comes meanwhile.
        .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-screen", "0", "2600x1400x24"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb is installed");
    // It names a display that was free, once it takes connections.
    let mut number = String::new();
    let stdout = server.stdout.take().expect("its output is piped");
    BufReader::new(stdout).read_line(&mut number).expect("it says its number");
    (Running(server), format!(":{}", number.trim()))
}
