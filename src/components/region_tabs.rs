//! One tab a region, after the ARIA pattern with manual activation: the arrow
//! keys move the focus, Enter or Space shows the region.

use leptos::ev;
use leptos::prelude::*;
use model::domain::Region;
use model::state::Route;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::browser::focus;
use crate::store::Store;

const LABEL: &str = "Region";
const ALL: &str = "All regions";

/// The tabs above the list.
#[component]
pub fn RegionTabs() -> impl IntoView {
    let store = Store::of_app();
    let regions = Memo::new(move |_| store.census.with(|census| census.tabs()));
    let tabs = move || {
        std::iter::once(None)
            .chain(regions.get().into_iter().map(Some))
            .collect::<Vec<_>>()
    };
    view! {
        <div class="tabs" role="tablist" aria-label=LABEL on:keydown=move_focus>
            <For each=tabs key=|region| region.clone() let:region>
                <Tab region />
            </For>
        </div>
    }
}

#[component]
fn Tab(region: Option<Region>) -> impl IntoView {
    let store = Store::of_app();
    let region = StoredValue::new(region);
    let selected = Memo::new(move |_| {
        store
            .query
            .with(|query| region.with_value(|region| query.region == *region))
    });
    let count = Memo::new(move |_| {
        region.with_value(|region| store.census.with(|census| census.count_of(region.as_ref())))
    });
    let name = region.with_value(|region| region.as_ref().map_or(ALL, Region::name).to_owned());
    let show = move |_| {
        let order = store.route.with_untracked(|route| route.order);
        store.go(&Route {
            region: region.get_value(),
            order,
        });
    };
    view! {
        <button
            class="tab"
            type="button"
            role="tab"
            id=region.with_value(|region| tab_id(region.as_ref()))
            aria-controls="list"
            aria-selected=move || if selected.get() { "true" } else { "false" }
            tabindex=move || if selected.get() { "0" } else { "-1" }
            on:click=show
        >
            {name}
            " "
            {move || count.get().map(|count| view! { <span class="count">{count}</span> })}
        </button>
    }
}

/// The id of a tab, by which the list names it.
pub(super) fn tab_id(region: Option<&Region>) -> String {
    // An id may hold anything but white space.
    [
        "tab-",
        &region
            .map_or("all", Region::code)
            .replace(char::is_whitespace, "-"),
    ]
    .concat()
}

/// Arrow keys, Home and End move the focus among the tabs and around the ends.
fn move_focus(event: ev::KeyboardEvent) {
    let tab = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some((tab, list)) = tab.and_then(|tab| tab.parent_element().map(|list| (tab, list))) else {
        return;
    };
    let next = match event.key().as_str() {
        "ArrowRight" => tab
            .next_element_sibling()
            .or_else(|| list.first_element_child()),
        "ArrowLeft" => tab
            .previous_element_sibling()
            .or_else(|| list.last_element_child()),
        "Home" => list.first_element_child(),
        "End" => list.last_element_child(),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        focus::take(&next);
    }
}
