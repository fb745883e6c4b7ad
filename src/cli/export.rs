//! `midashi export`: a subtree, or whole notes, in another form.

use std::io::{self, Write};

use super::args::ExportArgs;
use super::{Context, Failure, Outcome, say};
use crate::config::clipboard::ClipboardSettings;
use crate::export::{Document, Format, text, write};
use crate::select::Selector;
use crate::shell::clipboard::{Clipboard, Clipping, ControllingTerminal};
use crate::shell::saving;
use crate::vault::{NotePath, Place};

pub(super) fn run(context: &Context, args: &ExportArgs) -> Result<Outcome, Failure> {
    let config = context.config()?;
    let is_text = matches!(args.format, Format::Text | Format::Dedented);
    if args.select.is_none() && is_text && !args.clipboard && context.period().is_open() {
        // Whole texts need no outlines, nor their dates to be known, so that big ones take no longer than they must.
        let texts = context.load_texts_and_warn(&args.paths, &config)?.texts;
        let notes = texts.iter().map(|(path, _)| path);
        return put(context, args, notes, |mut sink| {
            texts.iter().try_for_each(|(_, source)| text::write_whole(source, &mut sink))
        });
    }
    let vault = context.load_and_warn(&args.paths, &config)?.vault;
    let places = match &args.select {
        Some(selector) => {
            let selector = Selector::parse(selector)?;
            let readings = context.readings(&config, &selector.words());
            vec![selector.resolve(&vault, readings.as_ref())?]
        }
        None => vault.ids().map(|note| Place { note, node: None }).collect(),
    };
    let document = Document::new(&vault, &places);
    if args.clipboard {
        copy(document, args.format, &config.clipboard)?;
        return Ok(Outcome::Done);
    }
    let notes = vault.notes().map(|note| &note.path);
    put(context, args, notes, |mut sink| write(document, args.format, &mut sink))
}

/// Has `write` write to the file that is named, which may be none of `notes`, else to standard output.
fn put<'n>(
    context: &Context,
    args: &ExportArgs,
    notes: impl Iterator<Item = &'n NotePath>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Outcome, Failure> {
    if let Some(path) = &args.output {
        let failed = |reason| Failure::Usage(format!("{}: {reason}", path.display()));
        saving::put(path, notes, write).map_err(failed)?;
    } else {
        let mut output = context.output();
        let mut lines = output.lines();
        write(&mut lines)?;
        lines.end()?;
        output.finish()?;
    }
    Ok(Outcome::Done)
}

fn copy(document: Document<'_>, format: Format, settings: &ClipboardSettings) -> Result<(), Failure> {
    let clipboard = Clipboard::here(settings);
    let clipping = Clipping::of(document, format, clipboard.takes_html());
    let copied = clipboard.copy(&clipping, &mut ControllingTerminal::default());
    let copied = copied.map_err(|error| Failure::Usage(error.to_string()))?;
    say(&match copied.left_out.words() {
        Some(left_out) => tr!("copied, {left_out}: {place}", left_out, place = copied),
        None => format!("copied: {copied}"),
    });
    Ok(())
}
