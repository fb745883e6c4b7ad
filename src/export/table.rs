//! Tables of lines such as `| a | b |`, which Markdown and Org share.

/// The rows of a table by their cells, without the line between head and body; `None` where a line is no row.
pub(super) fn rows(text: &str) -> Option<impl Iterator<Item = Vec<String>>> {
    let is_table = text.lines().all(|line| line.trim().starts_with('|'));
    let rows = text.lines().map(str::trim).filter(|line| !is_divider(line)).map(cells);
    (is_table && !text.is_empty()).then_some(rows)
}

fn is_divider(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| "|-+: ".contains(c))
}

/// The cells of a row; a `|` after a backslash does not end one, but is one of its signs.
fn cells(line: &str) -> Vec<String> {
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let mut start = 0;
    let mut is_escaped = false;
    for (index, c) in line.char_indices() {
        if c == '|' && !is_escaped {
            cells.push(cell(line.get(start..index).unwrap_or_default()));
            start = index + 1;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    let rest = line.get(start..).unwrap_or_default();
    if !rest.trim().is_empty() {
        cells.push(cell(rest));
    }
    cells
}

fn cell(text: &str) -> String {
    text.trim().replace("\\|", "|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_cut_into_cells() {
        let cases: [(&str, Option<&[&[&str]]>); 4] = [
            ("| a | b |\n|---+:--|\n| c \\| d | |", Some(&[&["a", "b"], &["c | d", ""]])),
            ("| a", Some(&[&["a"]])),
            ("a | b\nc | d", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let owned = |row: &&[&str]| row.iter().map(|&cell| cell.to_owned()).collect();
            let expected = expected.map(|rows| rows.iter().map(owned).collect::<Vec<Vec<String>>>());
            assert_eq!(rows(text).map(Iterator::collect::<Vec<_>>), expected, "{text}");
        }
    }
}
