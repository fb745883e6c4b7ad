//! The string literals of the code, and which of them are texts for the user.
#![allow(clippy::string_slice, reason = "places in the code are those of ASCII signs")]

/// A string literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// What it stands for.
    pub text: String,
    /// The byte at which it begins.
    pub start: usize,
    /// Whether a macro of [`midashi::text::language`] says it.
    pub is_said: bool,
}

/// The literals of `code`, in their order.
pub fn literals(code: &str) -> Vec<Literal> {
    let mut literals = read(code);
    for name in ["tr!(", "tr_later!(", "tr_count!("] {
        let is_word = |at: usize| code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        for (at, _) in code.match_indices(name).filter(|(at, _)| !is_word(*at)) {
            let forms = if name == "tr_count!(" { 2 } else { 1 };
            let arguments = at + name.len();
            let said = literals.iter_mut().skip_while(|literal| literal.start < arguments).take(forms);
            for (form, literal) in said.enumerate() {
                let between = code[arguments..literal.start].trim();
                assert!(
                    forms == 2 || form > 0 || between.is_empty(),
                    "no literal after {}",
                    &code[at..literal.start]
                );
                literal.is_said = true;
            }
        }
    }
    literals
}

fn read(code: &str) -> Vec<Literal> {
    let mut literals = Vec::new();
    let mut at = 0;
    while let Some(c) = code[at..].chars().next() {
        let rest = &code[at..];
        let hashes = rest.strip_prefix('r').map_or(0, |raw| raw.len() - raw.trim_start_matches('#').len());
        let is_word = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if !is_word && rest.starts_with('r') && rest[1 + hashes..].starts_with('"') {
            let (begin, end) = (at + hashes + 2, format!("\"{}", "#".repeat(hashes)));
            let length = code[begin..].find(&end).unwrap();
            literals.push(Literal {
                text: code[begin..begin + length].to_owned(),
                start: at,
                is_said: false,
            });
            at = begin + length + end.len();
        } else if c == '"' {
            let (text, length) = unescaped(&rest[1..]);
            literals.push(Literal { text, start: at, is_said: false });
            at += 1 + length;
        } else if c == '\'' {
            at += char_literal(rest);
        } else {
            at += c.len_utf8();
        }
    }
    literals
}

/// What a literal stands for that begins before `code`, and its length, with the quote at its end.
fn unescaped(code: &str) -> (String, usize) {
    let mut chars = code.chars();
    let mut text = String::new();
    loop {
        match chars.next().unwrap() {
            '"' => return (text, code.len() - chars.as_str().len()),
            '\\' => match chars.next().unwrap() {
                '\n' => chars = chars.as_str().trim_start().chars(),
                'n' => text.push('\n'),
                // Of control characters, which are in no text, it is enough that something is there.
                'x' => {
                    chars.by_ref().take(2).for_each(drop);
                    text.push('\u{fffd}');
                }
                'u' => {
                    chars.by_ref().take_while(|c| *c != '}').for_each(drop);
                    text.push('\u{fffd}');
                }
                escaped => text.push(escaped),
            },
            c => text.push(c),
        }
    }
}

/// The length of the literal of a character at the beginning of `code`, or of the quote of a lifetime.
fn char_literal(code: &str) -> usize {
    let mut chars = code.chars().skip(1);
    match chars.next() {
        // What is escaped may be a quote itself.
        Some('\\') => 3 + code[3..].find('\'').map_or(0, |end| end + 1),
        Some(c) if chars.next() == Some('\'') => 2 + c.len_utf8(),
        Some(_) | None => 1,
    }
}
