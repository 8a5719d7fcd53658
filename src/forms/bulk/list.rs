//! The addresses of an operation on many, and how far each and all of them are.

use model::domain::{MachineId, PublicIp};
use model::state::{Bulk, ItemStatus};

use super::of;
use crate::store::Store;
use crate::ui::{El, el};

const ADDRESSES: &str = "Addresses";
const IDLE: &str = "Idle";
const PROGRESS: &str = "Progress";
const GOES_ON: &str = "Too many requests: going on in ";
const PAUSED: &str = "Paused. ";

/// Each address with its machine, and what has become of it.
pub(super) fn list(store: Store, bulk: &Bulk) -> El {
    let rows = bulk.items().iter().enumerate();
    let rows = rows.map(|(place, (ip, _))| {
        let fate = move || {
            store.bulk.with(|bulk| {
                let items = bulk.as_ref().map(Bulk::items);
                let fate = items.and_then(|items| items.get(place));
                fate.map_or(ItemStatus::Waiting, |(_, fate)| fate.clone())
            })
        };
        el("li")
            .bind("data-fate", move || kind(&fate()).map(str::to_owned))
            .child(el("code").text(&ip.address.to_string()))
            .child(el("span").class("bulk-machine").text(&machine(store, ip)))
            .child(el("span").class("bulk-fate").bind_text(move || {
                let fate = fate();
                // Before it has begun, all but those that are skipped wait alike.
                if fate == ItemStatus::Waiting && of(store, Bulk::is_confirming) {
                    String::new()
                } else {
                    fate.words()
                }
            }))
    });
    el("ul")
        .class("bulk-list")
        .attr("aria-label", ADDRESSES)
        .attr("tabindex", "0")
        .children(rows)
}

fn kind(fate: &ItemStatus) -> Option<&'static str> {
    match fate {
        ItemStatus::Done => Some("done"),
        ItemStatus::Failed(_) => Some("failed"),
        ItemStatus::Running => Some("under-way"),
        ItemStatus::Skipped(_) | ItemStatus::NotStarted => Some("skipped"),
        ItemStatus::Waiting => None,
    }
}

/// The name of its machine, or its id.
fn machine(store: Store, ip: &PublicIp) -> String {
    let Some(id) = ip.machine.as_ref().map(MachineId::as_str) else {
        return IDLE.to_owned();
    };
    store.directory.with_untracked(|machines| {
        let machine = machines.get(id);
        machine.map_or(id, |machine| machine.label()).to_owned()
    })
}

/// How far it is; its end is announced.
pub(super) fn progress(store: Store) -> El {
    let waits = move || match store.pause.get() {
        Some(seconds) => [GOES_ON, &seconds.to_string(), " s. "].concat(),
        None if of(store, Bulk::is_paused) => PAUSED.to_owned(),
        None => String::new(),
    };
    let words = move || {
        store.bulk.with(|bulk| match bulk {
            Some(bulk) if bulk.is_running() => waits() + &bulk.progress(),
            _ => String::new(),
        })
    };
    let outcome = move || {
        store.bulk.with(|bulk| match bulk {
            Some(bulk) if bulk.is_finished() => bulk.outcome(),
            _ => String::new(),
        })
    };
    let tally = move || {
        let tally = store.bulk.with(|bulk| bulk.as_ref().map(Bulk::counts));
        tally.unwrap_or_default()
    };
    el("div")
        .class("bulk-progress")
        .child(
            el("progress")
                .attr("aria-label", PROGRESS)
                .bind("hidden", move || {
                    of(store, Bulk::is_confirming).then(String::new)
                })
                .bind("max", move || Some(tally().total.to_string()))
                .bind("value", move || Some(tally().settled().to_string())),
        )
        .child(el("p").bind_text(words))
        .child(el("p").attr("role", "status").bind_text(outcome))
}
