//! The modules of a crate, what each defines, and where a path leads.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{Item, UseTree, Visibility};

use super::definitions::Types;

/// How many `use` declarations a name is followed through: those of a crate that compiles have an end.
const DEEPEST: usize = 32;

/// Where a path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// An item of the crate.
    Item {
        /// The file that defines it.
        file: String,
        /// Its path from the crate's root.
        path: String,
        /// What follows the item, such as the name of an associated function.
        rest: Vec<String>,
    },
    /// A module of the crate, or a name in it that no item defines in sight.
    Module {
        /// The file of the module.
        file: String,
    },
    /// A path that begins with no name of the crate: another crate's, a local one, a type parameter.
    Outside(String),
}

/// One module.
#[derive(Debug, Default)]
struct Module {
    file: String,
    items: BTreeSet<String>,
    uses: BTreeMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
}

/// All modules of a crate by their paths, with the types and macros that they define.
#[derive(Default)]
pub(super) struct Modules {
    by_path: BTreeMap<String, Module>,
    macros: BTreeMap<String, String>,
    /// The types' fields and methods.
    pub(super) types: Types,
}

impl Modules {
    /// Adds the module of a file.
    pub(super) fn add(&mut self, file: &str, syntax: &syn::File) {
        let path = module_of(file);
        let mut reader = Reader { modules: self, file, at: path.clone() };
        reader.enter(path);
        reader.visit_file(syntax);
    }

    /// The file that defines a macro of the crate.
    pub(super) fn file_of_macro(&self, name: &str) -> Option<&str> {
        self.macros.get(name).map(String::as_str)
    }

    /// Where `path` leads that is written in the module `at`.
    pub(super) fn resolve(&self, at: &str, path: &[String]) -> Target {
        self.follow(at, path, 0)
    }

    fn follow(&self, at: &str, path: &[String], depth: usize) -> Target {
        let outside = || Target::Outside(path.join("::"));
        let Some((first, rest)) = path.split_first() else { return outside() };
        match first.as_str() {
            "crate" | "$crate" if at == "main" => self.walk("main", rest, depth),
            "crate" | "$crate" => self.walk("", rest, depth),
            "midashi" if at == "main" => self.walk("", rest, depth),
            "self" => self.walk(at, rest, depth),
            "super" => {
                let mut above = parent(at);
                let mut rest = rest;
                while let Some(("super", further)) =
                    rest.split_first().map(|(name, further)| (name.as_str(), further))
                {
                    above = parent(above);
                    rest = further;
                }
                self.walk(above, rest, depth)
            }
            _ if self.has(at, first, depth) => self.walk(at, path, depth),
            _ => outside(),
        }
    }

    /// Holds if the module `at` knows `name`.
    fn has(&self, at: &str, name: &str, depth: usize) -> bool {
        let Some(module) = self.by_path.get(at) else { return false };
        module.items.contains(name)
            || module.uses.contains_key(name)
            || self.by_path.contains_key(&join(at, name))
            || self.glob_with(at, module, name, depth).is_some()
    }

    /// The module whose names `module` imports all, and that knows `name`.
    fn glob_with(&self, at: &str, module: &Module, name: &str, depth: usize) -> Option<String> {
        if depth > DEEPEST {
            return None;
        }
        module.globs.iter().find_map(|glob| {
            let target = self.module_at(at, glob)?;
            self.has(&target, name, depth + 1).then_some(target)
        })
    }

    /// The module that a path without re-exports names.
    fn module_at(&self, at: &str, path: &[String]) -> Option<String> {
        let mut module = at.to_owned();
        for (index, name) in path.iter().enumerate() {
            module = match name.as_str() {
                "crate" => String::new(),
                "self" => module,
                "super" => parent(&module).to_owned(),
                _ if index == 0 && !self.by_path.contains_key(&join(at, name)) => return None,
                name => join(&module, name),
            };
        }
        self.by_path.contains_key(&module).then_some(module)
    }

    fn walk(&self, at: &str, path: &[String], depth: usize) -> Target {
        let Some(module) = self.by_path.get(at) else { return Target::Outside(path.join("::")) };
        let Some((name, rest)) = path.split_first() else {
            return Target::Module { file: module.file.clone() };
        };
        let child = join(at, name);
        // A module and a function may share a name: only what follows tells which is meant.
        let is_item = module.items.contains(name);
        if self.by_path.contains_key(&child) && !(rest.is_empty() && is_item) {
            return self.walk(&child, rest, depth);
        }
        if is_item {
            return Target::Item { file: module.file.clone(), path: child, rest: rest.to_vec() };
        }
        if depth <= DEEPEST {
            if let Some(import) = module.uses.get(name) {
                let whole: Vec<String> = import.iter().chain(rest).cloned().collect();
                return self.follow(at, &whole, depth + 1);
            }
            if let Some(glob) = self.glob_with(at, module, name, depth) {
                return self.walk(&glob, path, depth + 1);
            }
        }
        Target::Module { file: module.file.clone() }
    }
}

/// The path of the module in a file below `src`: `app::jump` of `app/jump/mod.rs`.
pub(super) fn module_of(file: &str) -> String {
    let path = file.trim_end_matches(".rs");
    if path == "lib" {
        return String::new();
    }
    path.trim_end_matches("/mod").replace('/', "::")
}

fn parent(module: &str) -> &str {
    module.rsplit_once("::").map_or("", |(above, _)| above)
}

/// The path of what is named `name` in the module `at`.
pub(super) fn join(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}::{name}") }
}

/// The paths that a `use` declaration imports, each with the name that it gives; `*` for all.
pub(super) fn imported(tree: &UseTree) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let mut open = vec![(Vec::new(), tree)];
    while let Some((before, tree)) = open.pop() {
        let with = |name: &syn::Ident| {
            let mut path: Vec<String> = before.clone();
            path.push(name.to_string());
            path
        };
        match tree {
            UseTree::Path(path) => open.push((with(&path.ident), &path.tree)),
            UseTree::Group(group) => open.extend(group.items.iter().map(|tree| (before.clone(), tree))),
            UseTree::Glob(_) => found.push(("*".to_owned(), before)),
            // `use a::b::{self}` gives the name `b`.
            UseTree::Name(name) if name.ident == "self" => {
                found.push((before.last().cloned().unwrap_or_default(), before));
            }
            UseTree::Name(name) => found.push((name.ident.to_string(), with(&name.ident))),
            UseTree::Rename(name) if name.ident == "self" => found.push((name.rename.to_string(), before)),
            UseTree::Rename(name) => found.push((name.rename.to_string(), with(&name.ident))),
        }
    }
    found
}

/// Reads what the modules of a file define.
struct Reader<'a> {
    modules: &'a mut Modules,
    file: &'a str,
    at: String,
}

impl Reader<'_> {
    fn enter(&mut self, path: String) {
        let file = self.file.to_owned();
        self.modules.by_path.insert(path.clone(), Module { file, ..Module::default() });
        self.at = path;
    }

    fn module(&mut self) -> &mut Module {
        self.modules.by_path.entry(self.at.clone()).or_default()
    }

    fn define(&mut self, name: &syn::Ident) {
        self.module().items.insert(name.to_string());
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Const(item) => self.define(&item.ident),
            Item::Static(item) => self.define(&item.ident),
            Item::Fn(item) => self.define(&item.sig.ident),
            Item::Enum(item) => self.define(&item.ident),
            Item::Trait(item) => self.define(&item.ident),
            Item::Type(item) => self.define(&item.ident),
            Item::Union(item) => self.define(&item.ident),
            Item::Struct(item) => {
                self.define(&item.ident);
                self.modules.types.add_fields(&join(&self.at, &item.ident.to_string()), &self.at, item);
            }
            Item::Macro(item) => {
                if let Some(name) = &item.ident {
                    self.modules.macros.insert(name.to_string(), self.file.to_owned());
                }
            }
            Item::Impl(item) => self.modules.types.add_block(&self.at, self.file, item),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if let Some((_, items)) = &module.content {
            let outer = self.at.clone();
            self.enter(join(&outer, &module.ident.to_string()));
            for item in items {
                self.visit_item(item);
            }
            self.at = outer;
        }
    }

    /// Declarations inside functions count for the whole module, where it has no such name itself.
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for (name, path) in imported(&item.tree) {
            let module = self.module();
            match name.as_str() {
                "*" => module.globs.push(path),
                "_" => {}
                _ => {
                    module.uses.entry(name).or_insert(path);
                }
            }
        }
    }
}

/// Holds if a `use` declaration gives its names to other modules, too.
pub(super) fn is_reexport(item: &syn::ItemUse) -> bool {
    !matches!(item.vis, Visibility::Inherited)
}
