//! One operation on many addresses: what it is about, the question, and how far it is.

mod foot;
mod list;

use model::domain::Operation;
use model::state::{Bulk, FormState, ItemStatus};
use model::wire::{Request, release, unassign};

use foot::foot;
use list::{list, progress};

use super::call::call;
use crate::components::session_end;
use crate::store::Store;
use crate::ui::{El, TextField, Value, dialog, dialog_form, el};

const FIELD: &str = "bulk-count";
const KEEP: &str = "To keep the addresses, cancel and unassign them instead.";
const MISTYPED: &str = "This is not the number of addresses. Type it as it stands in the title.";

/// The dialog, from the question to the last answer.
#[must_use]
pub fn bulk_dialog(store: Store) -> El {
    let Some(bulk) = store.bulk.get_untracked() else {
        return el("div");
    };
    let typed = Value::new(String::new());
    let count = bulk.counts().total.to_string();
    let releases = bulk.operation() == Operation::Release;
    let field = releases.then(|| count_field(store, &bulk, typed.clone()));
    let is_running = move || of(store, Bulk::is_running);
    let form = dialog_form(&bulk.title(), &bulk.consequence())
        .child(list(store, &bulk))
        .children(field)
        .child(progress(store))
        .child(call(store, {
            let requests = requests(&bulk);
            move || requests.clone()
        }))
        .child(foot(store, &bulk))
        .child(session_end(store, true))
        .on("submit", move |event| {
            event.prevent_default();
            if !of(store, Bulk::is_confirming) {
                return;
            }
            if releases && typed.with_untracked(|typed| typed.trim() != count) {
                store.refuse(FIELD, MISTYPED);
            } else {
                store.start_bulk();
            }
        });
    dialog(form, is_running, move || store.close_bulk())
}

/// What would be sent, one request for each address.
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

/// As many as are typed are meant.
fn count_field(store: Store, bulk: &Bulk, typed: Value<String>) -> El {
    let all = bulk.counts().total;
    let label = [
        "Type ",
        &all.to_string(),
        " to ",
        // Lower case within a sentence.
        &bulk.title().to_ascii_lowercase(),
    ];
    let field = TextField {
        id: FIELD,
        label: label.concat(),
        value: typed,
        hint: if bulk.assigned_count() > 0 {
            KEEP.to_owned()
        } else {
            String::new()
        },
        suggestions: Vec::new(),
    };
    field
        .draw(|| false, move || store.draft.with(FormState::problem))
        .bind("hidden", move || {
            (!of(store, Bulk::is_confirming)).then(String::new)
        })
}

/// Reads something of the operation, which is there as long as its dialog.
fn of(store: Store, read: fn(&Bulk) -> bool) -> bool {
    store.bulk.with(|bulk| bulk.as_ref().is_some_and(read))
}
