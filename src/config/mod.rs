//! The config file, keys, keymap and theme.
