//! Takes an address from its machine. The team keeps it.

use app::App;
use dom::El;
use model::domain::{Operation, PublicIp};
use model::wire;

use super::form_dialog::{FormDialog, FormError};

pub(super) fn unassign(app: App, ip: &PublicIp) -> El {
    let address = ip.address;
    let machine = ip.machine_id().map(|id| app.machines.display_name(id));
    let loss = app.machines.orphan_words(ip).unwrap_or_else(|| {
        format!(
            "{} will no longer be reachable at this address. A machine with no other way in can't be reached at all.",
            machine.as_deref().unwrap_or("The machine")
        )
    });
    let dialog = FormDialog {
        operation: Operation::Unassign,
        title: format!("{} {address}", Operation::Unassign.verb()),
        consequence: format!(
            "{loss} Your team keeps the address and is billed for it while it's idle."
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
