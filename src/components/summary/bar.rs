//! How the addresses are used, as one thin bar. The numbers beside it say the same.

use model::domain::push_number;
use model::state::UsageCounts;
use web_sys::HtmlElement;

use crate::browser::page;
use crate::ui::{El, el, run};

/// The bar. Each use has a pattern of its own beside its colour.
pub(super) fn usage_bar(count: impl Fn() -> UsageCounts + 'static) -> El {
    let parts = ["assigned", "idle", "orphaned"].map(|usage| {
        let class = ["bar-part bar-", usage].concat();
        el("span").class(&class)
    });
    let nodes = parts.clone().map(|part| part.node_as::<HtmlElement>());
    run(Box::new(move || {
        let count = count();
        let sizes = [count.assigned, count.idle, count.orphaned];
        for (node, size) in nodes.iter().zip(sizes) {
            let mut text = String::new();
            push_number(&mut text, size as u64);
            page::set_style(node, "flex-grow", &text);
            node.set_hidden(size == 0);
        }
    }));
    el("div")
        .class("usage-bar")
        .attr("aria-hidden", "true")
        .children(parts)
}
