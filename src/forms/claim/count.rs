//! How many addresses are claimed, what that costs, and how far it is.

use model::state::{ClaimBatch, FormState};
use web_sys::HtmlInputElement;

use super::Picked;
use crate::store::Store;
use crate::ui::{El, Value, el};

const HOW_MANY: &str = "How many";
const COUNT: &str = "count";
const ONE_BY_ONE: &str = " They are claimed one after another.";

/// How many, with what that costs.
pub(super) fn count(store: Store, count: Value<u8>, machine: Picked) -> El {
    let select = el("select")
        .class("input")
        .attr("id", COUNT)
        .children((1..=ClaimBatch::MAX).map(|number| {
            let number = number.to_string();
            el("option").attr("value", &number).text(&number)
        }));
    // It has a value as an input has.
    let node: HtmlInputElement = select.node_as();
    let is_one = move || !machine.is_empty();
    let (one, value) = (is_one.clone(), count.clone());
    let select = select
        .bind("disabled", move || {
            (is_one() || store.draft.with(FormState::is_saving)).then(String::new)
        })
        .on("change", move |_| {
            count.set(node.value().parse().unwrap_or(1))
        });
    let cost = move || {
        let count = if one() { 1 } else { value.get() };
        let order = if count > 1 { ONE_BY_ONE } else { "" };
        [&store.cost_of(count.into()), order].concat()
    };
    el("div")
        .class("field")
        .child(el("label").class("label").attr("for", COUNT).text(HOW_MANY))
        .child(select)
        .child(el("p").class("hint").bind_text(cost))
}

/// What was claimed so far.
pub(super) fn progress(store: Store) -> El {
    let words = move || {
        store
            .claims
            .with(|claims| claims.as_ref().map(ClaimBatch::words).unwrap_or_default())
    };
    el("p")
        .class("hint")
        .attr("role", "status")
        .bind_flag("hidden", move || words().is_empty())
        .bind_text(words)
}
