//! What the arguments of a macro are, without knowing the macro.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, Pat, Token};

/// The arguments of a call, as far as they follow Rust's grammar.
pub(super) enum Arguments {
    /// Expressions, as of `format!`.
    Expressions(Vec<Expr>),
    /// A value, a pattern and a condition, as of `matches!`.
    Pattern(Box<Expr>, Box<Pat>, Option<Box<Expr>>),
    /// Anything else.
    Tokens(TokenStream),
}

/// Reads the arguments of a macro.
pub(super) fn arguments(tokens: &TokenStream) -> Arguments {
    if let Ok(list) = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens.clone()) {
        return Arguments::Expressions(list.into_iter().collect());
    }
    pattern.parse2(tokens.clone()).unwrap_or_else(|_| Arguments::Tokens(tokens.clone()))
}

fn pattern(input: ParseStream<'_>) -> syn::Result<Arguments> {
    let value = input.parse()?;
    input.parse::<Token![,]>()?;
    let pattern = Pat::parse_multi_with_leading_vert(input)?;
    let condition = if input.parse::<Option<Token![if]>>()?.is_some() { Some(input.parse()?) } else { None };
    input.parse::<Option<Token![,]>>()?;
    Ok(Arguments::Pattern(Box::new(value), Box::new(pattern), condition))
}

/// The paths of several names that stand in tokens of any grammar, each with its place.
pub(super) fn paths(tokens: TokenStream) -> Vec<(Span, Vec<String>)> {
    let mut found = Vec::new();
    let mut open = vec![tokens];
    while let Some(tokens) = open.pop() {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                TokenTree::Group(group) => open.push(group.stream()),
                TokenTree::Ident(first) => {
                    let mut path = vec![first.to_string()];
                    while let Some([TokenTree::Punct(one), TokenTree::Punct(two), TokenTree::Ident(name)]) =
                        tokens.get(at..at + 3)
                        && (one.as_char(), two.as_char()) == (':', ':')
                    {
                        path.push(name.to_string());
                        at += 3;
                    }
                    if path.len() > 1 {
                        found.push((first.span(), path));
                    }
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
    found
}
