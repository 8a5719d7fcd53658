//! Table head, and the skeleton of the first rows.

use dom::html::{span, tbody, td, th, thead, tr};
use dom::{El, effect, ev};
use model::state::SortBy;
use model::wire::Order;
use web_sys::HtmlInputElement;

use crate::store::Store;
use crate::ui::{button, tick};

const SELECT_ALL: &str = "Select all found";

/// Skeleton rows have the size of real ones.
const SKELETON_ROWS: usize = 12;

/// A click on a column sorts by it, another one reverses the order.
#[must_use]
pub fn table_head(store: Store) -> El {
    let row = tr()
        .class("row row-head")
        .attr("role", "row")
        .child(column().class("pick").child(select_all(store)))
        .child(SortBy::ALL.map(|by| sorted_column(store, by)))
        .child(column().child("Actions"));
    thead().attr("role", "rowgroup").child(row)
}

/// Mixed while some of the shown rows are selected.
fn select_all(store: Store) -> El {
    let tick = tick(SELECT_ALL)
        .attr("title", SELECT_ALL)
        .on(ev::click, move |_| store.select_found());
    let node: HtmlInputElement = tick.node_as();
    // Written each time: a click has already changed the box, whatever is selected then.
    effect(move || {
        let (selected, shown) = store.selected_of_shown();
        node.set_checked(shown > 0 && selected == shown);
        node.set_indeterminate(selected > 0 && selected < shown);
    });
    tick
}

fn sorted_column(store: Store, by: SortBy) -> El {
    let order = move || {
        let sort = store.route.with(|route| route.sort);
        (sort.by == by).then_some(sort.order)
    };
    let button = button("sort", name(by))
        .attr("title", move || order().map(|order| title(by, order)))
        .on(ev::click, move |_| store.sort_by(by));
    column()
        .aria("sort", move || {
            Some(match order()? {
                Order::Asc => "ascending",
                Order::Desc => "descending",
            })
        })
        .child(button)
}

fn name(by: SortBy) -> &'static str {
    match by {
        SortBy::Address => "IP address",
        SortBy::Region => "Region",
        SortBy::Machine => "Assigned to",
        SortBy::Claimed => "Claimed",
    }
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

#[must_use]
pub fn skeleton() -> El {
    let row = || {
        let cells = (0..5).map(|_| td().child(span().class("bone")));
        tr().class("row skeleton")
            .child(td().class("pick"))
            .child(cells)
    };
    tbody()
        .attr("role", "rowgroup")
        .aria("hidden", true)
        .child(std::iter::repeat_with(row).take(SKELETON_ROWS))
}
