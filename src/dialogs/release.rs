//! Releases an address for good. One that a machine loses is typed.

use app::App;
use app::dialog::Field;
use dom::html::div;
use dom::{El, show};
use leptos::prelude::{RwSignal, With};
use model::domain::{Address, Operation, PublicIp};
use model::wire::Preview;

use super::form_dialog::{FormDialog, FormError, about, about_words, id, is_saving};
use crate::ui::TextField;

pub(super) fn release(app: App, address: Address) -> El {
    let typed = RwSignal::new_local(String::new());
    let error = FormError::new();
    let consequence = move |ip: &PublicIp| {
        let region = ip.region.name();
        let consequence = match (&ip.machine, app.machines.orphan_words(ip)) {
            (None, _) => match app.machines.disputed_by(ip) {
                None => format!("An idle address in {region}."),
                Some(machine) => format!(
                    "The list calls it idle, but {machine} says it has this address and may no longer be reachable at it."
                ),
            },
            (Some(_), Some(orphaned)) => orphaned,
            (Some(machine), None) => format!(
                "Assigned to {} in {region}. The machine will no longer be reachable at this address.",
                app.machines.display_assignee(machine)
            ),
        };
        format!("{consequence} Your team loses this address. This can't be undone.")
    };
    // What needs no typing may turn out to need it while the form is open.
    let must_be_typed = move || about(app).is_some_and(|(_, ip)| app.changes.must_be_typed(&ip));
    let field = show(must_be_typed, move || {
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
        title: Box::new(move || format!("{} {address}", Operation::Release.verb())),
        consequence: about_words(app, consequence),
        fields: vec![div().class("slot").child(field)],
        act: Box::new(|| Operation::Release.verb()),
        error,
        requests: Box::new(move || vec![Preview::release(address)]),
    };
    dialog.view(app, move || {
        typed.with(|typed| app.changes.submit_release(typed))
    })
}
