//! Buttons of a bulk operation.

use dom::html::div;
use dom::{El, ev};
use model::domain::Operation;
use model::state::Bulk;

use super::of;
use crate::store::Store;
use crate::ui::{button, submit_button};

/// Buttons without a use now are hidden, not removed, so that the focus has a place.
pub(super) fn buttons(store: Store, bulk: &Bulk) -> El {
    let releases = bulk.operation() == Operation::Release;
    let is_confirming = move || of(store, Bulk::is_confirming);
    let has_failed = move || of(store, |bulk| bulk.is_finished() && bulk.counts().failed > 0);
    let can_stop = move || of(store, |bulk| bulk.is_running() && bulk.counts().waiting > 0);
    let close = move || if is_confirming() { "Cancel" } else { "Close" };
    let close = button("btn", close)
        .id("bulk-close")
        .attr("data-first-focus", true)
        .on(ev::click, move |_| store.close_bulk());
    let pause = move || {
        if of(store, Bulk::is_paused) {
            "Go on"
        } else {
            "Pause"
        }
    };
    let pause = button("btn", pause)
        .id("bulk-pause")
        .attr("hidden", move || !can_stop())
        .on(ev::click, move |_| store.pause_bulk());
    let cancel = button("btn", "Cancel")
        .id("bulk-cancel")
        .attr("hidden", move || !can_stop())
        .on(ev::click, move |_| store.cancel_bulk());
    let retry = button("btn btn-primary", "Retry failed")
        .id("bulk-retry")
        .attr("hidden", move || !has_failed())
        .on(ev::click, move |_| store.retry_bulk());
    let class = if releases {
        "btn btn-danger"
    } else {
        "btn btn-primary"
    };
    let act = submit_button(class, bulk.title()).attr("hidden", move || !is_confirming());
    div()
        .class("dialog-foot")
        .child([close, pause, cancel, retry, act])
}
