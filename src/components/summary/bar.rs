//! Usage as one thin bar. The numbers beside it say the same.

use dom::html::{div, span};
use dom::{El, effect};
use model::domain::push_number;
use model::state::UsageCounts;
use web_sys::HtmlElement;

use crate::browser::page;

/// Each use has its own pattern, not only a colour.
pub(super) fn usage_bar(count: impl Fn() -> UsageCounts + 'static) -> El {
    let parts =
        ["assigned", "idle", "orphaned"].map(|usage| span().class(format!("bar-part bar-{usage}")));
    let nodes = parts.clone().map(|part| part.node_as::<HtmlElement>());
    effect(move || {
        let count = count();
        let sizes = [count.assigned, count.idle, count.orphaned];
        for (node, size) in nodes.iter().zip(sizes) {
            let mut text = String::new();
            push_number(&mut text, size as u64);
            page::set_style(node, "flex-grow", &text);
            node.set_hidden(size == 0);
        }
    });
    div().class("usage-bar").aria("hidden", true).child(parts)
}
