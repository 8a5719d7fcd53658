//! The scrolling part of the panel: the table, or why there is none.

use model::state::{AddressList, ListEnd, Tail, View};

use super::list_state::{empty_list, failed_list};
use super::list_tail::list_tail;
use super::nothing_found::nothing_found;
use super::region_tabs::tab_id;
use super::table_head::{skeleton, table_head};
use super::virtual_rows::virtual_rows;
use crate::store::Store;
use crate::ui::{El, el};

const TABLE: &str = "Public IPs";

/// What the list shows as a whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Skeleton,
    Rows,
    Empty,
    Failed,
}

/// The panel of the selected tab.
#[must_use]
pub fn address_list(store: Store) -> El {
    let list = el("section")
        .class("list")
        .attr("id", "list")
        .attr("role", "tabpanel")
        .attr("tabindex", "0")
        .bind("aria-labelledby", move || {
            Some(tab_id(store.query().region.as_ref()))
        });
    let scroller = list.clone();
    list.choose(
        move || store.with_view(shown),
        move |shown| {
            Some(match shown {
                Shown::Skeleton => table(store).attr("aria-busy", "true").child(skeleton()),
                Shown::Rows => rows(store, &scroller),
                Shown::Empty => empty_list(store),
                Shown::Failed => failed_list(store),
            })
        },
    )
}

fn shown(feed: &AddressList, view: &View) -> Shown {
    match (view.total(), feed.tail()) {
        (0, Tail::Failed(..)) => Shown::Failed,
        (0, Tail::End(_)) => Shown::Empty,
        (0, Tail::Ready(_) | Tail::Loading(..)) => Shown::Skeleton,
        (_, _) => Shown::Rows,
    }
}

fn rows(store: Store, scroller: &El) -> El {
    // The head counts as a row; -1 says that there are more than are known.
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
    // Where a search finds nothing the table waits out of sight: to make its rows anew would cost more than a search.
    el("div")
        .child(
            table(store)
                .bind("aria-rowcount", move || Some(count()))
                .bind("hidden", move || found_none().then(String::new))
                .child(virtual_rows(store, scroller)),
        )
        .choose(found_none, move |none| none.then(|| nothing_found(store)))
        .child(list_tail(store, scroller))
}

/// Rows are laid out as a grid, on a phone as cards, which takes the meaning
/// of a table away from the elements; the explicit roles give it back.
fn table(store: Store) -> El {
    el("table")
        .class("addresses")
        .attr("role", "table")
        .attr("aria-label", TABLE)
        .child(table_head(store))
}
