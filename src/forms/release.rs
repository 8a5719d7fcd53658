//! Give an address back for ever.

use leptos::prelude::*;
use model::domain::{Operation, PublicIp};
use model::state::Draft;

use super::shell::{FormShell, Weight};
use crate::store::Store;
use crate::ui::TextField;

const FIELD: &str = "confirm";
const FOR_EVER: &str = "The team gives this address up. Nothing can bring it back.";
const KEEP: &str = "To keep the address, cancel and unassign it instead.";
const MISTYPED: &str = "This is not the address. Type it exactly as it stands in the title.";

/// The confirmation, graded by risk: an assigned address must be typed.
#[component]
pub fn ReleaseForm(ip: PublicIp) -> impl IntoView {
    let store = Store::of_app();
    let typed = RwSignal::new(String::new());
    let address = ip.address.to_string();
    let title = [Operation::Release.verb(), " ", &address].concat();
    let label = ["Type ", &address, " to confirm"].concat();
    let is_assigned = ip.machine.is_some();
    let consequence = consequence(&ip);
    let submit = move |()| {
        if is_assigned && typed.with_untracked(|typed| typed.trim() != address) {
            store.refuse(FIELD, MISTYPED);
        } else {
            store.release(ip.clone());
        }
    };
    view! {
        <FormShell operation=Operation::Release title consequence weight=Weight::Danger on_submit=submit>
            {is_assigned.then(|| view! {
                <TextField
                    id=FIELD
                    label
                    value=typed
                    hint=KEEP
                    problem=Signal::derive(move || store.draft.with(Draft::problem))
                    locked=Signal::derive(move || store.draft.with(Draft::is_saving))
                />
            })}
        </FormShell>
    }
}

fn consequence(ip: &PublicIp) -> String {
    let region = [" in ", ip.region.name(), ". "].concat();
    match &ip.machine {
        None => ["An idle address", &region, FOR_EVER].concat(),
        Some(machine) => [
            "Assigned to ",
            machine.as_str(),
            &region,
            "The machine will no longer be reachable at it. ",
            FOR_EVER,
        ]
        .concat(),
    }
}
