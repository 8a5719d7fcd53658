//! The scrolling list: table, skeleton, empty or failed.

use dom::html::{self, div, section};
use dom::{El, show, switch};
use model::state::{AddressList, ListEnd, Tail, View};

use super::empty_list::{empty_list, failed_list};
use super::list_tail::list_tail;
use super::no_results::no_results;
use super::region_tabs::tab_id;
use super::table_head::{skeleton, table_head};
use super::virtual_rows::virtual_rows;
use crate::store::Store;

#[derive(Clone, Copy, PartialEq, Eq)]
enum ListState {
    Skeleton,
    Rows,
    Empty,
    Failed,
}

/// Tab panel of the selected region.
#[must_use]
pub fn address_list(store: Store) -> El {
    let list = section()
        .class("list")
        .id("list")
        .attr("role", "tabpanel")
        .attr("tabindex", 0)
        .aria("labelledby", move || tab_id(store.query().region.as_ref()));
    let scroller = list.clone();
    list.child(switch(
        move || store.with_view(shown),
        move |shown| match shown {
            ListState::Skeleton => table(store).aria("busy", true).child(skeleton()),
            ListState::Rows => rows(store, &scroller),
            ListState::Empty => empty_list(store),
            ListState::Failed => failed_list(store),
        },
    ))
}

fn shown(feed: &AddressList, view: &View) -> ListState {
    match (view.total(), feed.tail()) {
        (0, Tail::Failed(..)) => ListState::Failed,
        (0, Tail::End(_)) => ListState::Empty,
        (0, Tail::Ready(_) | Tail::Loading(..)) => ListState::Skeleton,
        (_, _) => ListState::Rows,
    }
}

fn rows(store: Store, scroller: &El) -> El {
    // The head counts as a row. -1: more rows exist than are loaded.
    let count = move || {
        store.with_view(|feed, view| match feed.tail() {
            Tail::End(ListEnd::Complete) => (view.rows(feed).len() + 1).to_string(),
            Tail::End(ListEnd::Incomplete(_))
            | Tail::Ready(_)
            | Tail::Loading(..)
            | Tail::Failed(..) => "-1".to_owned(),
        })
    };
    let found_none = move || store.with_view(|feed, view| view.rows(feed).is_empty());
    // The table is hidden, not removed: making its rows again costs more than a search.
    div()
        .child(
            table(store)
                .aria("rowcount", count)
                .attr("hidden", found_none)
                .child(virtual_rows(store, scroller)),
        )
        .child(show(found_none, move || no_results(store)))
        .child(list_tail(store, scroller))
}

/// Explicit roles: rows are a grid, on a phone cards, and `display` takes the table semantics away.
fn table(store: Store) -> El {
    html::table()
        .class("addresses")
        .attr("role", "table")
        .aria("label", "Public IPs")
        .child(table_head(store))
}
