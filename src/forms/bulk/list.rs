//! Addresses of a bulk operation with their status, and the progress of all.

use dom::El;
use dom::html::{self, code, div, li, p, span, ul};
use model::domain::{MachineId, PublicIp};
use model::state::{Bulk, ItemStatus};

use super::of;
use crate::store::Store;

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
        li().attr("data-fate", move || kind(&fate()))
            .child(code().child(ip.address.to_string()))
            .child(span().class("bulk-machine").child(machine(store, ip)))
            .child(span().class("bulk-fate").child(move || {
                let fate = fate();
                // Before the start all wait alike, which needs no word.
                if fate == ItemStatus::Waiting && of(store, Bulk::is_confirming) {
                    String::new()
                } else {
                    fate.words()
                }
            }))
    });
    ul().class("bulk-list")
        .aria("label", "Addresses")
        .attr("tabindex", 0)
        .child(rows)
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

fn machine(store: Store, ip: &PublicIp) -> String {
    let Some(id) = ip.machine.as_ref().map(MachineId::as_str) else {
        return "Idle".to_owned();
    };
    store.directory.with(|machines| {
        let machine = machines.get(id);
        machine.map_or(id, |machine| machine.label()).to_owned()
    })
}

/// Progress. The outcome is announced.
pub(super) fn progress(store: Store) -> El {
    let waits = move || match store.pause.get() {
        Some(seconds) => format!("Too many requests: going on in {seconds} s. "),
        None if of(store, Bulk::is_paused) => "Paused. ".to_owned(),
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
    div()
        .class("bulk-progress")
        .child(
            html::progress()
                .aria("label", "Progress")
                .attr("hidden", move || of(store, Bulk::is_confirming))
                .attr("max", move || tally().total)
                .attr("value", move || tally().settled()),
        )
        .child(p().child(words))
        .child(p().attr("role", "status").child(outcome))
}
