//! Steps of a swap and their status.

use dom::El;
use dom::html::{div, li, ol, p, span};
use model::domain::{Address, Operation, PublicIp};
use model::state::StepStatus;
use model::wire::{Request, assign, unassign};

use super::assign::from_to;
use crate::store::Store;

const DARK: &str = "While it goes on, neither machine can be reached at these addresses. If a step fails, those before it are taken back.";

pub(super) fn swap_preview(store: Store, one: PublicIp, other: PublicIp) -> El {
    let name = |ip: &PublicIp| {
        let machine = ip.machine.as_ref();
        machine.map(|id| store.name_of(id)).unwrap_or_default()
    };
    let (first, second) = (name(&one), name(&other));
    let line = |ip: &PublicIp, from: &str, to: &str| {
        let to = to.to_owned();
        from_to(&ip.address.to_string(), from, "To", move || to.clone())
    };
    let say = |operation: Operation, ip: &PublicIp, to: &str| {
        let link = if to.is_empty() { "" } else { " to " };
        format!("{} {}{link}{to}", operation.verb(), ip.address)
    };
    let steps = [
        say(Operation::Unassign, &other, ""),
        say(Operation::Move, &one, &second),
        say(Operation::Assign, &other, &first),
    ];
    let steps = steps
        .into_iter()
        .enumerate()
        .map(|(at, words)| step(store, other.address, at, &words));
    div()
        .class("swap")
        .child(line(&one, &first, &second))
        .child(line(&other, &second, &first))
        .child(
            ol().class("steps")
                .aria("label", "Steps of the swap")
                .aria("live", "polite")
                .child(steps),
        )
        .child(p().class("hint").child(DARK))
}

/// A step, with its status in the last swap with this address.
fn step(store: Store, other: Address, at: usize, words: &str) -> El {
    let mark = move || {
        store.swapping.with(|swap| {
            let swap = swap.as_ref().filter(|swap| swap.ips()[1].address == other);
            swap?.steps().get(at).copied()
        })
    };
    li().child(span().child(words)).child(" ").child(
        span()
            .class("step-mark")
            .attr("data-failed", move || mark() == Some(StepStatus::Failed))
            .child(move || word(mark())),
    )
}

fn word(mark: Option<StepStatus>) -> &'static str {
    match mark {
        None | Some(StepStatus::Waiting) => "",
        Some(StepStatus::Running) => "under way…",
        Some(StepStatus::Done) => "done",
        Some(StepStatus::Failed) => "failed",
        Some(StepStatus::Reverted) => "taken back",
    }
}

/// Requests of a swap whose steps all succeed.
pub(super) fn swap_calls(one: &PublicIp, other: &PublicIp) -> Vec<Request> {
    let to = |ip: &PublicIp, of: &PublicIp| {
        let machine = of.machine.as_ref()?;
        Some(assign(ip.address, machine))
    };
    [
        Some(unassign(other.address)),
        to(one, other),
        to(other, one),
    ]
    .into_iter()
    .flatten()
    .collect()
}
