//! Assign and move. A move to a machine that has an address swaps the two.

use dom::html::{code, div, p, span};
use dom::{El, switch};
use model::domain::{MachineId, Operation, PublicIp};
use model::wire::assign;

use super::form_dialog::FormDialog;
use super::machine_picker::{FIELD, Picked, machine_picker};
use super::swap_preview::{swap_calls, swap_preview};
use crate::store::Store;
use crate::ui::{Icon, icon};

/// Placeholder in the curl preview.
const NO_ID: &str = "MACHINE_ID";
const CUT_OFF: &str = " will no longer be reachable at this address. A machine without another way in cannot be reached at all.";

pub(super) fn assign_form(store: Store, operation: Operation, ip: PublicIp) -> El {
    let rule = format!(
        "The machine must be in {} and can have one static address.",
        ip.region.name()
    );
    let (field, picked) = machine_picker(store, "Machine ID", Some(ip.clone()), rule);
    let preview = ip
        .machine
        .clone()
        .map(|from| preview(store, ip.clone(), from, picked.clone()));
    let address = ip.address;
    let dialog = FormDialog {
        operation,
        title: format!("{} {}", operation.verb(), ip.address),
        consequence: match &ip.machine {
            None => "The machine will be reachable at this address.".to_owned(),
            Some(machine) => format!("{}{CUT_OFF}", store.called(machine)),
        },
        fields: preview.into_iter().chain([field]).collect(),
        act: Box::new({
            let picked = picked.clone();
            move || {
                if picked.swaps().is_some() {
                    "Swap"
                } else {
                    operation.verb()
                }
            }
        }),
        call: Box::new({
            let (picked, ip) = (picked.clone(), ip.clone());
            move || match picked.swaps() {
                Some(other) => swap_calls(&ip, &other),
                None => {
                    let machine = picked.id().or_else(|_| MachineId::parse(NO_ID));
                    machine.map(|id| assign(address, &id)).into_iter().collect()
                }
            }
        }),
    };
    dialog.view(store, move || match (picked.id(), picked.swaps()) {
        (Ok(_), Some(other)) => store.swap(ip.clone(), other),
        (Ok(machine), None) => store.assign(operation, ip.clone(), machine),
        (Err(problem), _) => store.refuse(FIELD, problem.words()),
    })
}

/// The move, or the swap.
fn preview(store: Store, ip: PublicIp, from: MachineId, picked: Picked) -> El {
    let other = picked.clone();
    div().class("slot").child(switch(
        move || other.swaps(),
        move |other| match other {
            Some(other) => swap_preview(store, ip.clone(), other),
            None => {
                let picked = picked.clone();
                let to = move || match picked.id() {
                    Ok(id) => store.called(&id),
                    Err(_) => "another machine".to_owned(),
                };
                from_to("From", &store.called(&from), "To", to)
            }
        },
    ))
}

/// Two labelled values with an arrow between.
pub(super) fn from_to(one: &str, from: &str, other: &str, to: impl Fn() -> String + 'static) -> El {
    let side = |label: &str| p().child(span().class("label").child(label));
    div()
        .class("from-to")
        .child(side(one).child(code().child(from)))
        .child(icon(Icon::ARROW_RIGHT))
        .child(side(other).child(code().child(to)))
}
