//! The licence of a crate as it says itself: an SPDX expression, in the old way also with `/` for `OR`.

/// The ways to choose a licence, each the licences that then hold together.
pub(crate) fn choices(expression: &str) -> Result<Vec<Vec<String>>, String> {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    let choices = either(&mut words).filter(|_| words.is_empty());
    choices.ok_or_else(|| format!("`{expression}` is no licence"))
}

/// `A OR B`. The words come last first, and those that are read are taken away.
fn either(words: &mut Vec<&str>) -> Option<Vec<Vec<String>>> {
    let mut choices = both(words)?;
    while words.pop_if(|word| *word == "OR").is_some() {
        choices.extend(both(words)?);
    }
    Some(choices)
}

/// `A AND B`.
fn both(words: &mut Vec<&str>) -> Option<Vec<Vec<String>>> {
    let mut choices = one(words)?;
    while words.pop_if(|word| *word == "AND").is_some() {
        let others = one(words)?;
        let joined = |choice: &Vec<String>| {
            let choice = choice.clone();
            others.iter().map(move |other| [choice.as_slice(), other].concat())
        };
        choices = choices.iter().flat_map(joined).collect();
    }
    Some(choices)
}

/// A licence, perhaps `WITH` an exception, or what stands in parentheses.
fn one(words: &mut Vec<&str>) -> Option<Vec<Vec<String>>> {
    let word = words.pop()?;
    if word == "(" {
        let inner = either(words)?;
        return (words.pop() == Some(")")).then_some(inner);
    }
    if matches!(word, ")" | "OR" | "AND" | "WITH") {
        return None;
    }
    let mut licence = word.to_owned();
    if words.pop_if(|word| *word == "WITH").is_some() {
        licence = format!("{licence} WITH {}", words.pop()?);
    }
    Some(vec![vec![licence]])
}

#[cfg(test)]
mod tests {
    use super::choices;

    #[test]
    fn expressions_are_choices() {
        let cases: [(&str, &[&[&str]]); 6] = [
            ("MIT", &[&["MIT"]]),
            ("MIT/Apache-2.0", &[&["MIT"], &["Apache-2.0"]]),
            ("MIT AND Zlib", &[&["MIT", "Zlib"]]),
            ("(MIT OR ISC) AND Zlib", &[&["MIT", "Zlib"], &["ISC", "Zlib"]]),
            ("MIT OR ISC AND Zlib", &[&["MIT"], &["ISC", "Zlib"]]),
            ("Apache-2.0 WITH LLVM-exception OR MIT", &[&["Apache-2.0 WITH LLVM-exception"], &["MIT"]]),
        ];
        for (expression, expected) in cases {
            assert_eq!(choices(expression).unwrap(), expected, "{expression}");
        }
        for wrong in ["", "MIT OR", "(MIT", "MIT)", "MIT Zlib", "OR MIT", "MIT WITH"] {
            assert!(choices(wrong).is_err(), "{wrong}");
        }
    }
}
