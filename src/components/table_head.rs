//! The head of the table, and the skeleton that stands in for its first rows.

use dom::html::{span, tbody, td, th, thead, tr};
use dom::{El, effect, ev};
use model::state::SortBy;
use model::wire::Order;
use web_sys::HtmlInputElement;

use crate::store::Store;
use crate::ui::{button, tick};

const SELECT_ALL: &str = "Select all found";

/// Rows drawn while the first page is on its way; they have the size of the real ones.
const SKELETON_ROWS: usize = 12;

/// The columns. A press on a name sorts by it, another press the other way round.
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

/// The box that selects all rows that are shown; mixed when some of them are.
fn select_all(store: Store) -> El {
    let tick = tick(SELECT_ALL)
        .attr("title", SELECT_ALL)
        .on(ev::click, move |_| store.select_found());
    let node: HtmlInputElement = tick.node_as();
    // Written each time: a press has changed the box already, whatever is selected then.
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
    th().attr("role", "columnheader").attr("scope", "col")
}

/// Rows of the size of the real ones, without content.
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
