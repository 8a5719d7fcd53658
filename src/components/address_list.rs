//! The scrolling list: table, skeleton, empty or failed.

use app::App;
use app::list::ListView;
use dom::html::{self, div, section};
use dom::{El, show, switch};
use model::state::{ListEnd, Tail};

use super::empty_list::{empty_list, failed_list};
use super::list_tail::list_tail;
use super::no_results::no_results;
use super::region_tabs::tab_id;
use super::table_head::{skeleton, table_head};
use super::virtual_rows::virtual_rows;

#[derive(Clone, Copy, PartialEq, Eq)]
enum ListState {
    Skeleton,
    Rows,
    Empty,
    Failed,
}

/// Tab panel of the selected region.
pub fn address_list(app: App) -> El {
    let list = section()
        .class("list")
        .id("list")
        .attr("role", "tabpanel")
        .attr("tabindex", 0)
        .aria("labelledby", move || {
            tab_id(app.list.query().region.as_ref())
        });
    let scroller = list.clone();
    list.child(switch(
        move || app.list.with_view(state),
        move |state| match state {
            ListState::Skeleton => table(app).aria("busy", true).child(skeleton()),
            ListState::Rows => rows(app, &scroller),
            ListState::Empty => empty_list(app),
            ListState::Failed => failed_list(app),
        },
    ))
}

fn state(view: ListView<'_>) -> ListState {
    match (view.view.total(), view.list.tail()) {
        (0, Tail::Failed(..)) => ListState::Failed,
        (0, Tail::End(_)) => ListState::Empty,
        (0, Tail::Ready(_) | Tail::Loading(..)) => ListState::Skeleton,
        (_, _) => ListState::Rows,
    }
}

fn rows(app: App, scroller: &El) -> El {
    // The head counts as a row. -1: more rows exist than are loaded.
    let count = move || {
        app.list.with_view(|view| match view.list.tail() {
            Tail::End(ListEnd::Complete) => (view.rows().len() + 1).to_string(),
            Tail::End(ListEnd::Incomplete(_))
            | Tail::Ready(_)
            | Tail::Loading(..)
            | Tail::Failed(..) => "-1".to_owned(),
        })
    };
    let is_empty = move || app.list.shown_len() == 0;
    // Where a search finds nothing the table waits out of sight: to make its rows again would cost more than a search.
    div()
        .child(
            table(app)
                .aria("rowcount", count)
                .attr("hidden", is_empty)
                .child(virtual_rows(app, scroller)),
        )
        .child(show(is_empty, move || no_results(app)))
        .child(list_tail(app, scroller))
}

/// Explicit roles: rows are a grid, on a phone cards, and `display` takes the table semantics away.
fn table(app: App) -> El {
    html::table()
        .class("addresses")
        .attr("role", "table")
        .aria("label", "Public IPs")
        .child(table_head(app))
}
