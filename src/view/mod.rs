//! The state drawn into cells. Never changes the state.
//!
//! [`paint`] is the only writer of graphemes into the buffer; every other module here says what stands where.

mod choice;
#[cfg(test)]
mod cost;
mod crumbs;
mod field;
mod following;
mod frame;
mod help;
pub mod hyperlinks;
mod jump;
mod output;
pub mod paint;
mod palette;
mod prompt;
mod reader;
mod search;
pub mod spoken;
mod status;
mod tree;

use ratatui::Frame;

use crate::app::{App, Mode};
use crate::config::theme::Role;
use hyperlinks::Hyperlinks;
use paint::Painter;

/// Draws the whole screen, and notes the addresses on it in `hyperlinks` where there is a use for them.
pub fn render(app: &App, frame: &mut Frame<'_>, hyperlinks: Option<&mut Hyperlinks>) {
    let area = frame.area();
    let mut painter = Painter::new(frame.buffer_mut(), app.options.policy).linking(hyperlinks);
    painter.fill(area, app.theme().style(Role::Background));
    crumbs::render(app, &mut painter);
    tree::render(app, &mut painter);
    reader::render(app, &mut painter);
    status::render(app, &mut painter);
    let cursor = match &app.mode {
        Mode::Browse => {
            following::render(app, &mut painter);
            None
        }
        Mode::Indexing(_) | Mode::Marking => None,
        Mode::Jump(jump) => Some(jump::render(app, jump, &mut painter)),
        Mode::Choice(choice) => {
            choice::render(app, choice, &mut painter);
            None
        }
        Mode::Search(input) => search::render(app, input, &mut painter),
        Mode::Prompt(prompt) => prompt::render(app, prompt, &mut painter),
        Mode::Palette(palette) => Some(palette::render(app, palette, &mut painter)),
        Mode::Output(output) => {
            output::render(app, output, &mut painter);
            None
        }
        Mode::Help(help) => help::render(app, help, &mut painter),
    };
    // The terminal's own cursor stands where typing goes, so that an input method's pre-edit appears there.
    if let Some(position) = cursor.filter(|&position| area.contains(position)) {
        frame.set_cursor_position(position);
    }
}
