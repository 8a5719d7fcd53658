//! Region tabs, after the ARIA pattern with manual activation: arrow keys move the focus, Enter or Space shows the
//! region.

use std::rc::Rc;

use dom::html::{div, span};
use dom::{El, ev, for_each, show_let};
use model::domain::{Region, format_count};
use model::state::Route;

use crate::store::Store;
use crate::ui::{Axis, button, roving_focus};

#[must_use]
pub fn region_tabs(store: Store) -> El {
    let regions = move || {
        let regions = store.census.with(|census| census.tabs());
        let all = std::iter::once(None);
        all.chain(regions.into_iter().map(Some)).collect()
    };
    let tabs = for_each(regions, Option::clone, move |region| tab(store, region));
    let list = div()
        .class("tabs")
        .attr("role", "tablist")
        .aria("label", "Region")
        .child(tabs);
    roving_focus(list, Axis::Horizontal)
}

fn tab(store: Store, region: Option<Region>) -> El {
    let name = region.as_ref().map_or("All regions", Region::name);
    let of_tab = Rc::new(region.clone());
    let is_selected = {
        let of_tab = of_tab.clone();
        move || store.query().region == *of_tab
    };
    let count = move || {
        store
            .census
            .with(|census| census.count(of_tab.as_ref().as_ref()))
    };
    let count = show_let(count, |count| {
        span().class("count").child(format_count(count))
    });
    button("tab", name)
        .id(tab_id(region.as_ref()))
        .attr("role", "tab")
        .attr("tabindex", {
            let is_selected = is_selected.clone();
            move || if is_selected() { 0 } else { -1 }
        })
        .aria("controls", "list")
        .aria("selected", is_selected)
        .child(" ")
        .child(count)
        .on(ev::click, move |_| {
            store.go(&Route {
                region: region.clone(),
                ..store.route.get()
            });
        })
}

/// Id of a tab, which labels the list.
pub(super) fn tab_id(region: Option<&Region>) -> String {
    // An id may hold anything but white space.
    let code = region.map_or("all", Region::code);
    format!("tab-{}", code.replace(char::is_whitespace, "-"))
}
