//! Rings in a directed graph of files: sets of files each of which leads to all others.

use std::collections::{BTreeMap, BTreeSet};

/// The files that a file imports.
pub(super) type Imports = BTreeMap<String, BTreeSet<String>>;

/// The rings of at least two files, each sorted, in the order of their first files.
pub(super) fn rings(imports: &Imports) -> Vec<Vec<String>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        imports.keys().map(|file| (file.as_str(), reachable(imports, file))).collect();
    let mut rings = Vec::new();
    let mut placed = BTreeSet::new();
    for (file, ahead) in &reached {
        let leads_back = |other: &&str| reached.get(other).is_some_and(|ahead| ahead.contains(file));
        let ring: Vec<&str> = ahead.iter().copied().filter(leads_back).collect();
        if ring.len() > 1 && placed.insert(ring[0]) {
            rings.push(ring.into_iter().map(str::to_owned).collect());
        }
    }
    rings
}

/// The files that imports lead to from `start`, itself only by a ring.
fn reachable<'a>(imports: &'a Imports, start: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = vec![start];
    while let Some(file) = open.pop() {
        for next in imports.get(file).into_iter().flatten() {
            if next != file && reached.insert(next.as_str()) {
                open.push(next);
            }
        }
    }
    reached
}
