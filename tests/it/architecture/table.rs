//! The layers and fences of the design. Change a row together with the crate's documentation, and say why.

/// Each module and what it may use of the crate.
pub(super) const LAYERS: [(&str, &[&str]); 16] = [
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
pub(super) const FENCES: [(&str, &[&str]); 27] = [
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
