//! Takes an address from its machine. The team keeps it.

use app::App;
use dom::El;
use model::domain::{Operation, PublicIp};
use model::wire;

use super::form_dialog::{FormDialog, FormError};

pub(super) fn unassign(app: App, ip: &PublicIp) -> El {
    let address = ip.address;
    let machine = ip.machine.as_ref().map(|id| app.machines.display_name(id));
    let dialog = FormDialog {
        operation: Operation::Unassign,
        title: format!("{} {address}", Operation::Unassign.verb()),
        consequence: format!(
            "{} will no longer be reachable at this address; a machine without another way in cannot be reached at all. The team keeps the address, and it is billed while it is idle.",
            machine.as_deref().unwrap_or("The machine")
        ),
        fields: Vec::new(),
        act: Box::new(|| Operation::Unassign.verb()),
        error: FormError::new(),
        requests: Box::new(move || vec![wire::unassign(address)]),
    };
    dialog.view(app, move || {
        app.changes.submit_unassign();
        Ok(())
    })
}
