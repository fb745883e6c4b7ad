//! The state drawn into cells. Never changes the state.
//!
//! [`paint`] is the only writer of graphemes into the buffer; every other module here says what stands where.

#[cfg(test)]
mod cost;
mod crumbs;
mod field;
mod following;
mod frame;
mod help;
pub mod hyperlinks;
mod jump;
mod marking;
mod menu;
mod output;
mod overlay;
pub mod paint;
mod palette;
mod prompt;
mod reader;
mod said;
mod search;
pub mod spoken;
mod status;
mod tree;

use ratatui::Frame;

use crate::app::App;
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
    let cursor = overlay::of(&app.mode).draw(app, &mut painter);
    // The terminal's own cursor stands where typing goes, so that an input method's pre-edit appears there.
    if let Some(position) = cursor.filter(|&position| area.contains(position)) {
        frame.set_cursor_position(position);
    }
}
