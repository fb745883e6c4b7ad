//! `midashi export`: a subtree, or whole notes, in another form.

use std::io::{self, BufWriter, Write};

use super::args::ExportArgs;
use super::{Context, Failure, Outcome, say};
use crate::export::{Document, Format, text, write};
use crate::select::Selector;
use crate::shell::clipboard::Clipboard;
use crate::vault::Place;

pub(super) fn run(context: &Context, args: &ExportArgs) -> Result<Outcome, Failure> {
    let config = context.config()?;
    let Some(selector) = &args.select else {
        if let Format::Text | Format::Dedented = args.format {
            // Whole texts need no outlines, so that big ones take no longer than they must.
            let texts = context.load_texts_and_warn(&args.paths, &config)?.texts;
            return put(context, args, |mut sink| {
                texts.iter().try_for_each(|(_, source)| text::write_whole(source, &mut sink))
            });
        }
        let vault = context.load_and_warn(&args.paths, &config)?.vault;
        let places: Vec<Place> = vault.ids().map(|note| Place { note, node: None }).collect();
        return put(context, args, |mut sink| write(Document::new(&vault, &places), args.format, &mut sink));
    };
    let vault = context.load_and_warn(&args.paths, &config)?.vault;
    let places = [Selector::parse(selector)?.resolve(&vault)?];
    put(context, args, |mut sink| write(Document::new(&vault, &places), args.format, &mut sink))
}

/// Has `write` write to where the arguments want it.
fn put(
    context: &Context,
    args: &ExportArgs,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Outcome, Failure> {
    if let Some(path) = &args.output {
        let failed = |error| Failure::Io(path.display().to_string(), error);
        let mut file = BufWriter::new(std::fs::File::create(path).map_err(failed)?);
        write(&mut file).and_then(|()| file.flush()).map_err(failed)?;
    } else if args.clipboard {
        let mut text = Vec::new();
        write(&mut text)?;
        copy(&String::from_utf8_lossy(&text))?;
    } else {
        let mut output = context.output();
        let mut lines = output.lines();
        write(&mut lines)?;
        lines.end()?;
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
