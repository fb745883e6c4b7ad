//! The clipboards of macOS and Windows, which keep what they are given.

use super::super::Clipping;

/// Whether there is a clipboard.
pub(super) fn ask() -> Result<(), String> {
    arboard::Clipboard::new().map(|_| ()).map_err(|error| error.to_string())
}

/// Gives `clipping` to the system.
pub(super) fn keep(clipping: &Clipping, kept: impl FnOnce()) -> Result<(), String> {
    let mut clipboard = arboard::Clipboard::new().map_err(|error| error.to_string())?;
    match &clipping.html {
        // On both systems the crate wraps the HTML so that its encoding is known.
        Some(html) => clipboard.set_html(html, Some(&clipping.text)),
        None => clipboard.set_text(&clipping.text),
    }
    .map_err(|error| error.to_string())?;
    kept();
    Ok(())
}
