//! What can follow the keys typed so far, in a small overlay in the lower right.

use ratatui::layout::{Position, Rect};

use super::frame;
use super::overlay::Drawn;
use super::paint::{Look, Painter};
use super::said::Said;
use crate::app::App;
use crate::app::layout::{Layout, within_border};
use crate::app::modes::help::lines::{Entry, following};
use crate::config::theme::Role;
use crate::text::width::WidthPolicy;

/// Where the overlay stands: where there is room, and it leaves a third of the tree to be seen.
fn area(app: &App, entries: &[Entry], policy: WidthPolicy) -> Option<(Rect, u16)> {
    let Layout { tree, .. } = Layout::of(app.size);
    let cells = |text: &str| policy.label(text).to_u16();
    let keys = entries.iter().map(|entry| cells(&entry.keys)).max()?;
    let help = entries.iter().map(|entry| cells(entry.help)).max()?;
    let width = keys + help + 6;
    let height = u16::try_from(entries.len()).unwrap_or(u16::MAX).saturating_add(2);
    let fits = u32::from(height) * 3 <= u32::from(tree.height) * 2 && width <= tree.width;
    fits.then(|| (Rect::new(tree.right() - width, tree.bottom() - height, width, height), keys))
}

/// The overlay, while keys are pending.
pub(super) struct Following;

impl Drawn for Following {
    fn draw(&self, app: &App, painter: &mut Painter<'_>) -> Option<Position> {
        render(app, painter);
        None
    }

    fn said(&self, app: &App) -> Said {
        if app.pending.is_empty() {
            return Said::default();
        }
        let entries = following(&app.keymap, app.options.policy, &app.pending);
        let lines = entries.iter().map(|entry| format!("{}: {}", entry.keys, entry.help));
        Said { page: lines.collect(), ..Said::default() }
    }
}

/// Draws the overlay.
fn render(app: &App, painter: &mut Painter<'_>) {
    if app.pending.is_empty() {
        return;
    }
    let entries = following(&app.keymap, app.options.policy, &app.pending);
    let Some((area, keys)) = area(app, &entries, painter.policy()) else { return };
    let typed = app.pending.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    frame::render(app, painter, area, &typed, "");
    let inside = within_border(area);
    let look = |role| Look::from(app.theme().style(Role::Overlay).patch(app.theme().style(role)));
    for (y, entry) in (inside.top()..inside.bottom()).zip(&entries) {
        painter.text(inside.x + 1, y, inside.right(), &entry.keys, &look(Role::Key));
        painter.text(inside.x + 1 + keys + 2, y, inside.right(), entry.help, &look(Role::Overlay));
    }
}

/// The keys alone, for the status line of a screen that has no room for the overlay.
pub(super) fn in_short(app: &App, policy: WidthPolicy) -> Option<String> {
    let entries = following(&app.keymap, app.options.policy, &app.pending);
    if app.pending.is_empty() || area(app, &entries, policy).is_some() {
        return None;
    }
    Some(entries.iter().map(|entry| entry.keys.as_str()).collect::<Vec<_>>().join(" "))
}
