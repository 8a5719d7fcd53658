//! The field to search in, reached by `/` from anywhere.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use crate::browser::focus;
use crate::browser::keyboard::Shortcut;
use crate::store::Store;
use crate::ui::{El, Icon, el, icon, run};

const LABEL: &str = "Search";
const HINT: &str = "Search address, machine, region";
const KEY: &str = "/";

/// The field, with its key as a hint beside it.
#[must_use]
pub fn search_box(store: Store) -> El {
    let input = el("input")
        .class("input")
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
    let shortcut = Shortcut::on(KEY, {
        let field = field.clone();
        move || {
            focus::take(&field);
            field.select();
        }
    });
    // Follows the address bar, as after Back. Held here, the key works as long as the field is there.
    run(Box::new({
        let field = field.clone();
        move || {
            let _held = &shortcut;
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
