//! The head of the table, and the skeleton that stands in for its first rows.

use model::state::Route;
use model::wire::Order;

use crate::store::Store;
use crate::ui::{El, Icon, el, icon_of};

const ADDRESS: &str = "IP address";
const REGION: &str = "Region";
const MACHINE: &str = "Assigned to";
const CLAIMED: &str = "Claimed";
const ACTIONS: &str = "Actions";
const NEWEST_FIRST: &str = "Newest first";
const OLDEST_FIRST: &str = "Oldest first";

/// Rows drawn while the first page is on its way; they have the size of the real ones.
const SKELETON_ROWS: usize = 12;

/// The columns; the date of claiming turns the order.
#[must_use]
pub fn table_head(store: Store) -> El {
    let is_asc = move || store.query().order == Order::Asc;
    let sort = el("button")
        .class("sort")
        .attr("type", "button")
        .bind("title", move || {
            Some(if is_asc() { OLDEST_FIRST } else { NEWEST_FIRST }.to_owned())
        })
        .then_text(CLAIMED)
        .child(icon_of(move || {
            if is_asc() {
                Icon::SORT_ASC
            } else {
                Icon::SORT_DESC
            }
        }))
        .on_press(move || {
            let route = store.route.get_untracked();
            store.go(&Route {
                order: route.order.reversed(),
                ..route
            });
        });
    let claimed = column()
        .bind("aria-sort", move || {
            Some(if is_asc() { "ascending" } else { "descending" }.to_owned())
        })
        .child(sort);
    let row = el("tr")
        .class("row row-head")
        .attr("role", "row")
        .children([ADDRESS, REGION, MACHINE].map(|name| column().text(name)))
        .child(claimed)
        .child(column().text(ACTIONS));
    el("thead").attr("role", "rowgroup").child(row)
}

fn column() -> El {
    el("th").attr("role", "columnheader").attr("scope", "col")
}

/// Rows of the size of the real ones, without content.
#[must_use]
pub fn skeleton() -> El {
    let row = || {
        let cells = (0..5).map(|_| el("td").child(el("span").class("bone")));
        el("tr").class("row skeleton").children(cells)
    };
    el("tbody")
        .attr("role", "rowgroup")
        .attr("aria-hidden", "true")
        .children((0..SKELETON_ROWS).map(|_| row()))
}
