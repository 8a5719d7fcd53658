//! Assigns an idle address to a machine, or moves an assigned one to another. A
//! move to a machine that has an address swaps the two.

use app::App;
use app::changes::machine_field::MachineField;
use dom::html::div;
use dom::{El, switch};
use model::domain::{MachineId, Operation, PublicIp};
use model::wire::Preview;

use super::form_dialog::{FormDialog, FormError, about, about_words};
use super::from_to::from_to;
use super::machine_picker::machine_picker;
use super::swap::{swap_consequence, swap_preview, swap_requests};

pub(super) fn assign(app: App, ip: &PublicIp) -> El {
    let address = ip.address;
    let machine = app.changes.machine_field(Some(ip.clone()));
    let error = FormError::new();
    let rule = format!(
        "The machine must be in {} and can have one static address.",
        ip.region.name()
    );
    let field = machine_picker(app, "Machine", machine, error, rule);
    let swaps_with = move || machine.swaps_with().map(|other| other.ip().clone());
    let operation = move || about(app).map_or(Operation::Assign, |(operation, _)| operation);
    let consequence = move |ip: &PublicIp| match (&ip.machine, swaps_with()) {
        (_, Some(other)) => swap_consequence(app, ip, &other),
        (None, None) => {
            let id = machine.id().ok();
            let known = app.machines.with(|it| {
                let machine = it.get(id.as_ref()?.as_str())?;
                Some(machine.label().to_owned())
            });
            let machine = known.as_deref().unwrap_or("The machine");
            format!("{machine} will be reachable at this address.")
        }
        (Some(_), None) if let Some(orphaned) = app.machines.orphan_words(ip) => orphaned,
        (Some(machine), None) => format!(
            "{} will no longer be reachable at this address. A machine with no other way in can't be reached at all.",
            machine.id().map_or_else(
                || "The machine".to_owned(),
                |id| app.machines.display_name(id)
            )
        ),
    };
    let dialog = FormDialog {
        operation: operation(),
        title: Box::new(move || match swaps_with() {
            Some(other) => format!("Swap {address} and {}", other.address),
            None => format!("{} {address}", operation().verb()),
        }),
        consequence: about_words(app, consequence),
        fields: vec![preview(app, machine), field],
        act: Box::new(move || {
            if machine.swaps_with().is_some() {
                "Swap"
            } else {
                operation().verb()
            }
        }),
        error,
        requests: Box::new(move || match (about(app), swaps_with()) {
            (Some((_, ip)), Some(other)) => swap_requests(&ip, &other),
            (None, _) | (_, None) => {
                let id = machine.id().or_else(|_| MachineId::parse("MACHINE_ID"));
                id.map(|id| Preview::assign(address, Some(&id)))
                    .into_iter()
                    .collect()
            }
        }),
    };
    dialog.view(app, move || app.changes.submit_machine(machine))
}

/// The machine before and after a move, or what a swap does.
fn preview(app: App, machine: MachineField) -> El {
    let from_and_partner = move || {
        let (_, ip) = about(app)?;
        let from = ip.machine.clone()?;
        let other = machine.swaps_with().map(|other| other.ip().clone());
        Some((ip, from, other))
    };
    let preview = switch(from_and_partner, move |of| match of {
        None => div(),
        Some((ip, _, Some(other))) => swap_preview(app, &ip, &other),
        Some((_, from, None)) => from_to(
            "From",
            &app.machines.display_assignee(&from),
            "To",
            move || match machine.id() {
                Ok(id) => app.machines.display_name(&id),
                Err(_) => "another machine".to_owned(),
            },
        ),
    });
    div().class("slot").child(preview)
}
