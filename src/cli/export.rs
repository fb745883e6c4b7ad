//! `midashi export`: a subtree, or whole notes, in another form.

use super::args::ExportArgs;
use super::{Context, Failure, Outcome, say};
use crate::export::json::{NoteData, to_string};
use crate::export::{Format, export};
use crate::select::Selector;
use crate::shell::clipboard::Clipboard;
use crate::vault::{Place, Vault};

pub(super) fn run(context: &Context, args: &ExportArgs) -> Result<Outcome, Failure> {
    let config = context.config()?;
    let vault = context.load_and_warn(&args.paths, &config)?.vault;
    let text = match &args.select {
        Some(selector) => {
            let selector = Selector::parse(selector)?;
            let readings = context.readings(&config, &selector.words());
            export(&vault, selector.resolve(&vault, readings.as_ref())?, args.format)
        }
        None => whole(&vault, args.format),
    };
    if let Some(path) = &args.output {
        let failed = |error| Failure::Io(path.display().to_string(), error);
        std::fs::write(path, text).map_err(failed)?;
    } else if args.clipboard {
        copy(&text)?;
    } else {
        let mut output = context.output();
        output.document(&text)?;
        output.finish()?;
    }
    Ok(Outcome::Done)
}

/// All notes as one document.
fn whole(vault: &Vault, format: Format) -> String {
    let notes = vault.ids().map(|note| Place { note, node: None });
    match format {
        Format::Json if vault.len() > 1 => {
            let data: Vec<NoteData<'_>> =
                vault.notes().iter().map(|note| NoteData::of(note, None, None)).collect();
            to_string(&data)
        }
        Format::Markdown => notes.map(|note| export(vault, note, format)).collect::<Vec<_>>().join("\n"),
        Format::Text | Format::Json => notes.map(|note| export(vault, note, format)).collect(),
    }
}

fn copy(text: &str) -> Result<(), Failure> {
    let mut sequence = Vec::new();
    let mut clipboard = Clipboard::from_environment(|name| std::env::var_os(name));
    let copied = clipboard
        .copy(text, &mut sequence)
        .map_err(|error| Failure::Usage(format!("not copied: {error}")))?;
    if !sequence.is_empty() {
        // The sequence is for the terminal, wherever standard output goes.
        let doing = "the terminal, for its clipboard".to_owned();
        std::fs::write("/dev/tty", sequence).map_err(|error| Failure::Io(doing, error))?;
    }
    say(&format!("copied: {copied}"));
    Ok(())
}
