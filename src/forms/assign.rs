//! Assign an idle address to a machine, or move an assigned one to another.

use model::domain::{MachineId, Operation, PublicIp};
use model::state::Draft;
use model::wire::assign;

use super::shell::Shell;
use crate::store::Store;
use crate::ui::{El, Icon, TextField, Value, el, icon};

const LABEL: &str = "Machine ID";
const FIELD: &str = "machine";
const FROM: &str = "From";
const TO: &str = "To";
/// Stands in the call for the id that is not typed yet.
const NO_ID: &str = "MACHINE_ID";
const NOT_CHOSEN: &str = "another machine";
const REACHABLE: &str = "The machine will be reachable at this address.";
const CUT_OFF: &str = " will no longer be reachable at this address. A machine that only this address leads to cannot be reached at all.";

/// The form of both; a move shows from where to where.
pub(super) fn assign_form(store: Store, operation: Operation, ip: PublicIp) -> El {
    let typed = Value::new(String::new());
    let field = TextField {
        id: FIELD,
        label: LABEL.to_owned(),
        value: typed.clone(),
        hint: [
            "The machine must be in ",
            ip.region.name(),
            " and can have one static address.",
        ]
        .concat(),
        suggestions: store.known_machines(),
    };
    let field = field.draw(
        move || store.draft.with(Draft::is_saving),
        move || store.draft.with(Draft::problem),
    );
    let from = ip
        .machine
        .as_ref()
        .map(|machine| from_to(machine, typed.clone()));
    let address = ip.address;
    let shell = Shell {
        operation,
        title: [operation.verb(), " ", &ip.address.to_string()].concat(),
        consequence: match &ip.machine {
            None => REACHABLE.to_owned(),
            Some(machine) => [machine.as_str(), CUT_OFF].concat(),
        },
        fields: from.into_iter().chain([field]).collect(),
        act: Box::new(move || operation.verb()),
        call: Box::new({
            let typed = typed.clone();
            move || {
                let machine = MachineId::parse(&typed.get()).or_else(|_| MachineId::parse(NO_ID));
                machine.map(|id| assign(address, &id)).into_iter().collect()
            }
        }),
    };
    shell.draw(store, move || {
        match MachineId::parse(&typed.get_untracked()) {
            Ok(machine) => store.assign(operation, ip.clone(), machine),
            Err(problem) => store.refuse(FIELD, problem.words()),
        }
    })
}

fn from_to(from: &MachineId, to: Value<String>) -> El {
    let to = move || match to.get().trim() {
        "" => NOT_CHOSEN.to_owned(),
        typed => typed.to_owned(),
    };
    el("div")
        .class("from-to")
        .child(
            el("p")
                .child(el("span").class("label").text(FROM))
                .child(el("code").text(from.as_str())),
        )
        .child(icon(Icon::ARROW_RIGHT))
        .child(
            el("p")
                .child(el("span").class("label").text(TO))
                .child(el("code").bind_text(to)),
        )
}
