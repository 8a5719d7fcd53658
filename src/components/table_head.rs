//! Table head, and the skeleton of the first rows.

use app::App;
use app::selection::SelectionSlice;
use dom::html::{span, tbody, td, th, thead, tr};
use dom::{El, effect, ev};
use model::state::SortBy;
use model::wire::Order;
use web_sys::HtmlInputElement;

use crate::ui::{button, tick};

/// A click on a column sorts by it, another one reverses the order.
pub fn table_head(app: App) -> El {
    let row = tr()
        .class("row row-head")
        .attr("role", "row")
        .aria("rowindex", 1)
        .child(column().class("pick").child(select_all(app.selection)))
        .child(SortBy::ALL.map(|by| sorted_column(app, by)))
        .child(column().child("Actions"));
    thead().attr("role", "rowgroup").child(row)
}

/// Mixed while some of the shown rows are selected.
fn select_all(selection: &'static SelectionSlice) -> El {
    let name = "Select all found";
    let tick = tick(name)
        .attr("title", name)
        .on(ev::click, move |_| selection.toggle_shown());
    let node: HtmlInputElement = tick.node_as();
    // Written each time: a click has already changed the box, whatever is selected then.
    effect(move || {
        let counts = selection.counts();
        let (selected, shown) = (counts.selected_shown, counts.shown);
        node.set_checked(shown > 0 && selected == shown);
        node.set_indeterminate(selected > 0 && selected < shown);
    });
    tick
}

fn sorted_column(app: App, by: SortBy) -> El {
    let order = move || {
        let sort = app.route.with(|route| route.sort);
        (sort.by == by).then_some(sort.order)
    };
    let name = match by {
        SortBy::Address => "IP address",
        SortBy::Region => "Region",
        SortBy::Machine => "Assigned to",
        SortBy::Claimed => "Claimed",
    };
    let button = button("sort", name)
        .attr("title", move || order().map(|order| title(by, order)))
        .on(ev::click, move |_| app.route.sort_by(by));
    column()
        .aria("sort", move || {
            Some(match order()? {
                Order::Asc => "ascending",
                Order::Desc => "descending",
            })
        })
        .child(button)
}

fn title(by: SortBy, order: Order) -> &'static str {
    match (by, order) {
        (SortBy::Claimed, Order::Desc) => "Newest first",
        (SortBy::Claimed, Order::Asc) => "Oldest first",
        (SortBy::Address, Order::Asc) => "Lowest first",
        (SortBy::Address, Order::Desc) => "Highest first",
        (SortBy::Machine, Order::Asc) => "A to Z, idle last",
        (SortBy::Machine, Order::Desc) => "Idle first, Z to A",
        (SortBy::Region, Order::Asc) => "A to Z",
        (SortBy::Region, Order::Desc) => "Z to A",
    }
}

fn column() -> El {
    th().attr("role", "columnheader").attr("scope", "col")
}

/// Rows of the size of the real ones, without content, while the first page is under way.
pub fn skeleton() -> El {
    let row = |_| {
        let cells = (0..5).map(|_| td().child(span().class("bone")));
        tr().class("row skeleton")
            .child(td().class("pick"))
            .child(cells)
    };
    tbody()
        .attr("role", "rowgroup")
        .aria("hidden", true)
        .child((0..12).map(row))
}
