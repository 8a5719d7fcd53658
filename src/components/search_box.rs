//! Search field; `/` focuses it from anywhere.

use dom::html::{div, kbd};
use dom::{El, effect, ev};
use web_sys::HtmlInputElement;

use crate::store::Store;
use crate::ui::{Icon, icon, identifier_input};

pub const SEARCH: &str = "search";

const KEY: &str = "/";

#[must_use]
pub fn search_box(store: Store) -> El {
    let input = identifier_input()
        .id(SEARCH)
        .attr("type", "search")
        .attr("role", "searchbox")
        .aria("label", "Search")
        .aria("keyshortcuts", KEY)
        .attr("placeholder", "Search address, machine, region, note")
        .attr("enterkeyhint", "search");
    let field: HtmlInputElement = input.node_as();
    // Follows the address bar, for example after Back.
    effect({
        let field = field.clone();
        move || {
            store.route.with(|route| {
                if field.value() != route.search {
                    field.set_value(&route.search);
                }
            });
        }
    });
    let typed = field.clone();
    let input = input
        .on(ev::input, move |_| store.search(&typed.value()))
        .on(ev::keydown, move |event| {
            if event.key() == "Escape" && !field.value().is_empty() {
                event.prevent_default();
                store.search("");
            }
        });
    div()
        .class("search")
        .attr("role", "search")
        .child(icon(Icon::SEARCH))
        .child(input)
        .child(kbd().aria("hidden", true).child(KEY))
}
