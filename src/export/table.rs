//! Tables of lines such as `| a | b |`, which Markdown and Org share.

/// The rows of a table by their cells, without the line between head and body; `None` where a line is no row.
pub(super) fn rows(text: &str) -> Option<impl Iterator<Item = Vec<&str>>> {
    let is_table = text.lines().all(|line| line.trim().starts_with('|'));
    let rows = text.lines().map(str::trim).filter(|line| !is_divider(line)).map(cells);
    (is_table && !text.is_empty()).then_some(rows)
}

fn is_divider(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| "|-+: ".contains(c))
}

/// The cells of a row; a `|` after a backslash does not end one.
fn cells(line: &str) -> Vec<&str> {
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let mut start = 0;
    let mut is_escaped = false;
    for (index, c) in line.char_indices() {
        if c == '|' && !is_escaped {
            cells.push(line.get(start..index).unwrap_or_default().trim());
            start = index + 1;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    let rest = line.get(start..).unwrap_or_default().trim();
    if !rest.is_empty() {
        cells.push(rest);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_cut_into_cells() {
        let read = |text| rows(text).map(Iterator::collect::<Vec<_>>);
        assert_eq!(
            read("| a | b |\n|---+:--|\n| c \\| d | |"),
            Some(vec![vec!["a", "b"], vec!["c \\| d", ""]])
        );
        assert_eq!(read("| a"), Some(vec![vec!["a"]]));
        assert_eq!(read("a | b\nc | d"), None);
        assert_eq!(read(""), None);
    }
}
