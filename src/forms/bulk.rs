//! Bulk dialog: one operation on many addresses, from the question to the last answer.

mod buttons;
mod list;

use buttons::buttons;
use dom::html::div;
use dom::{El, ev};
use leptos::prelude::{LocalStorage, RwSignal, With};
use list::{list, progress};
use model::domain::Operation;
use model::state::{Bulk, FormState, ItemStatus};
use model::wire::{Request, release, unassign};

use super::curl_preview::curl_preview;
use crate::components::timeout_warning;
use crate::store::Store;
use crate::ui::{TextField, dialog, dialog_form};

const FIELD: &str = "bulk-count";
const MISTYPED: &str = "This is not the number of addresses. Type it as it stands in the title.";

#[must_use]
pub fn bulk_dialog(store: Store) -> El {
    let Some(bulk) = store.bulk.get() else {
        return div();
    };
    let typed = RwSignal::new_local(String::new());
    let count = bulk.counts().total.to_string();
    let releases = bulk.operation() == Operation::Release;
    let field = releases.then(|| count_field(store, &bulk, typed));
    let is_running = move || of(store, Bulk::is_running);
    let form = dialog_form(&bulk.title(), &bulk.consequence())
        .child(list(store, &bulk))
        .child(field)
        .child(progress(store))
        .child(curl_preview(store, {
            let requests = requests(&bulk);
            move || requests.clone()
        }))
        .child(buttons(store, &bulk))
        .child(timeout_warning(store, true))
        .on(ev::submit, move |event| {
            event.prevent_default();
            if !of(store, Bulk::is_confirming) {
                return;
            }
            if releases && typed.with(|typed| typed.trim() != count) {
                store.refuse(FIELD, MISTYPED);
            } else {
                store.start_bulk();
            }
        });
    dialog(form, is_running, move || store.close_bulk())
}

/// One request for each address.
fn requests(bulk: &Bulk) -> Vec<Request> {
    let releases = bulk.operation() == Operation::Release;
    let items = bulk.items().iter();
    let sent = items.filter(|(_, fate)| !matches!(fate, ItemStatus::Skipped(_)));
    sent.map(|(ip, _)| {
        if releases {
            release(ip.address)
        } else {
            unassign(ip.address)
        }
    })
    .collect()
}

/// Confirmation of a release: the number of addresses must be typed.
fn count_field(store: Store, bulk: &Bulk, typed: RwSignal<String, LocalStorage>) -> El {
    let all = bulk.counts().total;
    // Lower case within a sentence.
    let title = bulk.title().to_ascii_lowercase();
    let field = TextField {
        id: FIELD,
        label: format!("Type {all} to {title}"),
        value: typed,
        hint: if bulk.assigned_count() > 0 {
            "To keep the addresses, cancel and unassign them instead.".to_owned()
        } else {
            String::new()
        },
        suggestions: Vec::new(),
    };
    field
        .view(|| false, move || store.draft.with(FormState::problem))
        .attr("hidden", move || !of(store, Bulk::is_confirming))
}

/// Reads the operation, which exists as long as its dialog.
fn of(store: Store, read: fn(&Bulk) -> bool) -> bool {
    store.bulk.with(|bulk| bulk.as_ref().is_some_and(read))
}
