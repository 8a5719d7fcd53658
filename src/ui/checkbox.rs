//! Boxes to tick.

use dom::html::{input, label, span};
use dom::{El, ev};
use leptos::web_sys::HtmlInputElement;

/// A checkbox without a visible label, as large as a finger; the styles draw it.
#[must_use]
pub fn tick(name: &str) -> El {
    input()
        .class("tick")
        .attr("type", "checkbox")
        .aria("label", name)
}

/// A labelled checkbox. `change` gets whether it is ticked now.
#[must_use]
pub fn checkbox(name: &str, checked: bool, change: impl Fn(bool) + 'static) -> El {
    let input = input().attr("type", "checkbox").prop("checked", checked);
    let node: HtmlInputElement = input.node_as();
    label()
        .class("check")
        .child(input.on(ev::change, move |_| change(node.checked())))
        .child(span().child(name))
}
