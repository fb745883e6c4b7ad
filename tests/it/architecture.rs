//! The layers and fences of the design: a module uses only what stands below it, and each outside crate is known to
//! few modules. Change the tables here and in the crate's documentation together, and say why.

#![allow(clippy::string_slice, reason = "the places were found in the text itself")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Each module and what it may use of the crate.
const LAYERS: [(&str, &[&str]); 16] = [
    ("text", &[]),
    ("note", &["text"]),
    ("outline", &["note", "text"]),
    ("people", &["outline", "note", "text"]),
    ("vault", &["people", "outline", "note", "text"]),
    ("find", &["vault", "people", "outline", "note", "text"]),
    ("export", &["vault", "people", "outline", "note", "text"]),
    ("tree", &["vault", "people", "outline", "note", "text"]),
    ("select", &["find", "vault", "people", "outline", "note", "text"]),
    ("action", &["export", "tree", "text"]),
    // Of the vault, the order of its notes, which is a setting.
    ("config", &["action", "export", "find", "note", "text", "vault"]),
    (
        "app",
        &[
            "action", "config", "people", "export", "find", "note", "outline", "select", "text", "tree",
            "vault",
        ],
    ),
    (
        "view",
        &[
            "action", "app", "config", "people", "export", "find", "note", "outline", "select", "text",
            "tree", "vault",
        ],
    ),
    (
        "shell",
        &[
            "action", "app", "config", "people", "export", "find", "note", "outline", "select", "text",
            "tree", "vault", "view",
        ],
    ),
    (
        "cli",
        &[
            "action", "app", "config", "people", "export", "find", "note", "outline", "select", "shell",
            "text", "tree", "vault", "view",
        ],
    ),
    ("main", &["cli"]),
];

/// Names of outside crates, and the modules or files that may speak of them.
const FENCES: [(&str, &[&str]); 27] = [
    ("crossterm", &["shell"]),
    ("ratatui::layout", &["app", "view", "shell/terminal.rs", "shell/backend.rs"]),
    ("ratatui::style", &["config", "view", "shell/backend.rs"]),
    ("ratatui::buffer", &["view", "shell/backend.rs"]),
    ("ratatui::Frame", &["view"]),
    ("ratatui::Terminal", &["shell"]),
    ("ratatui::backend", &["shell"]),
    ("nucleo", &["find/words.rs", "find/haystack.rs", "find/mask.rs", "find/literal.rs"]),
    ("encoding_rs", &["note/encoding/mod.rs", "note/encoding/detect.rs"]),
    ("simdutf8", &["note/encoding/content.rs"]),
    ("pulldown_cmark", &["note/notation/markdown/blocks.rs"]),
    ("regex", &["find/text/expression.rs"]),
    ("notify", &["shell/watching.rs"]),
    ("siphasher", &["outline/anchor/mod.rs"]),
    ("chardetng", &["note/encoding/detect.rs"]),
    ("icu_segmenter", &["text/wrap.rs"]),
    ("unicode_width", &["text/width.rs", "text/sanitize.rs"]),
    ("clap", &["cli"]),
    ("arboard", &["shell/clipboard/keeper/native.rs"]),
    ("wl_clipboard_rs", &["shell/clipboard/keeper/wayland.rs"]),
    ("x11rb", &["shell/clipboard/keeper/x11.rs"]),
    ("signal_hook", &["shell"]),
    (
        "rustix",
        &[
            "shell/keyboard.rs",
            "shell/probe/mod.rs",
            "shell/regular_file.rs",
            "shell/program.rs",
            "shell/clipboard/keeper/mod.rs",
        ],
    ),
    ("terminput", &["shell/sequences.rs"]),
    ("toml", &["text/settings.rs"]),
    ("miniz_oxide", &["text/reading/lexicon.rs"]),
    ("crc32fast", &["text/reading/lexicon.rs"]),
];

fn sources() -> BTreeMap<PathBuf, String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                sources.insert(path.strip_prefix(&root).unwrap().to_owned(), text);
            }
        }
    }
    assert!(sources.len() > 40, "only {} sources found", sources.len());
    sources
}

/// The code of a source, without comments and without its tests.
fn code(path: &Path, text: &str) -> String {
    if path.file_name().is_some_and(|name| name == "tests.rs") {
        return String::new();
    }
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    before_tests
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The first folder or file of a path below `src`: the module.
fn module(path: &Path) -> String {
    path.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The identifier that `text` begins with.
fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

#[test]
fn modules_use_only_what_stands_below_them() {
    let mut seen = BTreeSet::new();
    for (path, text) in sources() {
        let module = module(&path);
        if module == "lib" {
            continue;
        }
        let layer = LAYERS.iter().find(|(name, _)| *name == module);
        let (_, allowed) = layer.unwrap_or_else(|| panic!("{module} has no row in the table"));
        seen.insert(module.clone());
        let code = code(&path, &text);
        for prefix in ["crate::", "midashi::"] {
            for (start, _) in code.match_indices(prefix) {
                let used = identifier(&code[start + prefix.len()..]);
                let may_use = used == module || allowed.contains(&used);
                assert!(may_use, "{} uses {used}, which {module} may not", path.display());
            }
        }
    }
    let listed: BTreeSet<String> = LAYERS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(seen, listed, "rows without a module");
}

#[test]
fn the_layers_have_no_circles() {
    let order: Vec<&str> = LAYERS.iter().map(|(name, _)| *name).collect();
    for (index, (name, allowed)) in LAYERS.iter().enumerate() {
        for used in *allowed {
            let below = order.iter().position(|other| other == used).unwrap();
            assert!(below < index, "{name} uses {used}, which stands above it");
        }
    }
}

#[test]
fn outside_crates_are_known_to_few() {
    for (path, text) in sources() {
        let code = code(&path, &text);
        let file = path.to_string_lossy().replace('\\', "/");
        for (name, allowed) in FENCES {
            let speaks = code.match_indices(name).any(|(start, _)| {
                let before = code[..start].chars().next_back();
                let after = code[start + name.len()..].chars().next();
                let is_word = before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
                    && after.is_none_or(|c| !c.is_alphanumeric() && c != '_');
                is_word && (name.contains("::") || code[start..].starts_with(&format!("{name}::")))
            });
            let may = allowed.iter().any(|place| file == *place || module(&path) == *place);
            assert!(!speaks || may, "{file} speaks of {name}");
        }
    }
}

#[test]
fn files_stay_readable() {
    for (path, text) in sources() {
        let lines = code(&path, &text).lines().count();
        let is_data = text.contains("Generated by");
        assert!(
            is_data || lines <= 420,
            "{}: {lines} lines without its tests: two subjects?",
            path.display()
        );
        assert!(text.starts_with("//!"), "{} does not say what it is", path.display());
    }
}

#[test]
fn modes_do_not_know_the_browser() {
    let mut modes = 0;
    for (path, text) in sources().into_iter().filter(|(path, _)| path.starts_with("app/modes")) {
        modes += 1;
        let code = code(&path, &text);
        let names_app = code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "App");
        assert!(!names_app, "{} names `App`: a mode sees a `Context` and answers with steps", path.display());
    }
    assert!(modes >= 9, "only {modes} files of modes found");
}
