//! The clipboard of a Wayland compositor.

use std::error::Error;
use std::iter::successors;

use wl_clipboard_rs::copy::{MimeSource, MimeType, Options, Source};
use wl_clipboard_rs::utils::is_primary_selection_supported;

use super::super::Clipping;
use super::with_charset;

/// Whether the compositor answers, and lets programs without windows copy.
pub(super) fn ask() -> Result<(), String> {
    // The primary selection is asked for, because the answer tells of the protocol that both need.
    is_primary_selection_supported().map(|_| ()).map_err(|error| with_causes(&error))
}

/// Takes the clipboard, and serves `clipping` until another program takes it.
pub(super) fn keep(clipping: &Clipping, kept: impl FnOnce()) -> Result<(), String> {
    let source = |bytes: Vec<u8>, mime_type| MimeSource { source: Source::Bytes(bytes.into()), mime_type };
    // As text it is offered by all the names that programs know for UTF-8.
    let text = source(clipping.text.clone().into_bytes(), MimeType::Text);
    let html = clipping
        .html
        .as_ref()
        .map(|html| source(with_charset(html), MimeType::Specific("text/html".to_owned())));
    let mut options = Options::new();
    options.foreground(true);
    let sources = [text].into_iter().chain(html).collect();
    let copy = options.prepare_copy_multi(sources).map_err(|error| with_causes(&error))?;
    // The compositor is told by the first thing that `serve` does.
    kept();
    // Nobody is left to be told of an error.
    let _ = copy.serve();
    Ok(())
}

fn with_causes(error: &(dyn Error + 'static)) -> String {
    successors(Some(error), |&error| error.source()).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
