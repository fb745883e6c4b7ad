//! What the code of a file refers to: by `use`, by a path, by a macro's name or by a method's.

use proc_macro2::Span;
use syn::visit::{self, Visit};
use syn::{FnArg, Stmt};

use super::locals::{Locals, names};
use super::macros::{Arguments, arguments, paths};
use super::methods::Methods;
use super::modules::{Modules, Target, imported, is_reexport, join};

/// One reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    /// The line that it stands in, from 1.
    pub(super) line: usize,
    /// Where it leads.
    pub(super) target: Target,
    /// A `pub use` hands a name on, and needs nothing itself.
    pub(super) is_reexport: bool,
}

/// The references of a file whose module is `at`.
pub(super) fn references(
    modules: &Modules,
    methods: &Methods,
    at: &str,
    syntax: &syn::File,
) -> Vec<Reference> {
    let mut reader = Reader { locals: Locals::new(modules, methods, at), found: Vec::new() };
    reader.visit_file(syntax);
    reader.found
}

struct Reader<'a> {
    locals: Locals<'a>,
    found: Vec<Reference>,
}

impl Reader<'_> {
    fn refer(&mut self, span: Span, target: Target) {
        self.found.push(Reference { line: span.start().line, target, is_reexport: false });
    }

    fn refer_to_item(&mut self, span: Span, file: &str, path: String) {
        self.refer(span, Target::Item { file: file.to_owned(), path, rest: Vec::new() });
    }

    fn refer_to_path(&mut self, span: Span, path: &[String]) {
        match path {
            [name] if self.locals.has(name) => {}
            [first, name, ..] if first == "Self" => {
                if let Some(own) = self.locals.own.clone() {
                    self.refer_to_method(span, Some(&own), name);
                }
            }
            path => {
                let target = self.locals.modules.resolve(&self.locals.at, path);
                if let Target::Item { path, rest, .. } = &target
                    && let [name, ..] = rest.as_slice()
                {
                    self.refer_to_method(span, Some(path), name);
                }
                self.refer(span, target);
            }
        }
    }

    fn refer_to_method(&mut self, span: Span, ty: Option<&str>, name: &str) {
        if let Some(file) = self.locals.methods.file_of(ty, name) {
            self.refer_to_item(span, file, join(ty.unwrap_or("?"), name));
        }
    }

    fn in_scope(&mut self, read: impl FnOnce(&mut Self)) {
        self.locals.open();
        read(self);
        self.locals.close();
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let inner = join(&self.locals.at, &module.ident.to_string());
        let outer = std::mem::replace(&mut self.locals.at, inner);
        visit::visit_item_mod(self, module);
        self.locals.at = outer;
    }

    fn visit_item_impl(&mut self, block: &'ast syn::ItemImpl) {
        let own = self.locals.modules.type_at(&block.self_ty, &self.locals.at, None);
        let outer = std::mem::replace(&mut self.locals.own, own);
        visit::visit_item_impl(self, block);
        self.locals.own = outer;
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let line = item.use_token.span.start().line;
        for (name, path) in imported(&item.tree) {
            let target = self.locals.modules.resolve(&self.locals.at, &path);
            // Of all names of a module, those that are used are found where they are used.
            if name != "*" || matches!(target, Target::Outside(_)) {
                self.found.push(Reference { line, target, is_reexport: is_reexport(item) });
            }
        }
    }

    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if let Some(first) = path.segments.first() {
            self.refer_to_path(first.ident.span(), &names(path));
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        match call.path.get_ident() {
            Some(name) => {
                if let Some(file) = self.locals.modules.file_of_macro(&name.to_string()) {
                    self.refer_to_item(name.span(), file, format!("{name}!"));
                }
            }
            None => self.visit_path(&call.path),
        }
        match arguments(&call.tokens) {
            Arguments::Expressions(list) => list.iter().for_each(|value| self.visit_expr(value)),
            Arguments::Pattern(value, pattern, condition) => self.in_scope(|reader| {
                reader.visit_expr(&value);
                reader.visit_pat(&pattern);
                reader.locals.bind(&pattern, None);
                if let Some(condition) = condition {
                    reader.visit_expr(&condition);
                }
            }),
            Arguments::Tokens(tokens) => {
                for (span, path) in paths(tokens) {
                    self.refer_to_path(span, &path);
                }
            }
        }
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        if item.ident.is_some() {
            for (span, path) in paths(item.mac.tokens.clone()) {
                self.refer_to_path(span, &path);
            }
        } else {
            self.visit_macro(&item.mac);
        }
    }

    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        for input in &signature.inputs {
            if let FnArg::Typed(typed) = input {
                let ty = self.locals.modules.type_at(&typed.ty, &self.locals.at, self.locals.own.as_deref());
                self.locals.bind(&typed.pat, ty);
            }
        }
        visit::visit_signature(self, signature);
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.in_scope(|reader| visit::visit_item_fn(reader, function));
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.in_scope(|reader| visit::visit_impl_item_fn(reader, function));
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        self.in_scope(|reader| visit::visit_trait_item_fn(reader, function));
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        self.in_scope(|reader| {
            for statement in &block.stmts {
                visit::visit_stmt(reader, statement);
                if let Stmt::Local(local) = statement {
                    let value = local.init.as_ref();
                    let ty = value.and_then(|value| reader.locals.type_of(&value.expr));
                    reader.locals.bind(&local.pat, ty);
                }
            }
        });
    }

    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        self.in_scope(|reader| {
            closure.inputs.iter().for_each(|input| reader.locals.bind(input, None));
            visit::visit_expr_closure(reader, closure);
        });
    }

    fn visit_expr_let(&mut self, condition: &'ast syn::ExprLet) {
        visit::visit_expr_let(self, condition);
        self.locals.bind(&condition.pat, None);
    }

    fn visit_expr_if(&mut self, condition: &'ast syn::ExprIf) {
        self.in_scope(|reader| visit::visit_expr_if(reader, condition));
    }

    fn visit_expr_while(&mut self, condition: &'ast syn::ExprWhile) {
        self.in_scope(|reader| visit::visit_expr_while(reader, condition));
    }

    fn visit_expr_for_loop(&mut self, repeated: &'ast syn::ExprForLoop) {
        self.in_scope(|reader| {
            reader.locals.bind(&repeated.pat, None);
            visit::visit_expr_for_loop(reader, repeated);
        });
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        self.in_scope(|reader| {
            reader.locals.bind(&arm.pat, None);
            visit::visit_arm(reader, arm);
        });
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let ty = self.locals.type_of(&call.receiver);
        self.refer_to_method(call.method.span(), ty.as_deref(), &call.method.to_string());
        visit::visit_expr_method_call(self, call);
    }
}
