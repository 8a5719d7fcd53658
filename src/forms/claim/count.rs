//! Number of addresses to claim, its cost, and the progress.

use dom::El;
use dom::html::p;
use leptos::prelude::{Get, LocalStorage, RwSignal, Set};
use model::state::{ClaimBatch, FormState};

use super::Picked;
use crate::store::Store;
use crate::ui::{field, select};

pub(super) fn count(store: Store, count: RwSignal<u8, LocalStorage>, machine: Picked) -> El {
    let is_one = move || !machine.is_empty();
    let numbers = (1..=ClaimBatch::MAX).map(|number| number.to_string());
    let choose = move |number: &str| count.set(number.parse().unwrap_or(1));
    let select = select("count", numbers, choose).attr("disabled", {
        let is_one = is_one.clone();
        move || is_one() || store.draft.with(FormState::is_saving)
    });
    let cost = move || {
        let count = if is_one() { 1 } else { count.get() };
        let order = if count > 1 {
            " They are claimed one after another."
        } else {
            ""
        };
        format!("{}{order}", store.cost_of(count.into()))
    };
    field("count", "How many", select).child(p().class("hint").child(cost))
}

pub(super) fn progress(store: Store) -> El {
    let words = move || {
        store
            .claims
            .with(|claims| claims.as_ref().map(ClaimBatch::words).unwrap_or_default())
    };
    p().class("hint")
        .attr("role", "status")
        .attr("hidden", move || words().is_empty())
        .child(words)
}
