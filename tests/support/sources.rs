//! The project's own sources, for tests that hold the code to a rule.

use std::path::{Path, PathBuf};

/// A file of code.
#[derive(Debug)]
pub struct Source {
    /// Where it is, from the folder that was asked for.
    pub path: PathBuf,
    /// What it says, without the lines of comments and without its tests.
    pub code: String,
}

/// All files of Rust below `root`, but for files of tests.
pub fn sources(root: &Path) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !path.ends_with("tests.rs")
            {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = code(&text);
                sources.push(Source { path: path.strip_prefix(root).unwrap().to_owned(), code });
            }
        }
    }
    assert!(sources.len() > 40, "only {} sources found", sources.len());
    sources.sort_by(|left, right| left.path.cmp(&right.path));
    sources
}

fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code = before_tests.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}
