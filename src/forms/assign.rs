//! Assign an idle address to a machine, or move an assigned one to another. A
//! move to a machine that has an address swaps the two.

use model::domain::{MachineId, Operation, PublicIp};
use model::wire::assign;

use super::machine_picker::{FIELD, Picked, machine_picker};
use super::shell::Shell;
use super::swap_preview::{swap_calls, swap_preview};
use crate::store::Store;
use crate::ui::{El, Icon, el, icon};

const LABEL: &str = "Machine ID";
const FROM: &str = "From";
const TO: &str = "To";
const SWAP: &str = "Swap";
/// Stands in the call for the id that is not typed yet.
const NO_ID: &str = "MACHINE_ID";
const NOT_CHOSEN: &str = "another machine";
const REACHABLE: &str = "The machine will be reachable at this address.";
const CUT_OFF: &str = " will no longer be reachable at this address. A machine without another way in cannot be reached at all.";

/// The form of both; a move shows from where to where.
pub(super) fn assign_form(store: Store, operation: Operation, ip: PublicIp) -> El {
    let rule = [
        "The machine must be in ",
        ip.region.name(),
        " and can have one static address.",
    ];
    let label = LABEL.to_owned();
    let (field, picked) = machine_picker(store, label, Some(ip.clone()), rule.concat());
    let preview = ip
        .machine
        .clone()
        .map(|from| preview(store, ip.clone(), from, picked.clone()));
    let address = ip.address;
    let shell = Shell {
        operation,
        title: [operation.verb(), " ", &ip.address.to_string()].concat(),
        consequence: match &ip.machine {
            None => REACHABLE.to_owned(),
            Some(machine) => [&store.called(machine), CUT_OFF].concat(),
        },
        fields: preview.into_iter().chain([field]).collect(),
        act: Box::new({
            let picked = picked.clone();
            move || {
                if picked.swaps().is_some() {
                    SWAP
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
    shell.draw(store, move || match (picked.id(), picked.swaps()) {
        (Ok(_), Some(other)) => store.swap(ip.clone(), other),
        (Ok(machine), None) => store.assign(operation, ip.clone(), machine),
        (Err(problem), _) => store.refuse(FIELD, problem.words()),
    })
}

/// From where to where, or what a swap does.
fn preview(store: Store, ip: PublicIp, from: MachineId, picked: Picked) -> El {
    let other = picked.clone();
    el("div").class("slot").choose(
        move || other.swaps(),
        move |other| {
            Some(match other {
                Some(other) => swap_preview(store, ip.clone(), other.clone()),
                None => {
                    let picked = picked.clone();
                    let to = move || match picked.id() {
                        Ok(id) => store.called(&id),
                        Err(_) => NOT_CHOSEN.to_owned(),
                    };
                    from_to(FROM, &store.called(&from), TO, to)
                }
            })
        },
    )
}

/// Two things with an arrow between them, each under a word.
pub(super) fn from_to(one: &str, from: &str, other: &str, to: impl Fn() -> String + 'static) -> El {
    let side = |label: &str| el("p").child(el("span").class("label").text(label));
    el("div")
        .class("from-to")
        .child(side(one).child(el("code").text(from)))
        .child(icon(Icon::ARROW_RIGHT))
        .child(side(other).child(el("code").bind_text(to)))
}
