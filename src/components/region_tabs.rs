//! One tab a region, after the ARIA pattern with manual activation: the arrow
//! keys move the focus, Enter or Space shows the region.

use std::rc::Rc;

use model::domain::{Region, format_count};
use model::state::Route;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent};

use crate::browser::focus;
use crate::store::Store;
use crate::ui::{El, el};

const LABEL: &str = "Region";
const ALL: &str = "All regions";

/// The key of the tab of all regions; no region has an empty code.
const ALL_KEY: &str = "";

/// The tabs above the list.
#[must_use]
pub fn region_tabs(store: Store) -> El {
    let keys = move || {
        let regions = store.census.with(|census| census.tabs());
        std::iter::once(ALL_KEY)
            .chain(regions.iter().map(Region::code))
            .map(str::to_owned)
            .collect()
    };
    el("div")
        .class("tabs")
        .attr("role", "tablist")
        .attr("aria-label", LABEL)
        .each(keys, move |key| {
            tab(store, (key != ALL_KEY).then(|| Region::parse(key)))
        })
        .on("keydown", move_focus)
}

fn tab(store: Store, region: Option<Region>) -> El {
    let name = region.as_ref().map_or(ALL, Region::name).to_owned();
    let id = tab_id(region.as_ref());
    let region = Rc::new(region);
    let selected = {
        let region = region.clone();
        move || store.query().region == *region
    };
    let is_selected = selected.clone();
    let count = {
        let region = region.clone();
        move || {
            store
                .census
                .with(|census| census.count(region.as_ref().as_ref()))
        }
    };
    el("button")
        .class("tab")
        .attr("type", "button")
        .attr("role", "tab")
        .attr("id", &id)
        .attr("aria-controls", "list")
        .bind("aria-selected", move || Some(selected().to_string()))
        .bind("tabindex", move || {
            Some(if is_selected() { "0" } else { "-1" }.to_owned())
        })
        .then_text(&name)
        .then_text(" ")
        .choose(count, |count| {
            count.map(|count| el("span").class("count").text(&format_count(count)))
        })
        .on_press(move || {
            store.go(&Route {
                region: region.as_ref().clone(),
                ..store.route.get_untracked()
            });
        })
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
fn move_focus(event: Event) {
    let key = event.unchecked_ref::<KeyboardEvent>().key();
    let tab = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some((tab, list)) = tab.and_then(|tab| tab.parent_element().map(|list| (tab, list))) else {
        return;
    };
    let next = match key.as_str() {
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
