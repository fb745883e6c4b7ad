//! `midashi export`: a subtree, or whole notes, in another form.

use std::io::{BufWriter, Write};

use super::args::ExportArgs;
use super::{Context, Failure, Outcome, say};
use crate::config::clipboard::ClipboardSettings;
use crate::export::{Document, Format, to_string, write};
use crate::select::Selector;
use crate::shell::clipboard::{Clipboard, Clipping, ControllingTerminal};
use crate::vault::Place;

pub(super) fn run(context: &Context, args: &ExportArgs) -> Result<Outcome, Failure> {
    let config = context.config()?;
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
    if let Some(path) = &args.output {
        let failed = |error| Failure::Io(path.display().to_string(), error);
        let mut file = BufWriter::new(std::fs::File::create(path).map_err(failed)?);
        write(document, args.format, &mut file).and_then(|()| file.flush()).map_err(failed)?;
    } else if args.clipboard {
        copy(document, args.format, &config.clipboard)?;
    } else {
        let mut output = context.output();
        match output.stream() {
            Some(stream) => write(document, args.format, stream)?,
            None => output.document(&to_string(document, args.format))?,
        }
        output.finish()?;
    }
    Ok(Outcome::Done)
}

fn copy(document: Document<'_>, format: Format, settings: &ClipboardSettings) -> Result<(), Failure> {
    let clipboard = Clipboard::here(settings);
    let clipping = Clipping::of(document, format, clipboard.takes_html());
    let copied = clipboard.copy(&clipping, &mut ControllingTerminal::default());
    let copied = copied.map_err(|error| Failure::Usage(error.to_string()))?;
    say(&format!("copied: {copied}"));
    Ok(())
}
