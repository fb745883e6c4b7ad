//! The types that a crate defines, as they are written: their fields and their `impl` blocks.

use std::collections::BTreeMap;

use syn::{Fields, ImplItem, ItemImpl, ItemStruct, ReturnType, Type};

/// A type as it is written, and the module and `impl` block that it is written in.
#[derive(Clone)]
pub(super) struct Written {
    pub(super) ty: Type,
    pub(super) at: String,
    pub(super) own: Option<Box<Type>>,
}

/// An `impl` block, whose type is known only when all modules are read.
pub(super) struct Block {
    pub(super) ty: Written,
    pub(super) file: String,
    pub(super) is_inherent: bool,
    /// The names of its functions, and what these return.
    pub(super) methods: Vec<(String, Option<Type>)>,
}

/// The types of a crate.
#[derive(Default)]
pub(super) struct Types {
    pub(super) blocks: Vec<Block>,
    /// The fields of structures, by the path of the structure and the name.
    pub(super) fields: BTreeMap<(String, String), Written>,
}

impl Types {
    /// Adds the fields of a structure that the module `at` defines.
    pub(super) fn add_fields(&mut self, path: &str, at: &str, item: &ItemStruct) {
        if let Fields::Named(fields) = &item.fields {
            for field in &fields.named {
                let Some(name) = &field.ident else { continue };
                let written = Written { ty: field.ty.clone(), at: at.to_owned(), own: None };
                self.fields.insert((path.to_owned(), name.to_string()), written);
            }
        }
    }

    /// Adds an `impl` block of the module `at` in `file`.
    pub(super) fn add_block(&mut self, at: &str, file: &str, item: &ItemImpl) {
        let methods = item.items.iter().filter_map(|item| match item {
            ImplItem::Fn(method) => Some((method.sig.ident.to_string(), output(&method.sig.output))),
            _ => None,
        });
        self.blocks.push(Block {
            ty: Written { ty: (*item.self_ty).clone(), at: at.to_owned(), own: None },
            file: file.to_owned(),
            is_inherent: item.trait_.is_none(),
            methods: methods.collect(),
        });
    }
}

fn output(output: &ReturnType) -> Option<Type> {
    match output {
        ReturnType::Type(_, ty) => Some((**ty).clone()),
        ReturnType::Default => None,
    }
}
