//! Assigns an idle address to a machine, or moves an assigned one to another. A
//! move to a machine that has an address swaps the two.

use app::App;
use app::changes::machine_field::MachineField;
use dom::html::div;
use dom::{El, switch};
use model::domain::{MachineId, Operation, PublicIp};
use model::wire;

use super::form_dialog::{FormDialog, FormError};
use super::from_to::from_to;
use super::machine_picker::machine_picker;
use super::swap::{swap_preview, swap_requests};

pub(super) fn assign(app: App, operation: Operation, ip: PublicIp) -> El {
    let machine = app.changes.machine_field(Some(ip.clone()));
    let error = FormError::new();
    let rule = format!(
        "The machine must be in {} and can have one static address.",
        ip.region.name()
    );
    let field = machine_picker(app, "Machine ID", machine, error, rule);
    let from = ip.machine.clone();
    let preview = from.map(|from| preview(app, ip.clone(), from, machine));
    let swaps = move || machine.swaps_with().is_some();
    let dialog = FormDialog {
        operation,
        title: format!("{} {}", operation.verb(), ip.address),
        consequence: match &ip.machine {
            None => "The machine will be reachable at this address.".to_owned(),
            Some(machine) => format!(
                "{} will no longer be reachable at this address. A machine without another way in cannot be reached at all.",
                app.machines.display_name(machine)
            ),
        },
        fields: preview.into_iter().chain([field]).collect(),
        act: Box::new(move || if swaps() { "Swap" } else { operation.verb() }),
        error,
        requests: Box::new(move || match machine.swaps_with() {
            Some(other) => swap_requests(&ip, &other),
            None => {
                let id = machine.id().or_else(|_| MachineId::parse("MACHINE_ID"));
                id.map(|id| wire::assign(ip.address, &id))
                    .into_iter()
                    .collect()
            }
        }),
    };
    dialog.view(app, move || app.changes.submit_machine(machine))
}

/// The machine before and after a move, or what a swap does.
fn preview(app: App, ip: PublicIp, from: MachineId, machine: MachineField) -> El {
    let preview = switch(
        move || machine.swaps_with(),
        move |other| match other {
            Some(other) => swap_preview(app, &ip, &other),
            None => from_to(
                "From",
                &app.machines.display_name(&from),
                "To",
                move || match machine.id() {
                    Ok(id) => app.machines.display_name(&id),
                    Err(_) => "another machine".to_owned(),
                },
            ),
        },
    );
    div().class("slot").child(preview)
}
