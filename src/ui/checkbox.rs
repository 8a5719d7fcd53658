//! A box to tick.

use dom::html::{input, label, span};
use dom::{El, ev};
use leptos::web_sys::HtmlInputElement;

/// A labelled checkbox. `change` gets whether it is ticked now.
#[must_use]
pub fn checkbox(name: &str, checked: bool, change: impl Fn(bool) + 'static) -> El {
    let tick = input().attr("type", "checkbox").prop("checked", checked);
    let node: HtmlInputElement = tick.node_as();
    label()
        .class("check")
        .child(tick.on(ev::change, move |_| change(node.checked())))
        .child(span().child(name))
}
