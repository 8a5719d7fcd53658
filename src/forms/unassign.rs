//! Unassign: the team keeps the address.

use dom::El;
use model::domain::{Operation, PublicIp};
use model::wire::unassign;

use super::form_dialog::FormDialog;
use crate::store::Store;

const CUT_OFF: &str = " will no longer be reachable at this address; a machine without another way in cannot be reached at all. The team keeps the address, and it is billed while it is idle.";

pub(super) fn unassign_form(store: Store, ip: PublicIp) -> El {
    let machine = ip.machine.as_ref().map(|id| store.called(id));
    let address = ip.address;
    let dialog = FormDialog {
        operation: Operation::Unassign,
        title: format!("{} {}", Operation::Unassign.verb(), ip.address),
        consequence: format!("{}{CUT_OFF}", machine.as_deref().unwrap_or("The machine")),
        fields: Vec::new(),
        act: Box::new(|| Operation::Unassign.verb()),
        call: Box::new(move || vec![unassign(address)]),
    };
    dialog.view(store, move || store.unassign(ip.clone()))
}
