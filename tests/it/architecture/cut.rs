//! Removal of what is compiled for tests alone: items, fields, variants, arms and statements under `#[cfg(test)]`.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Expr, ImplItem, Item, Meta, Stmt, TraitItem};

/// Removes from `file` what is compiled for tests alone, and returns how many lines that took.
pub(super) fn cut_tests(file: &mut syn::File) -> usize {
    let mut cut = Cut::default();
    cut.visit_file_mut(file);
    cut.lines.len()
}

/// Holds if what bears `attributes` is compiled for tests alone.
pub(super) fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => needs_test(&list.tokens),
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(_) | Meta::NameValue(_) => false,
    })
}

/// Holds if the predicate of a `cfg` can be true in tests alone: `test`, or `all` with it. `any` and `not` leave
/// another way, so that what bears them is code of the program.
fn needs_test(predicate: &TokenStream) -> bool {
    let mut tokens = predicate.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), None) => name == "test",
        (Some(TokenTree::Ident(name)), Some(TokenTree::Group(parts))) if name == "all" => {
            let parts: Vec<TokenTree> = parts.stream().into_iter().collect();
            parts.split(is_comma).any(|part| needs_test(&part.iter().cloned().collect()))
        }
        _ => false,
    }
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(sign) if sign.as_char() == ',')
}

#[derive(Default)]
struct Cut {
    lines: BTreeSet<usize>,
}

impl Cut {
    /// Holds if `part` stays; counts its lines if not.
    fn stays(&mut self, attributes: &[Attribute], part: &impl Spanned) -> bool {
        let is_test = is_test(attributes);
        if is_test {
            let span = part.span();
            self.lines.extend(span.start().line..=span.end().line);
        }
        !is_test
    }
}

impl VisitMut for Cut {
    fn visit_file_mut(&mut self, file: &mut syn::File) {
        file.items.retain(|item| self.stays(item_attributes(item), item));
        visit_mut::visit_file_mut(self, file);
    }

    fn visit_item_mod_mut(&mut self, module: &mut syn::ItemMod) {
        if let Some((_, items)) = &mut module.content {
            items.retain(|item| self.stays(item_attributes(item), item));
        }
        visit_mut::visit_item_mod_mut(self, module);
    }

    fn visit_item_impl_mut(&mut self, block: &mut syn::ItemImpl) {
        block.items.retain(|item| match item {
            ImplItem::Const(item) => self.stays(&item.attrs, item),
            ImplItem::Fn(item) => self.stays(&item.attrs, item),
            ImplItem::Type(item) => self.stays(&item.attrs, item),
            ImplItem::Macro(item) => self.stays(&item.attrs, item),
            _ => true,
        });
        visit_mut::visit_item_impl_mut(self, block);
    }

    fn visit_item_trait_mut(&mut self, block: &mut syn::ItemTrait) {
        block.items.retain(|item| match item {
            TraitItem::Const(item) => self.stays(&item.attrs, item),
            TraitItem::Fn(item) => self.stays(&item.attrs, item),
            TraitItem::Type(item) => self.stays(&item.attrs, item),
            TraitItem::Macro(item) => self.stays(&item.attrs, item),
            _ => true,
        });
        visit_mut::visit_item_trait_mut(self, block);
    }

    fn visit_fields_named_mut(&mut self, fields: &mut syn::FieldsNamed) {
        let named = std::mem::take(&mut fields.named);
        fields.named = named.into_iter().filter(|field| self.stays(&field.attrs, field)).collect();
        visit_mut::visit_fields_named_mut(self, fields);
    }

    fn visit_item_enum_mut(&mut self, item: &mut syn::ItemEnum) {
        let variants = std::mem::take(&mut item.variants);
        item.variants = variants.into_iter().filter(|variant| self.stays(&variant.attrs, variant)).collect();
        visit_mut::visit_item_enum_mut(self, item);
    }

    fn visit_expr_match_mut(&mut self, expression: &mut syn::ExprMatch) {
        expression.arms.retain(|arm| self.stays(&arm.attrs, arm));
        visit_mut::visit_expr_match_mut(self, expression);
    }

    fn visit_expr_struct_mut(&mut self, expression: &mut syn::ExprStruct) {
        let fields = std::mem::take(&mut expression.fields);
        expression.fields = fields.into_iter().filter(|field| self.stays(&field.attrs, field)).collect();
        visit_mut::visit_expr_struct_mut(self, expression);
    }

    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        block.stmts.retain(|statement| match statement {
            Stmt::Local(local) => self.stays(&local.attrs, local),
            Stmt::Item(item) => self.stays(item_attributes(item), item),
            Stmt::Macro(call) => self.stays(&call.attrs, call),
            Stmt::Expr(expression, _) => self.stays(expression_attributes(expression), expression),
        });
        visit_mut::visit_block_mut(self, block);
    }
}

/// The attributes of an item of any kind.
pub(super) fn item_attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        // Foreign modules and trait aliases: the project has neither.
        _ => &[],
    }
}

/// The attributes of an expression that stands as a statement. `syn` gives those of `a += b` to `a`.
fn expression_attributes(mut expression: &Expr) -> &[Attribute] {
    loop {
        expression = match expression {
            Expr::Assign(assignment) => &assignment.left,
            Expr::Binary(binary) => &binary.left,
            Expr::Block(expression) => return &expression.attrs,
            Expr::Call(expression) => return &expression.attrs,
            Expr::Field(expression) => return &expression.attrs,
            Expr::ForLoop(expression) => return &expression.attrs,
            Expr::If(expression) => return &expression.attrs,
            Expr::Index(expression) => return &expression.attrs,
            Expr::Loop(expression) => return &expression.attrs,
            Expr::Macro(expression) => return &expression.attrs,
            Expr::Match(expression) => return &expression.attrs,
            Expr::MethodCall(expression) => return &expression.attrs,
            Expr::Path(expression) => return &expression.attrs,
            Expr::Return(expression) => return &expression.attrs,
            Expr::Try(expression) => return &expression.attrs,
            Expr::Unary(expression) => return &expression.attrs,
            Expr::While(expression) => return &expression.attrs,
            // Of others no effect makes a statement.
            _ => return &[],
        };
    }
}

/// The names of the modules in files of their own that `file` declares for tests alone. To be asked before the cut.
pub(super) fn test_modules(file: &syn::File) -> impl Iterator<Item = &Ident> {
    file.items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.content.is_none() && is_test(&module.attrs) => Some(&module.ident),
        _ => None,
    })
}
