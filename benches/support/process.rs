//! What Linux tells of a running process; elsewhere nothing is told, and the rows that need it are left out.

use std::fs;
use std::thread;
use std::time::Duration;

/// How long a process must use no processor to be taken for done.
const CALM: Duration = Duration::from_millis(300);

/// The most that is waited for that, in times of [`CALM`].
const PATIENCE: usize = 400;

/// The most memory that the process has had so far, in megabytes.
pub(crate) fn peak_megabytes(id: u32) -> Option<f64> {
    let kibibytes: f64 = field(&format!("/proc/{id}/status"), "VmHWM:")?;
    Some(kibibytes * 1024.0 / 1e6)
}

/// How often its threads have gone to sleep, hence have been woken.
pub(crate) fn sleeps(id: u32) -> Option<f64> {
    let threads = fs::read_dir(format!("/proc/{id}/task")).ok()?.flatten();
    threads.map(|thread| field(thread.path().join("status").to_str()?, "voluntary_ctxt_switches:")).sum()
}

/// The processor's time that it has used, in clock ticks.
pub(crate) fn ticks(id: u32) -> Option<u64> {
    let told = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name in parentheses may hold anything; user and system time are fields 14 and 15, the third follows it.
    let (_, fields) = told.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

/// Waits until the process has used no processor for a while. Whether it came to that.
pub(crate) fn settle(id: u32) -> bool {
    let mut before = ticks(id);
    for _ in 0..PATIENCE {
        thread::sleep(CALM);
        let now = ticks(id);
        if now == before {
            return now.is_some();
        }
        before = now;
    }
    false
}

fn field(file: &str, name: &str) -> Option<f64> {
    let text = fs::read_to_string(file).ok()?;
    text.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
}
