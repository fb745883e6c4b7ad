//! What the project is built on: a reason for every crate. Their licences and sources are held to `deny.toml`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn project(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
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
