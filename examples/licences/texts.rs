//! The texts of licences: those that crates bring along, told apart by their words, and those that are the same for all.

use std::io;
use std::path::Path;

use super::Part;

/// Licences, those first that ask for least, each with words that only its text has.
const KNOWN: [(&str, &str); 13] = [
    ("MIT", "any person obtaining a copy of this software and associated"),
    ("ISC", "with or without fee is hereby granted, provided that"),
    ("Zlib", "In no event will the authors be held liable for any damages arising from the use"),
    ("BSL-1.0", "Boost Software License - Version 1.0"),
    ("BSD-2-Clause", "Redistribution and use in source and binary forms"),
    ("BSD-3-Clause", "Redistribution and use in source and binary forms"),
    ("Unicode-3.0", "UNICODE LICENSE V3"),
    ("Unicode-DFS-2016", "UNICODE, INC. LICENSE AGREEMENT - DATA FILES AND SOFTWARE"),
    ("CC0-1.0", "CC0 1.0 Universal"),
    ("WTFPL", "0. You just DO WHAT THE"),
    ("Unlicense", "This is free and unencumbered software released into the public domain"),
    ("Apache-2.0", "Apache License Version 2.0"),
    ("MPL-2.0", "Mozilla Public License Version 2.0"),
];
/// What the names of files begin with that say what may be done with a crate.
const NAMES: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "UNLICENSE"];
/// What those begin with that the Apache licence asks to be passed on.
const NOTICE: &str = "NOTICE";

/// A file of a crate that says what may be done with it.
pub(crate) struct File {
    name: String,
    text: String,
}

/// A text file, with the line ends of Unix and nothing around it.
pub(crate) fn read(path: &Path) -> io::Result<String> {
    #[expect(clippy::disallowed_methods, reason = "a generator reads its sources")]
    let bytes = std::fs::read(path)?;
    Ok(String::from_utf8_lossy(&bytes).replace("\r\n", "\n").trim_matches('\n').trim_end().to_owned())
}

/// The files in a crate's folder that say what may be done with it.
pub(crate) fn files(folder: &Path) -> io::Result<Vec<File>> {
    let mut files = Vec::new();
    #[expect(clippy::disallowed_methods, reason = "a generator reads its sources")]
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        if entry.file_type()?.is_file() && NAMES.iter().chain([&NOTICE]).any(|known| name.starts_with(known))
        {
            files.push(File { name, text: read(&entry.path())? });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// How much a licence asks for; those that are not known ask for most.
pub(crate) fn rank(id: &str) -> usize {
    KNOWN.iter().position(|(known, _)| *known == id).unwrap_or(KNOWN.len())
}

/// The texts of all these licences, if all are among the files.
pub(crate) fn of_files(ids: &[String], files: &[File]) -> Option<Vec<String>> {
    ids.iter().map(|id| of_file(id, files)).collect::<Option<Vec<_>>>().map(|texts| texts.concat())
}

/// Whether a text has the words of a licence.
fn is_text_of(id: &str, text: &str) -> bool {
    let flowing = || text.split_whitespace().collect::<Vec<_>>().join(" ");
    KNOWN.iter().find(|(known, _)| *known == id).is_some_and(|(_, words)| flowing().contains(words))
}

/// Whether a text is that of the Apache licence.
pub(crate) fn is_apache(text: &str) -> bool {
    is_text_of("Apache-2.0", text)
}

/// The text of a licence and the notices that go with it, if there is one.
fn of_file(id: &str, files: &[File]) -> Option<Vec<String>> {
    let is_it = |file: &&File| !file.name.starts_with(NOTICE) && is_text_of(id, &file.text);
    let text = files.iter().find(is_it)?.text.clone();
    let notices = files.iter().filter(|file| id == "Apache-2.0" && file.name.starts_with(NOTICE));
    Some([text].into_iter().chain(notices.map(|file| file.text.clone())).collect())
}

/// The same, with the standard text of what is not among the files, where there is one.
pub(crate) fn standard(ids: &[String], files: &[File], holders: &str) -> Option<Vec<String>> {
    let text = |id: &String| of_file(id, files).or_else(|| Some(vec![standard_text(id, holders)?]));
    ids.iter().map(text).collect::<Option<Vec<_>>>().map(|texts| texts.concat())
}

/// The text of a licence that is the same for all, but for who holds the copyright.
fn standard_text(id: &str, holders: &str) -> Option<String> {
    let permission =
        |text: &str| text.find("Permission is").and_then(|start| text.get(start..)).map(str::to_owned);
    match id {
        "MIT" => permission(include_str!("../../LICENSE-MIT"))
            .map(|text| format!("MIT License\n\nCopyright (c) {holders}\n\n{}", text.trim_end())),
        "Apache-2.0" => Some(include_str!("../../LICENSE-APACHE").trim_matches('\n').trim_end().to_owned()),
        _ => None,
    }
}

/// What is linked into the binary and is no crate.
pub(crate) fn beside_the_crates(target: &str) -> Vec<Part> {
    let part = |name: &str, licence: &str, home: &str, holders: &str| Part {
        name: name.to_owned(),
        licence: licence.to_owned(),
        home: home.to_owned(),
        texts: standard_text("MIT", holders).into_iter().collect(),
    };
    let mut parts = vec![part(
        "the standard library of Rust",
        "MIT OR Apache-2.0",
        "https://github.com/rust-lang/rust",
        "The Rust Project Contributors",
    )];
    if target.ends_with("musl") {
        parts.push(part("musl", "MIT", "https://musl.libc.org", "2005-2020 Rich Felker, et al."));
    }
    parts
}
