//! Assign an idle address to a machine, or move an assigned one to another.

use leptos::prelude::*;
use model::domain::{MachineId, Operation, PublicIp};
use model::state::Draft;

use super::shell::FormShell;
use crate::store::Store;
use crate::ui::{Icon, TextField};

const LABEL: &str = "Machine ID";
const FIELD: &str = "machine";
const FROM: &str = "From";
const TO: &str = "To";
const NOT_CHOSEN: &str = "another machine";

/// The form of both; a move shows from where to where.
#[component]
pub fn AssignForm(operation: Operation, ip: PublicIp) -> impl IntoView {
    let store = Store::of_app();
    let typed = RwSignal::new(String::new());
    let title = [operation.verb(), " ", &ip.address.to_string()].concat();
    let hint = [
        "The machine must be in ",
        ip.region.name(),
        " and can have one static address.",
    ]
    .concat();
    let consequence = consequence(&ip);
    let from = ip.machine.as_ref().map(|id| id.as_str().to_owned());
    let submit = move |()| match MachineId::parse(&typed.get_untracked()) {
        Ok(machine) => store.assign(operation, ip.clone(), &machine),
        Err(problem) => store.refuse(FIELD, problem.words()),
    };
    view! {
        <FormShell operation title consequence on_submit=submit>
            {from.map(|from| view! { <FromTo from to=typed /> })}
            <TextField
                id=FIELD
                label=LABEL
                value=typed
                hint
                problem=Signal::derive(move || store.draft.with(Draft::problem))
                locked=Signal::derive(move || store.draft.with(Draft::is_saving))
                suggestions=store.known_machines()
            />
        </FormShell>
    }
}

fn consequence(ip: &PublicIp) -> String {
    match &ip.machine {
        None => "The machine will be reachable at this address.".to_owned(),
        Some(machine) => [
            machine.as_str(),
            " will no longer be reachable at this address. A machine that only this address leads to cannot be reached at all.",
        ]
        .concat(),
    }
}

#[component]
fn FromTo(from: String, to: RwSignal<String>) -> impl IntoView {
    let to = move || {
        Some(to.get().trim().to_owned())
            .filter(|to| !to.is_empty())
            .unwrap_or_else(|| NOT_CHOSEN.to_owned())
    };
    view! {
        <div class="from-to">
            <p><span class="label">{FROM}</span><code>{from}</code></p>
            <Icon icon=Icon::ArrowRight />
            <p><span class="label">{TO}</span><code>{to}</code></p>
        </div>
    }
}
