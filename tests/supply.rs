//! What the project is built on: licences, and a reason for every crate.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read files, and fail by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Licences that ask for no more than to be named, and the MPL, which asks for changes of its own files.
const LICENCES: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "WTFPL",
    "Zlib",
];

fn project(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// Whether an SPDX expression, with `/` for "or" as old crates write it, can be met by [`LICENCES`] alone. Of `OR` within
/// parentheses beside `AND` nothing else is written by any crate.
fn is_met(expression: &str) -> bool {
    expression.split(" AND ").all(|part| {
        let part = part.trim_matches(['(', ')', ' ']);
        part.split(" OR ")
            .flat_map(|choice| choice.split('/'))
            .any(|choice| LICENCES.contains(&choice.trim()))
    })
}

#[test]
fn expressions_are_met_where_one_of_each_choice_is() {
    let cases = [
        ("MIT", true),
        ("GPL-3.0 OR MIT", true),
        ("Unlicense/MIT", true),
        ("(MIT OR GPL-3.0) AND Unicode-3.0", true),
        ("MIT AND GPL-3.0", false),
        ("GPL-3.0", false),
    ];
    for (expression, expected) in cases {
        assert_eq!(is_met(expression), expected, "{expression}");
    }
}

#[test]
#[ignore = "needs the crates of every system"]
fn every_crate_may_be_used() {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1", "--manifest-path"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_met(licence), "{}: {licence:?}", package["name"]);
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest: toml::Table = project("Cargo.toml").parse().unwrap();
    let mut used: BTreeSet<&str> =
        manifest["dependencies"].as_table().unwrap().keys().map(String::as_str).collect();
    for (_, target) in manifest["target"].as_table().unwrap() {
        used.extend(target["dependencies"].as_table().unwrap().keys().map(String::as_str));
    }
    let security = project("SECURITY.md");
    let table = security.split("| crate | for |\n|---|---|\n").nth(1).unwrap();
    let rows = table.lines().take_while(|line| line.starts_with("| "));
    let told: BTreeSet<&str> = rows.filter_map(|row| row.split('|').nth(1)).map(str::trim).collect();
    assert_eq!(told, used);
}

#[test]
fn nothing_of_ours_is_unsafe_or_runs_while_it_is_built() {
    let manifest: toml::Table = project("Cargo.toml").parse().unwrap();
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    assert!(!Path::new(env!("CARGO_MANIFEST_DIR")).join("build.rs").exists());
    assert!(manifest["package"].get("build").is_none() && manifest.get("build-dependencies").is_none());
}
