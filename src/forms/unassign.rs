//! Take an address from its machine and keep it.

use leptos::prelude::*;
use model::domain::{MachineId, Operation, PublicIp};

use super::shell::FormShell;
use crate::store::Store;

const THEN: &str = " will no longer be reachable at this address; a machine that only this address leads to cannot be reached at all. The team keeps the address, and it is billed while it is idle.";

/// The confirmation.
#[component]
pub fn UnassignForm(ip: PublicIp) -> impl IntoView {
    let store = Store::of_app();
    let title = [Operation::Unassign.verb(), " ", &ip.address.to_string()].concat();
    let machine = ip.machine.as_ref().map_or("The machine", MachineId::as_str);
    let consequence = [machine, THEN].concat();
    view! {
        <FormShell
            operation=Operation::Unassign
            title
            consequence
            on_submit=move |()| store.unassign(ip.clone())
        >
            ()
        </FormShell>
    }
}
