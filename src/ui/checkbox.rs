//! Checkboxes.

use dom::html::{input, label, span};
use dom::{El, ev};
use leptos::web_sys::HtmlInputElement;

/// Without a visible label, large enough for a finger.
pub fn tick(name: &str) -> El {
    input()
        .class("tick")
        .attr("type", "checkbox")
        .aria("label", name)
}

/// Labelled. `change` gets the new state.
pub fn checkbox(name: &str, checked: bool, change: impl Fn(bool) + 'static) -> El {
    let input = input().attr("type", "checkbox").prop("checked", checked);
    let node: HtmlInputElement = input.node_as();
    label()
        .class("check")
        .child(input.on(ev::change, move |_| change(node.checked())))
        .child(span().child(name))
}
