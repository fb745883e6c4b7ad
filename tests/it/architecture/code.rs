//! A crate's sources, read: the code of each file without its tests, and what it refers to.

use std::collections::{BTreeMap, BTreeSet};

use super::cut::{cut_tests, test_modules};
use super::graph::Imports;
use super::methods::Methods;
use super::modules::{Modules, Target, join, module_of};
use super::references::{Reference, references};

/// The code of one file.
#[derive(Debug)]
pub(super) struct File {
    /// The lines without those of tests.
    pub(super) lines: usize,
    /// What its code refers to.
    pub(super) references: Vec<Reference>,
}

/// The files of a crate by their paths below `src`.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) files: BTreeMap<String, File>,
}

impl Code {
    /// Reads sources, each a path below `src` and its text. Files that are modules of tests alone are left out.
    pub(super) fn read<'a>(sources: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut parsed = Vec::new();
        let mut of_tests = BTreeSet::new();
        for (path, text) in sources {
            let mut syntax =
                syn::parse_file(text).unwrap_or_else(|error| panic!("{path} cannot be read: {error}"));
            let module = module_of(path);
            of_tests.extend(test_modules(&syntax).map(|name| join(&module, &name.to_string())));
            let lines = text.lines().count() - cut_tests(&mut syntax);
            parsed.push((path, module, syntax, lines));
        }
        parsed.retain(|(_, module, ..)| !is_within(&of_tests, module));
        let mut modules = Modules::default();
        for (path, _, syntax, _) in &parsed {
            modules.add(path, syntax);
        }
        let methods = Methods::of(&modules);
        let files = parsed.iter().map(|(path, module, syntax, lines)| {
            let references = references(&modules, &methods, module, syntax);
            ((*path).to_owned(), File { lines: *lines, references })
        });
        Self { files: files.collect() }
    }

    /// The files that each file imports: those that define an item or a method that it names.
    pub(super) fn imports(&self) -> Imports {
        let imported = |file: &File| {
            let references = file.references.iter().filter(|reference| !reference.is_reexport);
            references.filter_map(|reference| item_file(reference).map(str::to_owned)).collect()
        };
        self.files.iter().map(|(path, file)| (path.clone(), imported(file))).collect()
    }

    /// The imports among the files of a ring, one a line, with the places of the first names that make them.
    pub(super) fn describe(&self, ring: &[String]) -> String {
        let mut arrows: BTreeMap<(&str, &str), BTreeMap<&str, usize>> = BTreeMap::new();
        for path in ring {
            let references = self.files.get(path).map(|file| file.references.as_slice()).unwrap_or_default();
            for reference in references.iter().filter(|reference| !reference.is_reexport) {
                if let Target::Item { file, path: name, .. } = &reference.target
                    && file != path
                    && ring.contains(file)
                {
                    arrows.entry((path, file)).or_default().entry(name).or_insert(reference.line);
                }
            }
        }
        let line = |((from, to), names): ((&str, &str), BTreeMap<&str, usize>)| {
            let names: Vec<String> =
                names.iter().take(4).map(|(name, line)| format!("{name} (line {line})")).collect();
            format!("  {from} -> {to}: {}", names.join(", "))
        };
        arrows.into_iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// The file of the item that a reference leads to.
fn item_file(reference: &Reference) -> Option<&str> {
    match &reference.target {
        Target::Item { file, .. } => Some(file),
        Target::Module { .. } | Target::Outside(_) => None,
    }
}

fn is_within(modules: &BTreeSet<String>, module: &str) -> bool {
    modules.iter().any(|outer| {
        module.strip_prefix(outer.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    })
}
