//! The breadcrumb.

use super::paint::{Look, Painter};
use crate::app::App;
use crate::app::crumbs::crumbs;
use crate::app::layout::Layout;
use crate::app::row_text;
use crate::app::symbols::Symbols;
use crate::config::theme::Role;

pub(super) fn render(app: &App, painter: &mut Painter<'_>) {
    let area = Layout::of(app.size).crumbs;
    if area.is_empty() {
        return;
    }
    let symbols = Symbols::of(painter.policy());
    let look = |role| Look::from(app.theme().style(Role::Background).patch(app.theme().style(role)));
    let (dimmed, end) = (look(Role::Breadcrumb), look(Role::BreadcrumbEnd));
    let crumbs = crumbs(app);
    let last = crumbs.len().saturating_sub(1);
    for (index, crumb) in crumbs.iter().enumerate() {
        let limit = (crumb.x + crumb.cells).to_u16().min(area.right());
        let look = if index == last { &end } else { &dimmed };
        let text = row_text::text(&app.tree().vault, crumb.place);
        let x = painter.clipped(crumb.x.to_u16(), area.y, limit, text, look, symbols.ellipsis);
        if index < last {
            painter.text(x, area.y, area.right(), symbols.crumb, &dimmed);
        }
    }
}
