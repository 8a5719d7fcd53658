//! Takes an address from its machine. The team keeps it.

use app::App;
use dom::El;
use model::domain::{Address, Operation, PublicIp};
use model::wire::Preview;

use super::form_dialog::{FormDialog, FormError, about_words};

pub(super) fn unassign(app: App, address: Address) -> El {
    let consequence = move |ip: &PublicIp| {
        let machine = ip.machine_id().map(|id| app.machines.display_name(id));
        let loss = app.machines.orphan_words(ip).unwrap_or_else(|| {
            format!(
                "{} will no longer be reachable at this address. A machine with no other way in can't be reached at all.",
                machine.as_deref().unwrap_or("The machine")
            )
        });
        format!("{loss} Your team keeps the address and is billed for it while it's idle.")
    };
    let dialog = FormDialog {
        operation: Operation::Unassign,
        title: Box::new(move || format!("{} {address}", Operation::Unassign.verb())),
        consequence: about_words(app, consequence),
        fields: Vec::new(),
        act: Box::new(|| Operation::Unassign.verb()),
        error: FormError::new(),
        requests: Box::new(move || vec![Preview::assign(address, None)]),
    };
    dialog.view(app, move || {
        app.changes.submit_unassign();
        Ok(())
    })
}
