//! Search field; `/` focuses it from anywhere.

use app::route::RouteSlice;
use dom::html::{div, kbd};
use dom::{El, effect, ev};
use web_sys::HtmlInputElement;

use crate::ui::{Icon, icon, identifier_input};

pub fn search_box(route: &'static RouteSlice) -> El {
    let input = identifier_input()
        .id("search")
        .attr("type", "search")
        .attr("role", "searchbox")
        .aria("label", "Search")
        .aria("keyshortcuts", "/")
        .attr("placeholder", "Search address, machine, region, note")
        .attr("enterkeyhint", "search");
    let field: HtmlInputElement = input.node_as();
    let (followed, typed) = (field.clone(), field.clone());
    // Follows the address bar, for example after Back.
    effect(move || {
        route.with(|route| {
            if followed.value() != route.search {
                followed.set_value(&route.search);
            }
        });
    });
    let input = input
        .on(ev::input, move |_| route.search(&typed.value()))
        .on(ev::keydown, move |event| {
            if event.key() == "Escape" && !field.value().is_empty() {
                event.prevent_default();
                route.search("");
            }
        });
    div()
        .class("search")
        .attr("role", "search")
        .child(icon(Icon::SEARCH))
        .child(input)
        .child(kbd().aria("hidden", true).child("/"))
}
