//! Give an address back for ever.

use model::domain::{Operation, PublicIp};
use model::state::FormState;
use model::wire::release;

use super::shell::Shell;
use crate::store::Store;
use crate::ui::{El, TextField, Value};

const FIELD: &str = "confirm";
const FOR_EVER: &str = "The team gives this address up. This cannot be undone.";
const CUT_OFF: &str = "The machine will no longer be reachable at it. ";
const KEEP: &str = "To keep the address, cancel and unassign it instead.";
const MISTYPED: &str = "This is not the address. Type it exactly as it stands in the title.";

/// The confirmation, graded by risk: an assigned address must be typed.
pub(super) fn release_form(store: Store, ip: PublicIp) -> El {
    let typed = Value::new(String::new());
    let (given_up, address) = (ip.address, ip.address.to_string());
    let is_assigned = ip.machine.is_some();
    let field = is_assigned.then(|| {
        let field = TextField {
            id: FIELD,
            label: ["Type ", &address, " to confirm"].concat(),
            value: typed.clone(),
            hint: KEEP.to_owned(),
            suggestions: Vec::new(),
        };
        field.draw(
            move || store.draft.with(FormState::is_saving),
            move || store.draft.with(FormState::problem),
        )
    });
    let shell = Shell {
        operation: Operation::Release,
        title: [Operation::Release.verb(), " ", &address].concat(),
        consequence: consequence(store, &ip),
        fields: field.into_iter().collect(),
        act: Box::new(|| Operation::Release.verb()),
        call: Box::new(move || vec![release(given_up)]),
    };
    shell.draw(store, move || {
        if is_assigned && typed.with_untracked(|typed| typed.trim() != address) {
            store.refuse(FIELD, MISTYPED);
        } else {
            store.release(ip.clone());
        }
    })
}

fn consequence(store: Store, ip: &PublicIp) -> String {
    let region = [" in ", ip.region.name(), ". "].concat();
    match &ip.machine {
        None => ["An idle address", &region, FOR_EVER].concat(),
        Some(machine) => [
            "Assigned to ",
            &store.called(machine),
            &region,
            CUT_OFF,
            FOR_EVER,
        ]
        .concat(),
    }
}
