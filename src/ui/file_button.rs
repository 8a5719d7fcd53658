//! File button.

use dom::html::{input, label, span};
use dom::{El, ev};
use leptos::web_sys::HtmlInputElement;

/// A file input that looks like a button. `choose` gets the input with the file.
pub fn file_button(name: &str, accept: &str, choose: impl Fn(&HtmlInputElement) + 'static) -> El {
    let input = input()
        .class("sr-only")
        .attr("type", "file")
        .attr("accept", accept);
    let node: HtmlInputElement = input.node_as();
    label()
        .class("btn btn-file")
        .child(input.on(ev::change, move |_| choose(&node)))
        .child(span().child(name))
}
