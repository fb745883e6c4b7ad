//! `midashi export`: a subtree, or whole notes, in another form.

use std::io::{BufWriter, Write};

use super::args::ExportArgs;
use super::{Context, Failure, Outcome, say};
use crate::export::{Document, to_string, write};
use crate::select::Selector;
use crate::shell::clipboard::Clipboard;
use crate::vault::Place;

pub(super) fn run(context: &Context, args: &ExportArgs) -> Result<Outcome, Failure> {
    let config = context.config()?;
    let vault = context.load_and_warn(&args.paths, &config)?.vault;
    let places = match &args.select {
        Some(selector) => vec![Selector::parse(selector)?.resolve(&vault)?],
        None => vault.ids().map(|note| Place { note, node: None }).collect(),
    };
    let document = Document::new(&vault, &places);
    if let Some(path) = &args.output {
        let failed = |error| Failure::Io(path.display().to_string(), error);
        let mut file = BufWriter::new(std::fs::File::create(path).map_err(failed)?);
        write(document, args.format, &mut file).and_then(|()| file.flush()).map_err(failed)?;
    } else if args.clipboard {
        copy(&to_string(document, args.format))?;
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
