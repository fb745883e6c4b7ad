//! `midashi find`: ranked matches, best first, as the jump shows them.

use std::io;
use std::ops::Range;

use serde::Serialize;

use super::args::FindArgs;
use super::output::{Ink, Output};
use super::{Context, Failure, Outcome};
use crate::export::json::to_string;
use crate::find::{Candidates, Corpus, Match, MatchKind, Query, Scope, search};
use crate::select::breadcrumb;
use crate::vault::Vault;

/// A match as data.
#[derive(Serialize)]
struct FoundData<'v> {
    path: &'v str,
    /// 1-based.
    line: u64,
    kind: &'static str,
    text: &'v str,
    breadcrumb: Vec<&'v str>,
    score: u32,
    /// Chars of `text`, half-open.
    ranges: Vec<[usize; 2]>,
}

pub(super) fn run(context: &Context, args: &FindArgs) -> Result<Outcome, Failure> {
    let config = context.config()?;
    let vault = context.load_and_warn(&args.paths, &config)?.vault;
    let mut query = Query::parse(&args.query, Scope::All);
    if !args.kind.is_empty() {
        let asked: Vec<MatchKind> = args.kind.iter().copied().filter(|&kind| query.admits(kind)).collect();
        if asked.is_empty() {
            return Err(Failure::Usage(
                tr!("the query narrows to a kind that --kind leaves out").into_owned(),
            ));
        }
        query.kinds = asked;
    }
    let candidates = Candidates::of(&vault);
    let readings = context.readings(&config, &query.words);
    let corpus = Corpus { vault: &vault, candidates: &candidates, readings: readings.as_ref() };
    let matches = search(corpus, query, args.limit.unwrap_or(usize::MAX)).matches;
    let mut output = context.output();
    if args.json {
        let data: Vec<FoundData<'_>> = matches.iter().map(|found| data(&vault, found)).collect();
        output.document(&to_string(&data))?;
    } else {
        for found in &matches {
            print(&vault, found, &mut output)?;
        }
    }
    output.finish()?;
    Ok(if matches.is_empty() { Outcome::NothingMatched } else { Outcome::Done })
}

fn data<'v>(vault: &'v Vault, found: &'v Match) -> FoundData<'v> {
    FoundData {
        path: vault.note(found.place.note).path.text(),
        line: line(vault, found),
        kind: found.kind.name(),
        text: found.text(vault),
        breadcrumb: breadcrumb(vault, found.place),
        score: found.score,
        ranges: found.ranges.iter().map(|range| [range.start, range.end]).collect(),
    }
}

/// The line (1-based) that a match leads to.
fn line(vault: &Vault, found: &Match) -> u64 {
    let outline = &vault.note(found.place.note).outline;
    found.place.node.map_or(1, |id| outline.node(id).line().number())
}

/// `path:line: kind  text  › where it stands`; the matched characters stand out.
fn print(vault: &Vault, found: &Match, output: &mut Output) -> io::Result<()> {
    let path = vault.note(found.place.note).path.text();
    output.ink(Ink::Dim, &format!("{path}:{}: ", line(vault, found)))?;
    output.ink(Ink::Accent, found.kind.name())?;
    output.text("  ")?;
    let chars: Vec<char> = found.text(vault).chars().collect();
    let part = |range: Range<usize>| chars.get(range).unwrap_or_default().iter().collect::<String>();
    let mut end = 0;
    for range in &found.ranges {
        output.text(&part(end..range.start))?;
        output.ink(Ink::Match, &part(range.clone()))?;
        end = range.end;
    }
    output.text(&part(end..chars.len()))?;
    let above = breadcrumb(vault, found.place);
    if !above.is_empty() {
        output.ink(Ink::Dim, &format!("  › {}", above.join(" › ")))?;
    }
    output.end_line()
}
