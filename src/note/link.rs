//! Everything in a text that leads somewhere: addresses, and the targets of Markdown's links, which may be files.

use std::ops::Range;

use super::mention;

/// What leads somewhere in `text`, with its bytes: `http`, `https` and `mailto` addresses, and the targets of `[words](target)`
/// and `[[target]]`, in their order.
pub fn links_in(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut found: Vec<(Range<usize>, &str)> = mention::links(text).chain(mail(text)).collect();
    for (range, target) in bracketed(text, "](", ")").chain(bracketed(text, "[[", "]]")) {
        let overlaps = found.iter().any(|(known, _)| known.start < range.end && range.start < known.end);
        if !overlaps {
            found.push((range, target));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found.into_iter()
}

/// `mailto:` up to what cannot stand in an address.
fn mail(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.match_indices("mailto:").filter_map(|(start, scheme)| {
        let rest = text.get(start..)?;
        let is_part = |c: char| c.is_ascii_alphanumeric() || "@._%+-?=&:".contains(c);
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let address = rest.get(..end)?.trim_end_matches(['.', ':', '?', '&']);
        (address.len() > scheme.len()).then(|| (start..start + address.len(), address))
    })
}

/// What stands between `open` and `close`; of Markdown's `(target "title")` the target, of `[[target|words]]` too.
fn bracketed<'t>(
    text: &'t str,
    open: &'t str,
    close: &'t str,
) -> impl Iterator<Item = (Range<usize>, &'t str)> {
    text.match_indices(open).filter_map(move |(at, open)| {
        let start = at + open.len();
        let rest = text.get(start..)?;
        let inside = rest.get(..rest.find(close)?)?;
        let end = inside.find(['|', '"']).unwrap_or(inside.len());
        let target = inside.get(..end)?.trim().trim_start_matches('<').trim_end_matches('>');
        let offset = start + inside.find(target)?;
        (!target.is_empty()).then(|| (offset..offset + target.len(), target))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_leads_somewhere_is_found() {
        let cases: [(&str, &[&str]); 7] = [
            ("see https://a.example/b and http://c.example.", &["https://a.example/b", "http://c.example"]),
            ("[x](notes/y.md) と [z](https://z.example \"題\")", &["notes/y.md", "https://z.example"]),
            ("[[別のメモ|これ]]", &["別のメモ"]),
            ("mailto:a@b.example、mailto:", &["mailto:a@b.example"]),
            ("[x](<a b.md>) [y](#部)", &["a b.md", "#部"]),
            ("[x]() [y", &[]),
            ("array[i](j)", &["j"]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = links_in(text).map(|(_, target)| target).collect();
            assert_eq!(found, expected, "{text}");
            assert!(links_in(text).all(|(range, target)| text.get(range) == Some(target)));
        }
    }
}
