//! Region tabs, after the ARIA pattern with manual activation: arrow keys move the focus, Enter or Space shows the
//! region.

use std::iter::once;
use std::rc::Rc;

use app::App;
use dom::html::{div, span};
use dom::{El, ev, for_each, show_let};
use model::domain::{Region, format_count};

use crate::ui::{Axis, button, roving_focus};

pub fn region_tabs(app: App) -> El {
    let regions = move || {
        let regions = app.list.regions().into_iter().map(Some);
        once(None).chain(regions).collect()
    };
    let list = div()
        .class("tabs")
        .attr("role", "tablist")
        .aria("label", "Region")
        .child(for_each(regions, Option::clone, move |region| {
            tab(app, region)
        }));
    roving_focus(list, Axis::Horizontal)
}

fn tab(app: App, region: Option<Region>) -> El {
    let name = region.as_ref().map_or("All regions", Region::name);
    let tab = button("tab", name).id(tab_id(region.as_ref()));
    let region = Rc::new(region);
    let is_selected = {
        let region = region.clone();
        move || app.list.query().region == *region
    };
    let count = {
        let region = region.clone();
        move || app.list.region_count(Option::as_ref(&region))
    };
    tab.attr("role", "tab")
        .attr("tabindex", {
            let is_selected = is_selected.clone();
            move || if is_selected() { 0 } else { -1 }
        })
        .aria("controls", "list")
        .aria("selected", is_selected)
        .child(" ")
        .child(show_let(count, |count| {
            span().class("count").child(format_count(count))
        }))
        .on(ev::click, move |_| {
            app.route.show_region(Option::clone(&region));
        })
}

/// Id of a tab, which labels the list.
pub(super) fn tab_id(region: Option<&Region>) -> String {
    // An id may hold anything but white space.
    let code = region.map_or("all", Region::code);
    format!("tab-{}", code.replace(char::is_whitespace, "-"))
}
