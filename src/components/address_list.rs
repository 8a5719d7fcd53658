//! The scrolling part of the panel: the table, or why there is none.

use leptos::html;
use leptos::prelude::*;
use model::state::Tail;

use super::address_table::AddressTable;
use super::list_state::{EmptyList, FailedList};
use super::list_tail::ListTail;
use super::region_tabs::tab_id;
use crate::store::Store;

/// What the list shows as a whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Table,
    Empty,
    Failed,
}

/// The panel of the selected tab.
#[component]
pub fn AddressList() -> impl IntoView {
    let store = Store::of_app();
    let scroller = NodeRef::<html::Section>::new();
    let shown = Memo::new(move |_| {
        store
            .feed
            .with(|feed| match (feed.rows().is_empty(), feed.tail()) {
                (true, Tail::Failed(..)) => Shown::Failed,
                (true, Tail::End(_)) => Shown::Empty,
                (true, Tail::Ready(_) | Tail::Loading(..)) | (false, _) => Shown::Table,
            })
    });
    view! {
        <section
            class="list"
            id="list"
            role="tabpanel"
            tabindex="0"
            node_ref=scroller
            aria-labelledby=move || store.query.with(|query| tab_id(query.region.as_ref()))
        >
            {move || match shown.get() {
                Shown::Table => view! { <AddressTable /><ListTail scroller /> }.into_any(),
                Shown::Empty => view! { <EmptyList /> }.into_any(),
                Shown::Failed => view! { <FailedList /> }.into_any(),
            }}
        </section>
    }
}
