//! The table of addresses. Its rows are laid out as a grid, on a phone as
//! cards, which takes the meaning of a table away from the elements; the
//! explicit roles give it back.

use leptos::prelude::*;
use model::state::Route;
use model::wire::Order;

use super::address_row::AddressRow;
use crate::store::Store;
use crate::ui::Icon;

const NAME: &str = "Public IPs";
const ADDRESS: &str = "IP address";
const REGION: &str = "Region";
const MACHINE: &str = "Assigned to";
const CLAIMED: &str = "Claimed";
const ACTIONS: &str = "Actions";
const NEWEST_FIRST: &str = "Newest first";
const OLDEST_FIRST: &str = "Oldest first";

/// Rows drawn while the first page is on its way; they have the size of the real ones.
const SKELETON_ROWS: usize = 12;

/// The table, with skeleton rows until the first page has come.
#[component]
pub fn AddressTable() -> impl IntoView {
    let store = Store::of_app();
    let waiting = Memo::new(move |_| store.feed.with(|feed| feed.rows().is_empty()));
    view! {
        <table class="addresses" role="table" aria-label=NAME aria-busy=move || waiting.get().then_some("true")>
            <TableHead />
            {move || if waiting.get() { view! { <Skeleton /> }.into_any() } else { view! { <Rows /> }.into_any() }}
        </table>
    }
}

#[component]
fn TableHead() -> impl IntoView {
    let store = Store::of_app();
    let order = Memo::new(move |_| store.query.with(|query| query.order));
    let turn = move |_| {
        let route = store.route.get_untracked();
        store.go(&Route {
            order: route.order.reversed(),
            ..route
        });
    };
    let sorted = move || {
        if order.get() == Order::Asc {
            "ascending"
        } else {
            "descending"
        }
    };
    let title = move || {
        if order.get() == Order::Asc {
            OLDEST_FIRST
        } else {
            NEWEST_FIRST
        }
    };
    let icon = Signal::derive(move || {
        if order.get() == Order::Asc {
            Icon::SortAsc
        } else {
            Icon::SortDesc
        }
    });
    view! {
        <thead role="rowgroup">
            <tr class="row row-head" role="row">
                <th role="columnheader" scope="col">{ADDRESS}</th>
                <th role="columnheader" scope="col">{REGION}</th>
                <th role="columnheader" scope="col">{MACHINE}</th>
                <th role="columnheader" scope="col" aria-sort=sorted>
                    <button class="sort" type="button" title=title on:click=turn>{CLAIMED}<Icon icon /></button>
                </th>
                <th role="columnheader" scope="col">{ACTIONS}</th>
            </tr>
        </thead>
    }
}

#[component]
fn Rows() -> impl IntoView {
    let store = Store::of_app();
    // A row is drawn anew when what it shows has changed, and only then.
    view! {
        <tbody role="rowgroup">
            <For
                each=move || store.feed.with(|feed| feed.rows().to_vec())
                key=|ip| (ip.address, ip.machine.clone())
                let:ip
            >
                <AddressRow ip />
            </For>
        </tbody>
    }
}

#[component]
fn Skeleton() -> impl IntoView {
    let bones = || {
        (0..5)
            .map(|_| view! { <td><Bone /></td> })
            .collect::<Vec<_>>()
    };
    let rows = (0..SKELETON_ROWS)
        .map(|_| view! { <tr class="row skeleton">{bones()}</tr> })
        .collect::<Vec<_>>();
    view! { <tbody role="rowgroup" aria-hidden="true">{rows}</tbody> }
}

#[component]
fn Bone() -> impl IntoView {
    view! { <span class="bone"></span> }
}
