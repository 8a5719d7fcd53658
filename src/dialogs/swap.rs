//! The three steps of a swap, and how far each of them is.

use app::App;
use app::dialog::Dialog;
use dom::El;
use dom::html::{div, li, ol, p, span};
use model::domain::{Address, Operation, PublicIp};
use model::state::StepStatus;
use model::wire::Preview;

use super::from_to::from_to;

/// The name of an address's machine.
fn machine_name(app: App, ip: &PublicIp) -> String {
    let machine = ip.machine_id();
    machine
        .map(|id| app.machines.name_of(id))
        .unwrap_or_default()
}

/// Which address each machine gets.
pub(super) fn swap_consequence(app: App, one: &PublicIp, other: &PublicIp) -> String {
    let (first, second) = (machine_name(app, one), machine_name(app, other));
    format!(
        "A swap: {second} gets {}, and {first} gets {}.",
        one.address, other.address
    )
}

/// Both addresses with their machines, and the steps.
pub(super) fn swap_preview(app: App, one: &PublicIp, other: &PublicIp) -> El {
    let (first, second) = (machine_name(app, one), machine_name(app, other));
    let exchange = |ip: &PublicIp, from: &str, to: &str| {
        let to = to.to_owned();
        from_to(&ip.address.to_string(), from, "To", move || to.clone())
    };
    let steps = [
        format!("{} {}", Operation::Unassign.verb(), other.address),
        format!("{} {} to {second}", Operation::Move.verb(), one.address),
        format!("{} {} to {first}", Operation::Assign.verb(), other.address),
    ];
    let steps = steps.into_iter().enumerate();
    let steps = steps.map(|(at, label)| step(app, other.address, at, label));
    div()
        .class("swap")
        .child(exchange(one, &first, &second))
        .child(exchange(other, &second, &first))
        .child(
            ol().class("steps")
                .aria("label", "Steps of the swap")
                .aria("live", "polite")
                .child(steps),
        )
        .child(p().class("hint").child("During the swap, neither machine can be reached at these addresses. If a step fails, the steps before it are undone."))
}

/// One step, and its status in the last swap with this address.
fn step(app: App, other: Address, at: usize, label: String) -> El {
    let status = move || {
        app.dialog.with(|dialog| match dialog {
            Some(Dialog::Change {
                swap: Some(swap), ..
            }) if swap.ips()[1].address == other => swap.steps().get(at).copied(),
            _ => None,
        })
    };
    let words = move || match status() {
        None | Some(StepStatus::Waiting) => "",
        Some(StepStatus::Running) => "in progress…",
        Some(StepStatus::Done) => "done",
        Some(StepStatus::Failed) => "failed",
        Some(StepStatus::Reverted) => "undone",
    };
    li().child(span().child(label)).child(" ").child(
        span()
            .class("step-mark")
            .attr("data-failed", move || status() == Some(StepStatus::Failed))
            .child(words),
    )
}

/// The requests of a swap in which every step works.
pub(super) fn swap_requests(one: &PublicIp, other: &PublicIp) -> Vec<Preview> {
    let assign_to = |ip: &PublicIp, of: &PublicIp| Preview::assign(ip.address, of.machine_id());
    vec![
        Preview::assign(other.address, None),
        assign_to(one, other),
        assign_to(other, one),
    ]
}
