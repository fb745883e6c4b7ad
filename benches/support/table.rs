//! What was measured beside its budget, as tables in Markdown.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What a measure counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Milliseconds.
    Time,
    /// Megabytes (10⁶ bytes).
    Memory,
    /// A bare number.
    Count,
}

/// How a measure may grow with the note.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Growth {
    /// Not at all.
    Constant,
    /// As the note does.
    Linear,
    /// It is measured at one size only.
    Single,
}

/// One measure at one size.
pub(crate) struct Row {
    /// What was done.
    pub(crate) work: &'static str,
    /// On what: `100 MB`.
    pub(crate) size: String,
    /// The bytes of the input.
    pub(crate) bytes: u64,
    /// What came out.
    pub(crate) measured: f64,
    /// The most it may be; `None` where there is nothing to hold it against.
    pub(crate) limit: Option<f64>,
    /// Where the limit is from: `4 × less, 5.1 ms`.
    pub(crate) budget: String,
    pub(crate) unit: Unit,
    pub(crate) growth: Growth,
}

/// All rows beside their budgets.
pub(crate) fn budgets(rows: &[Row]) -> String {
    let mut table =
        String::from("| work | on | measured | budget | of the budget | |\n|---|---|---:|---|---:|---|\n");
    for row in rows {
        let measured = shown(row.measured, row.unit);
        let (part, verdict) = match row.limit {
            Some(limit) if row.measured <= limit => (share(row.measured, limit), "within"),
            Some(limit) => (share(row.measured, limit), "**over**"),
            None => (String::new(), "not compared"),
        };
        let _ = writeln!(
            table,
            "| {} | {} | {measured} | {} | {part} | {verdict} |",
            row.work, row.size, row.budget
        );
    }
    table
}

/// Of each budget, the share of it that each input takes, the largest in bold.
pub(crate) fn worst(rows: &[Row]) -> String {
    let mut table = String::from("| work | share of the budget, on each; the worst in bold |\n|---|---|\n");
    let mut seen = BTreeSet::new();
    for row in rows {
        if !seen.insert(row.work) {
            continue;
        }
        let shares: Vec<(&str, f64)> = rows
            .iter()
            .filter(|other| other.work == row.work)
            .filter_map(|row| {
                Some((row.size.as_str(), row.measured / row.limit.filter(|limit| *limit > 0.0)?))
            })
            .collect();
        let Some(largest) = shares.iter().map(|(_, share)| *share).max_by(f64::total_cmp) else { continue };
        let told: Vec<String> = shares
            .iter()
            .map(|(size, share)| {
                // Equal to itself, hence the very one.
                let mark = if share.total_cmp(&largest).is_eq() { "**" } else { "" };
                format!("{mark}{size} {share:.2}{mark}")
            })
            .collect();
        let _ = writeln!(table, "| {} | {} |", row.work, told.join(" · "));
    }
    table
}

/// How each measure grows from one size to the next: `× 1.0` is constant, as many times as the bytes is linear.
pub(crate) fn growth(rows: &[Row]) -> String {
    let mut table = String::from("| work | should be | as the input grows |\n|---|---|---|\n");
    let mut seen = BTreeSet::new();
    for row in rows.iter().filter(|row| row.growth != Growth::Single) {
        if !seen.insert(row.work) {
            continue;
        }
        let expected = if row.growth == Growth::Constant { "constant" } else { "linear" };
        let mut steps = String::new();
        let mut before: Option<&Row> = None;
        for row in rows.iter().filter(|other| other.work == row.work && other.growth == row.growth) {
            if let Some(before) = before {
                let bytes = ratio(row.bytes, before.bytes);
                let _ = write!(steps, " → × {:.1} for × {bytes:.0} → ", row.measured / before.measured);
            }
            let _ = write!(steps, "{}", shown(row.measured, row.unit));
            before = Some(row);
        }
        let _ = writeln!(table, "| {} | {expected} | {steps} |", row.work);
    }
    table
}

#[expect(clippy::cast_precision_loss, reason = "sizes of files, told to a digit or two")]
fn ratio(one: u64, other: u64) -> f64 {
    one as f64 / other as f64
}

/// How much of the limit is used; of a limit of 0 there is no part.
fn share(measured: f64, limit: f64) -> String {
    if limit == 0.0 {
        return String::new();
    }
    format!("{:.2}", measured / limit)
}

fn shown(measured: f64, unit: Unit) -> String {
    match unit {
        Unit::Time => format!("{measured:.2} ms"),
        Unit::Memory => format!("{measured:.1} MB"),
        Unit::Count => format!("{measured:.0}"),
    }
}
