//! Select.

use dom::html::{self, option};
use dom::{El, ev};
use leptos::web_sys::HtmlSelectElement;

/// Each value is its own label. `change` gets the chosen one.
pub fn select(
    id: &str,
    values: impl Iterator<Item = String>,
    change: impl Fn(&str) + 'static,
) -> El {
    let options = values.map(|value| option().attr("value", &value).child(value));
    let select = html::select().class("input").id(id).child(options);
    let node: HtmlSelectElement = select.node_as();
    select.on(ev::change, move |_| change(&node.value()))
}
