//! midashi: a terminal browser for outline notes.

pub mod action;
pub mod app;
pub mod cli;
pub mod config;
pub mod entity;
pub mod export;
pub mod find;
pub mod note;
pub mod outline;
pub mod select;
pub mod shell;
pub mod text;
pub mod tree;
pub mod vault;
pub mod view;
