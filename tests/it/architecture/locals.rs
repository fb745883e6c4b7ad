//! The local variables of a function, and the types of expressions as far as declarations tell without inference.

use std::collections::BTreeMap;

use syn::visit::{self, Visit};
use syn::{Expr, Ident, Pat};

use super::methods::Methods;
use super::modules::{Modules, Target};

/// Methods that give what they are called on, as far as types go.
const SAME: [&str; 5] = ["clone", "as_ref", "as_mut", "borrow", "borrow_mut"];

/// What is known at a place in the code.
pub(super) struct Locals<'a> {
    pub(super) modules: &'a Modules,
    pub(super) methods: &'a Methods,
    /// The module.
    pub(super) at: String,
    /// The type of the `impl` block.
    pub(super) own: Option<String>,
    /// The names of local variables, scope by scope, with their types where these are written down.
    scopes: Vec<BTreeMap<String, Option<String>>>,
}

impl<'a> Locals<'a> {
    /// Nothing but the names of the module `at`.
    pub(super) fn new(modules: &'a Modules, methods: &'a Methods, at: &str) -> Self {
        Self { modules, methods, at: at.to_owned(), own: None, scopes: vec![BTreeMap::new()] }
    }

    /// Opens a scope.
    pub(super) fn open(&mut self) {
        self.scopes.push(BTreeMap::new());
    }

    /// Closes the innermost scope.
    pub(super) fn close(&mut self) {
        self.scopes.pop();
    }

    /// Holds if `name` is a local variable.
    pub(super) fn has(&self, name: &str) -> bool {
        self.scopes.iter().any(|scope| scope.contains_key(name))
    }

    /// Binds the names of a pattern for a value of the type `ty`; only a plain name gets it.
    pub(super) fn bind(&mut self, pattern: &Pat, ty: Option<String>) {
        match pattern {
            Pat::Type(typed) => {
                let written = self.modules.type_at(&typed.ty, &self.at, self.own.as_deref());
                self.bind(&typed.pat, written);
            }
            Pat::Ident(name) if name.subpat.is_none() => self.add(&name.ident, ty),
            Pat::Reference(reference) => self.bind(&reference.pat, ty),
            _ => {
                let mut names = Names::default();
                names.visit_pat(pattern);
                names.0.iter().for_each(|name| self.add(name, None));
            }
        }
    }

    fn add(&mut self, name: &Ident, ty: Option<String>) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.insert(name.to_string(), ty);
        }
    }

    /// The type of an expression.
    pub(super) fn type_of(&self, expression: &Expr) -> Option<String> {
        match expression {
            Expr::Path(path) => match path.path.get_ident()? {
                name if name == "self" => self.own.clone(),
                name => self.scopes.iter().rev().find_map(|scope| scope.get(&name.to_string()))?.clone(),
            },
            Expr::Field(field) => match &field.member {
                syn::Member::Named(name) => {
                    self.modules.field_of(&self.type_of(&field.base)?, &name.to_string())
                }
                syn::Member::Unnamed(_) => None,
            },
            Expr::MethodCall(call) => {
                let name = call.method.to_string();
                let ty = self.type_of(&call.receiver)?;
                if SAME.contains(&name.as_str()) {
                    return Some(ty);
                }
                self.methods.output_of(self.modules, &ty, &name)
            }
            Expr::Call(call) => {
                let Expr::Path(path) = &*call.func else { return None };
                let mut path = names(&path.path);
                let function = path.pop()?;
                self.methods.output_of(self.modules, &self.type_named(&path)?, &function)
            }
            Expr::Struct(structure) => self.type_named(&names(&structure.path)),
            Expr::Reference(reference) => self.type_of(&reference.expr),
            Expr::Paren(paren) => self.type_of(&paren.expr),
            Expr::Unary(unary) => self.type_of(&unary.expr),
            _ => None,
        }
    }

    fn type_named(&self, path: &[String]) -> Option<String> {
        if path == ["Self"] {
            return self.own.clone();
        }
        match self.modules.resolve(&self.at, path) {
            Target::Item { path, rest, .. } if rest.is_empty() => Some(path),
            _ => None,
        }
    }
}

/// The names of a path, without their arguments.
pub(super) fn names(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

/// The names that a pattern binds.
#[derive(Default)]
struct Names(Vec<Ident>);

impl<'ast> Visit<'ast> for Names {
    fn visit_pat_ident(&mut self, name: &'ast syn::PatIdent) {
        self.0.push(name.ident.clone());
        visit::visit_pat_ident(self, name);
    }
}
