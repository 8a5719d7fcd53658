//! Release, which cannot be undone.

use dom::El;
use leptos::prelude::{RwSignal, With};
use model::domain::{Operation, PublicIp};
use model::state::FormState;
use model::wire::release;

use super::form_dialog::FormDialog;
use crate::store::Store;
use crate::ui::TextField;

const FIELD: &str = "confirm";
const FOR_EVER: &str = "The team gives this address up. This cannot be undone.";

/// Confirmation graded by risk: an assigned address must be typed.
pub(super) fn release_form(store: Store, ip: PublicIp) -> El {
    let typed = RwSignal::new_local(String::new());
    let (given_up, address) = (ip.address, ip.address.to_string());
    let is_assigned = ip.machine.is_some();
    let field = is_assigned.then(|| {
        let field = TextField {
            id: FIELD,
            label: format!("Type {address} to confirm"),
            value: typed,
            hint: "To keep the address, cancel and unassign it instead.".to_owned(),
            suggestions: Vec::new(),
        };
        field.view(
            move || store.draft.with(FormState::is_saving),
            move || store.draft.with(FormState::problem),
        )
    });
    let dialog = FormDialog {
        operation: Operation::Release,
        title: format!("{} {address}", Operation::Release.verb()),
        consequence: consequence(store, &ip),
        fields: field.into_iter().collect(),
        act: Box::new(|| Operation::Release.verb()),
        call: Box::new(move || vec![release(given_up)]),
    };
    dialog.view(store, move || {
        if is_assigned && typed.with(|typed| typed.trim() != address) {
            store.refuse(
                FIELD,
                "This is not the address. Type it exactly as it stands in the title.",
            );
        } else {
            store.release(ip.clone());
        }
    })
}

fn consequence(store: Store, ip: &PublicIp) -> String {
    let region = format!(" in {}. ", ip.region.name());
    match &ip.machine {
        None => format!("An idle address{region}{FOR_EVER}"),
        Some(machine) => {
            let machine = store.called(machine);
            format!(
                "Assigned to {machine}{region}The machine will no longer be reachable at it. {FOR_EVER}"
            )
        }
    }
}
