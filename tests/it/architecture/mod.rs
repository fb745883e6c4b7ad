//! The structure of the crate, held to the design: a module uses only what stands below it, each outside crate is known to
//! few modules, and no files lead to each other in a ring. All code is read but for that of tests.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "of the dozens of forms that code may have, a check is about a few"
)]

mod code;
mod cut;
mod definitions;
mod graph;
mod invented;
mod locals;
mod macros;
mod methods;
mod modules;
mod references;
mod rings;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use code::Code;
use modules::Target;
use rings::RINGS;
use table::{FENCES, LAYERS};

/// The most lines of a file without its tests.
const LONGEST: usize = 400;

/// The project's sources by their paths below `src`.
static SOURCES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                sources.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    assert!(sources.len() > 40, "only {} sources found", sources.len());
    sources
});

/// The code of the crate.
static CODE: LazyLock<Code> =
    LazyLock::new(|| Code::read(SOURCES.iter().map(|(path, text)| (path.as_str(), text.as_str()))));

/// The first folder or file of a path below `src`: the room.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

#[test]
fn modules_use_only_what_stands_below_them() {
    let mut seen = BTreeSet::new();
    for (path, file) in CODE.files.iter().filter(|(path, _)| *path != "lib.rs") {
        let from = room(path);
        let layer = LAYERS.iter().find(|(name, _)| *name == from);
        let (_, allowed) = layer.unwrap_or_else(|| panic!("{from} has no row in the table"));
        seen.insert(from);
        for reference in &file.references {
            let (Target::Item { file: used, .. } | Target::Module { file: used }) = &reference.target else {
                continue;
            };
            let to = room(used);
            let may_use = to == from || allowed.contains(&to);
            assert!(may_use, "{path}:{}: {from} uses {used}, which it may not", reference.line);
        }
    }
    let listed: BTreeSet<&str> = LAYERS.iter().map(|(name, _)| *name).collect();
    assert_eq!(seen, listed, "rows without a module");
}

#[test]
fn the_layers_have_no_rings() {
    let order: Vec<&str> = LAYERS.iter().map(|(name, _)| *name).collect();
    for (index, (name, allowed)) in LAYERS.iter().enumerate() {
        for used in *allowed {
            let below = order.iter().position(|other| other == used).unwrap();
            assert!(below < index, "{name} uses {used}, which stands above it");
        }
    }
}

#[test]
fn files_lead_to_each_other_in_no_ring() {
    let found = graph::rings(&CODE.imports());
    let listed: Vec<Vec<String>> =
        RINGS.iter().map(|ring| ring.iter().map(|&file| file.to_owned()).collect()).collect();
    let mut wrong = Vec::new();
    for ring in found.iter().filter(|ring| !listed.contains(ring)) {
        let is_smaller = listed.iter().any(|row| ring.iter().all(|file| row.contains(file)));
        let remedy = if is_smaller {
            "put it in the place of its row in rings.rs"
        } else {
            "break it (or, of files that have moved, write their names anew in rings.rs)"
        };
        let imports = CODE.describe(ring);
        wrong.push(format!("a ring of {} files, {remedy}:\n&{ring:?},\n{imports}", ring.len()));
    }
    for ring in listed.iter().filter(|ring| !found.contains(ring)) {
        wrong.push(format!("no such ring is left, take its row off rings.rs:\n&{ring:?},"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn outside_crates_are_known_to_few() {
    for (path, file) in &CODE.files {
        for reference in &file.references {
            let Target::Outside(used) = &reference.target else { continue };
            let within = |name: &str| {
                used.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
            };
            for (name, allowed) in FENCES.iter().filter(|(name, _)| within(name)) {
                let may_use = allowed.iter().any(|place| path == place || room(path) == *place);
                assert!(may_use, "{path}:{}: {used} stands behind the fence of {name}", reference.line);
            }
        }
    }
}

#[test]
fn files_stay_readable() {
    for (path, text) in &*SOURCES {
        assert!(text.starts_with("//!"), "{path} does not say what it is");
        let is_data = text.contains("Generated by");
        let lines = CODE.files.get(path).map_or(0, |file| file.lines);
        assert!(is_data || lines <= LONGEST, "{path}: {lines} lines without its tests: two subjects?");
    }
}

#[test]
fn modes_do_not_know_the_browser() {
    let modes: Vec<_> = CODE.files.iter().filter(|(path, _)| path.starts_with("app/modes/")).collect();
    assert!(modes.len() >= 9, "only {} files of modes found", modes.len());
    for (path, file) in modes {
        for reference in &file.references {
            let names_app = match &reference.target {
                Target::Item { path, .. } => path == "app::App" || path.starts_with("app::App::"),
                Target::Module { .. } | Target::Outside(_) => false,
            };
            let line = reference.line;
            assert!(!names_app, "{path}:{line} names `App`: a mode sees a `Context` and answers with steps");
        }
    }
}
