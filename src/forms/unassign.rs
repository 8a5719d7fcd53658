//! Take an address from its machine and keep it.

use model::domain::{Operation, PublicIp};
use model::wire::unassign;

use super::shell::Shell;
use crate::store::Store;
use crate::ui::El;

const CUT_OFF: &str = " will no longer be reachable at this address; a machine without another way in cannot be reached at all. The team keeps the address, and it is billed while it is idle.";
const THE_MACHINE: &str = "The machine";

/// The confirmation.
pub(super) fn unassign_form(store: Store, ip: PublicIp) -> El {
    let machine = ip.machine.as_ref().map(|id| store.called(id));
    let address = ip.address;
    let shell = Shell {
        operation: Operation::Unassign,
        title: [Operation::Unassign.verb(), " ", &ip.address.to_string()].concat(),
        consequence: [machine.as_deref().unwrap_or(THE_MACHINE), CUT_OFF].concat(),
        fields: Vec::new(),
        act: Box::new(|| Operation::Unassign.verb()),
        call: Box::new(move || vec![unassign(address)]),
    };
    shell.draw(store, move || store.unassign(ip.clone()))
}
