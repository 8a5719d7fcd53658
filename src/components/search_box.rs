//! The field to search in, reached by `/` from anywhere.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use crate::store::Store;
use crate::ui::{El, Icon, el, icon, run};

/// The id of the field.
pub const SEARCH: &str = "search";

const LABEL: &str = "Search";
const HINT: &str = "Search address, machine, region, note";
const KEY: &str = "/";

/// The field, with its key as a hint beside it.
#[must_use]
pub fn search_box(store: Store) -> El {
    let input = el("input")
        .class("input")
        .attr("id", SEARCH)
        .attr("type", "search")
        .attr("role", "searchbox")
        .attr("aria-label", LABEL)
        .attr("aria-keyshortcuts", KEY)
        .attr("placeholder", HINT)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search");
    let field: HtmlInputElement = input.node_as();
    // Follows the address bar, as after Back.
    run(Box::new({
        let field = field.clone();
        move || {
            store.route.with(|route| {
                if field.value() != route.search {
                    field.set_value(&route.search);
                }
            });
        }
    }));
    let typed = field.clone();
    let input =
        input
            .on("input", move |_| store.search(&typed.value()))
            .on("keydown", move |event| {
                let key = event.unchecked_ref::<KeyboardEvent>().key();
                if key == "Escape" && !field.value().is_empty() {
                    event.prevent_default();
                    store.search("");
                }
            });
    el("div")
        .class("search")
        .attr("role", "search")
        .child(icon(Icon::SEARCH))
        .child(input)
        .child(el("kbd").attr("aria-hidden", "true").text(KEY))
}
