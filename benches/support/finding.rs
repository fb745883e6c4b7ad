//! The command `find` beside `fzf --filter`, of each script, made to print as many lines.

use std::fs::File;
use std::io;
use std::path::Path;
use std::process::Command;

use super::browsing::milliseconds;
use super::timing::timed;

/// The name of a row, and its query.
const FINDS: [(&str, &str); 3] = [
    ("find ka, whole command", "ka"),
    ("find カオス, whole command", "カオス"),
    ("find 決済, whole command", "決済"),
];

/// The times of one query in milliseconds: of `midashi`, and of `fzf` where it is installed.
pub(crate) fn measured(
    midashi: &str,
    has_fzf: bool,
    note: &Path,
    runs: usize,
) -> io::Result<Vec<(&'static str, f64, Option<f64>)>> {
    let mut all = Vec::new();
    for (work, typed) in FINDS {
        let mut find = Command::new(midashi);
        find.args(["find", typed]).arg(note);
        let mut fzf = None;
        if has_fzf {
            let mut filter = Command::new("fzf");
            filter.args(["--filter", typed]);
            let printed = filter.stdin(File::open(note)?).output()?.stdout;
            let lines = String::from_utf8_lossy(&printed).lines().count();
            find.args(["--limit", &lines.max(1).to_string()]);
            fzf = Some(milliseconds(timed(&mut filter, note, runs)?));
        }
        let own = milliseconds(timed(&mut find, Path::new("/dev/null"), runs)?);
        all.push((work, own, fzf));
    }
    Ok(all)
}
