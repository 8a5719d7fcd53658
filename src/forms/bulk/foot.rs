//! The buttons of an operation on many addresses.

use model::domain::Operation;
use model::state::Bulk;

use super::of;
use crate::store::Store;
use crate::ui::{El, el};

const CANCEL: &str = "Cancel";
const CLOSE: &str = "Close";
const PAUSE: &str = "Pause";
const GO_ON: &str = "Go on";
const RETRY: &str = "Retry failed";

/// The buttons; those that make no sense now are not there.
pub(super) fn foot(store: Store, bulk: &Bulk) -> El {
    let releases = bulk.operation() == Operation::Release;
    let is_asking = move || of(store, Bulk::is_confirming);
    let has_failed = move || of(store, |bulk| bulk.is_finished() && bulk.counts().failed > 0);
    let can_stop = move || of(store, |bulk| bulk.is_running() && bulk.counts().waiting > 0);
    let button = |class: &str, id: &str| {
        el("button")
            .class(class)
            .attr("id", id)
            .attr("type", "button")
    };
    let hidden = |shown: bool| (!shown).then(String::new);
    let close = button("btn", "bulk-close")
        .flag("data-first-focus", true)
        .bind_text(move || if is_asking() { CANCEL } else { CLOSE }.to_owned())
        .on_press(move || store.close_bulk());
    let pause = button("btn", "bulk-pause")
        .bind("hidden", move || hidden(can_stop()))
        .bind_text(move || {
            let paused = of(store, Bulk::is_paused);
            if paused { GO_ON } else { PAUSE }.to_owned()
        })
        .on_press(move || store.pause_bulk());
    let cancel = button("btn", "bulk-cancel")
        .bind("hidden", move || hidden(can_stop()))
        .text(CANCEL)
        .on_press(move || store.cancel_bulk());
    let retry = button("btn btn-primary", "bulk-retry")
        .bind("hidden", move || hidden(has_failed()))
        .text(RETRY)
        .on_press(move || store.retry_bulk());
    let act = el("button")
        .class(if releases {
            "btn btn-danger"
        } else {
            "btn btn-primary"
        })
        .attr("type", "submit")
        .bind("hidden", move || hidden(is_asking()))
        .text(&bulk.title());
    el("div")
        .class("dialog-foot")
        .children([close, pause, cancel, retry, act])
}
