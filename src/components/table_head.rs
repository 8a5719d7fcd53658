//! The head of the table, and the skeleton that stands in for its first rows.

use model::state::SortBy;
use model::wire::Order;
use web_sys::HtmlInputElement;

use crate::store::Store;
use crate::ui::{El, el, run};

const ACTIONS: &str = "Actions";
const SELECT_ALL: &str = "Select all found";

/// Rows drawn while the first page is on its way; they have the size of the real ones.
const SKELETON_ROWS: usize = 12;

/// The columns. A press on a name sorts by it, another press the other way round.
#[must_use]
pub fn table_head(store: Store) -> El {
    let row = el("tr")
        .class("row row-head")
        .attr("role", "row")
        .child(column().class("pick").child(select_all(store)))
        .children(SortBy::ALL.map(|by| sorted_column(store, by)))
        .child(column().text(ACTIONS));
    el("thead").attr("role", "rowgroup").child(row)
}

/// The box that selects all rows that are shown; mixed when some of them are.
fn select_all(store: Store) -> El {
    let tick = el("input")
        .class("tick")
        .attr("type", "checkbox")
        .attr("aria-label", SELECT_ALL)
        .attr("title", SELECT_ALL)
        .on_press(move || store.select_found());
    let node: HtmlInputElement = tick.node_as();
    run(Box::new(move || {
        let (selected, shown) = store.selected_of_shown();
        node.set_checked(shown > 0 && selected == shown);
        node.set_indeterminate(selected > 0 && selected < shown);
    }));
    tick
}

fn sorted_column(store: Store, by: SortBy) -> El {
    let order = move || {
        let sort = store.route.with(|route| route.sort);
        (sort.by == by).then_some(sort.order)
    };
    let button = el("button")
        .class("sort")
        .attr("type", "button")
        .bind("title", move || {
            order().map(|order| title(by, order).to_owned())
        })
        .text(name(by))
        .on_press(move || store.sort_by(by));
    column()
        .bind("aria-sort", move || {
            let name = match order()? {
                Order::Asc => "ascending",
                Order::Desc => "descending",
            };
            Some(name.to_owned())
        })
        .child(button)
}

/// The name of a column, as its header says it.
fn name(by: SortBy) -> &'static str {
    match by {
        SortBy::Address => "IP address",
        SortBy::Region => "Region",
        SortBy::Machine => "Assigned to",
        SortBy::Claimed => "Claimed",
    }
}

/// What comes first.
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
    el("th").attr("role", "columnheader").attr("scope", "col")
}

/// Rows of the size of the real ones, without content.
#[must_use]
pub fn skeleton() -> El {
    let row = || {
        let cells = (0..5).map(|_| el("td").child(el("span").class("bone")));
        el("tr")
            .class("row skeleton")
            .child(el("td").class("pick"))
            .children(cells)
    };
    el("tbody")
        .attr("role", "rowgroup")
        .attr("aria-hidden", "true")
        .children((0..SKELETON_ROWS).map(|_| row()))
}
