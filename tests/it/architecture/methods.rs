//! The types of expressions as far as they are written down, and the files that define their methods.

use std::collections::{BTreeMap, BTreeSet};

use syn::{GenericArgument, PathArguments, Type};

use super::definitions::Written;
use super::modules::{Modules, Target};

/// Smart pointers, through which the methods of what they point to are called.
const POINTERS: [&str; 3] = ["Box", "Rc", "Arc"];

/// A method or an associated function.
struct Method {
    file: String,
    output: Option<Written>,
}

/// The methods of a crate by type and by name.
#[derive(Default)]
pub(super) struct Methods {
    methods: BTreeMap<(String, String), Method>,
    /// Names of methods of types whose inherent `impl` blocks stand in several files, with the only file that
    /// defines a method of that name.
    only: BTreeMap<String, String>,
}

impl Methods {
    /// The methods of all types of `modules`.
    pub(super) fn of(modules: &Modules) -> Self {
        let mut methods = Self::default();
        let mut files: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        let mut owners: BTreeMap<&str, BTreeSet<(String, &str)>> = BTreeMap::new();
        for block in &modules.types.blocks {
            let Some(ty) = modules.type_of(&block.ty) else { continue };
            if block.is_inherent {
                files.entry(ty.clone()).or_default().insert(&block.file);
            }
            for (name, output) in &block.methods {
                owners.entry(name).or_default().insert((ty.clone(), &block.file));
                let output = output.clone().map(|output| Written {
                    ty: output,
                    at: block.ty.at.clone(),
                    own: Some(Box::new(block.ty.ty.clone())),
                });
                let method = Method { file: block.file.clone(), output };
                methods.methods.insert((ty.clone(), name.clone()), method);
            }
        }
        for (name, owners) in owners {
            if let Some((ty, file)) = owners.first()
                && owners.len() == 1
                && files.get(ty).is_some_and(|files| files.len() > 1)
            {
                methods.only.insert(name.to_owned(), (*file).to_owned());
            }
        }
        methods
    }

    /// The file that defines the method `name` of a type. Of an unknown type it is found where its name tells.
    pub(super) fn file_of(&self, ty: Option<&str>, name: &str) -> Option<&str> {
        match ty {
            Some(ty) => {
                self.methods.get(&(ty.to_owned(), name.to_owned())).map(|method| method.file.as_str())
            }
            None => self.only.get(name).map(String::as_str),
        }
    }

    /// The type that a method of a type returns.
    pub(super) fn output_of(&self, modules: &Modules, ty: &str, name: &str) -> Option<String> {
        modules.type_of(self.methods.get(&(ty.to_owned(), name.to_owned()))?.output.as_ref()?)
    }
}

impl Modules {
    /// The path of the type that is written as `ty` in the module `at`, in an `impl` block of `own`.
    pub(super) fn type_at(&self, ty: &Type, at: &str, own: Option<&str>) -> Option<String> {
        let mut ty = ty;
        loop {
            ty = match ty {
                Type::Reference(reference) => &reference.elem,
                Type::Paren(paren) => &paren.elem,
                Type::Group(group) => &group.elem,
                Type::Path(path) if path.qself.is_none() => {
                    let names: Vec<String> =
                        path.path.segments.iter().map(|part| part.ident.to_string()).collect();
                    if names == ["Self"] {
                        return own.map(str::to_owned);
                    }
                    match self.resolve(at, &names) {
                        Target::Item { path, rest, .. } if rest.is_empty() => return Some(path),
                        _ if names.last().is_some_and(|name| POINTERS.contains(&name.as_str())) => {
                            pointed_to(path.path.segments.last()?)?
                        }
                        _ => return None,
                    }
                }
                _ => return None,
            };
        }
    }

    /// The type of a field.
    pub(super) fn field_of(&self, ty: &str, name: &str) -> Option<String> {
        self.type_of(self.types.fields.get(&(ty.to_owned(), name.to_owned()))?)
    }

    fn type_of(&self, written: &Written) -> Option<String> {
        let own = written.own.as_ref().and_then(|own| self.type_at(own, &written.at, None));
        self.type_at(&written.ty, &written.at, own.as_deref())
    }
}

fn pointed_to(segment: &syn::PathSegment) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}
