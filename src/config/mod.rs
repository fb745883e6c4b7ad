//! What the user can set: options, clipboard, keys, theme and notation, in one TOML file that need not exist.
//!
//! Everything that is wrong in the file is reported at once, with its line; nothing of a wrong file is used.

pub mod clipboard;
pub mod color;
pub mod default_file;
pub mod file;
pub mod hyperlinks;
pub mod key;
pub mod keymap;
pub mod look;
pub mod preset;
pub mod readings;
pub mod theme;

pub use file::Config;
