//! Releases an address for good. To release an assigned one, it is typed.

use app::App;
use app::dialog::Field;
use dom::El;
use leptos::prelude::{RwSignal, With};
use model::domain::{Operation, PublicIp};
use model::wire;

use super::form_dialog::{FormDialog, FormError, id, is_saving};
use crate::ui::TextField;

pub(super) fn release(app: App, ip: &PublicIp) -> El {
    let address = ip.address;
    let typed = RwSignal::new_local(String::new());
    let error = FormError::new();
    let region = ip.region.name();
    let consequence = match &ip.machine {
        None => format!("An idle address in {region}."),
        Some(machine) => format!(
            "Assigned to {} in {region}. The machine will no longer be reachable at it.",
            app.machines.display_name(machine)
        ),
    };
    let field = ip.machine.is_some().then(|| {
        let field = TextField {
            id: id(Field::Confirmation),
            label: format!("Type {address} to confirm"),
            value: typed,
            hint: "To keep the address, cancel and unassign it instead.".to_owned(),
            suggestions: Vec::new(),
        };
        field.view(
            move || is_saving(app),
            move || error.at(Field::Confirmation),
        )
    });
    let dialog = FormDialog {
        operation: Operation::Release,
        title: format!("{} {address}", Operation::Release.verb()),
        consequence: format!(
            "{consequence} The team gives this address up. This cannot be undone."
        ),
        fields: field.into_iter().collect(),
        act: Box::new(|| Operation::Release.verb()),
        error,
        requests: Box::new(move || vec![wire::release(address)]),
    };
    dialog.view(app, move || {
        typed.with(|typed| app.changes.submit_release(typed))
    })
}
