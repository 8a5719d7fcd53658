//! One operation on many addresses: what it is about, the question, and how far it is.

use model::domain::{MachineId, Operation, PublicIp};
use model::state::{Bulk, Draft, Fate};
use model::wire::{Request, release, unassign};

use super::call::call;
use crate::components::session_end;
use crate::store::Store;
use crate::ui::{El, TextField, Value, dialog, el};

const CANCEL: &str = "Cancel";
const CLOSE: &str = "Close";
const PAUSE: &str = "Pause";
const GO_ON: &str = "Go on";
const RETRY: &str = "Retry failed";
const ADDRESSES: &str = "Addresses";
const IDLE: &str = "Idle";
const PROGRESS: &str = "Progress";
const FIELD: &str = "bulk-count";
const KEEP: &str = "To keep the addresses, cancel and unassign them instead.";
const MISTYPED: &str = "This is not the number of addresses. Type it as it stands in the title.";
const GOES_ON: &str = "Too many requests: going on in ";
const PAUSED: &str = "Paused. ";

/// The dialog, from the question to the last answer.
#[must_use]
pub fn bulk_dialog(store: Store) -> El {
    let Some(bulk) = store.bulk.get_untracked() else {
        return el("div");
    };
    let typed = Value::new(String::new());
    let count = bulk.tally().all.to_string();
    let releases = bulk.operation() == Operation::Release;
    let field = releases.then(|| count_field(store, &bulk, typed.clone()));
    let is_running = move || of(store, Bulk::is_running);
    let form = el("form")
        .class("dialog-form")
        .attr("novalidate", "")
        .child(
            el("h2")
                .class("dialog-title")
                .attr("id", "dialog-title")
                .text(&bulk.title()),
        )
        .child(
            el("p")
                .class("dialog-text")
                .attr("id", "dialog-text")
                .text(&bulk.consequence()),
        )
        .child(list(store, &bulk))
        .children(field)
        .child(progress(store))
        .child(call(store, {
            let requests = requests(&bulk);
            move || requests.clone()
        }))
        .child(foot(store, &bulk))
        .child(session_end(store, true))
        .on("submit", move |event| {
            event.prevent_default();
            if !of(store, Bulk::is_asking) {
                return;
            }
            if releases && typed.with_untracked(|typed| typed.trim() != count) {
                store.refuse(FIELD, MISTYPED);
            } else {
                store.start_bulk();
            }
        });
    dialog(form, is_running, move || store.close_bulk())
}

/// What would be sent, one request for each address.
fn requests(bulk: &Bulk) -> Vec<Request> {
    let releases = bulk.operation() == Operation::Release;
    let items = bulk.items().iter();
    let sent = items.filter(|(_, fate)| !matches!(fate, Fate::Skipped(_)));
    sent.map(|(ip, _)| {
        if releases {
            release(ip.address)
        } else {
            unassign(ip.address)
        }
    })
    .collect()
}

/// As many as are typed are meant.
fn count_field(store: Store, bulk: &Bulk, typed: Value<String>) -> El {
    let all = bulk.tally().all;
    let label = [
        "Type ",
        &all.to_string(),
        " to ",
        // Lower case within a sentence.
        &bulk.title().to_lowercase(),
    ];
    let field = TextField {
        id: FIELD,
        label: label.concat(),
        value: typed,
        hint: KEEP.to_owned(),
        suggestions: Vec::new(),
    };
    field
        .draw(|| false, move || store.draft.with(Draft::problem))
        .bind("hidden", move || {
            (!of(store, Bulk::is_asking)).then(String::new)
        })
}

/// Each address with its machine, and what has become of it.
fn list(store: Store, bulk: &Bulk) -> El {
    let rows = bulk.items().iter().enumerate();
    let rows = rows.map(|(place, (ip, _))| {
        let fate = move || {
            store.bulk.with(|bulk| {
                let items = bulk.as_ref().map(Bulk::items);
                let fate = items.and_then(|items| items.get(place));
                fate.map_or(Fate::Waiting, |(_, fate)| fate.clone())
            })
        };
        el("li")
            .bind("data-fate", move || {
                let is_asking = of(store, Bulk::is_asking);
                kind(&fate()).filter(|_| !is_asking).map(str::to_owned)
            })
            .child(el("code").text(&ip.address.to_string()))
            .child(el("span").class("bulk-machine").text(&machine(store, ip)))
            .child(el("span").class("bulk-fate").bind_text(move || {
                let fate = fate();
                // Before it has begun, all but those that are skipped wait alike.
                if fate == Fate::Waiting && of(store, Bulk::is_asking) {
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

fn kind(fate: &Fate) -> Option<&'static str> {
    match fate {
        Fate::Done => Some("done"),
        Fate::Failed(_) => Some("failed"),
        Fate::UnderWay => Some("under-way"),
        Fate::Skipped(_) | Fate::NotBegun => Some("left"),
        Fate::Waiting => None,
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
fn progress(store: Store) -> El {
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
            Some(bulk) if bulk.is_over() => bulk.outcome(),
            _ => String::new(),
        })
    };
    let tally = move || {
        let tally = store.bulk.with(|bulk| bulk.as_ref().map(Bulk::tally));
        tally.unwrap_or_default()
    };
    el("div")
        .class("bulk-progress")
        .child(
            el("progress")
                .attr("aria-label", PROGRESS)
                .bind("hidden", move || {
                    of(store, Bulk::is_asking).then(String::new)
                })
                .bind("max", move || Some(tally().all.to_string()))
                .bind("value", move || Some(tally().settled().to_string())),
        )
        .child(el("p").bind_text(words))
        .child(el("p").attr("role", "status").bind_text(outcome))
}

/// The buttons; those that make no sense now are not there.
fn foot(store: Store, bulk: &Bulk) -> El {
    let releases = bulk.operation() == Operation::Release;
    let is_asking = move || of(store, Bulk::is_asking);
    let has_failed = move || of(store, |bulk| bulk.is_over() && bulk.tally().failed > 0);
    let can_stop = move || of(store, |bulk| bulk.is_running() && bulk.tally().waiting > 0);
    let button = |class: &str, id: &str| {
        el("button")
            .class(class)
            .attr("id", id)
            .attr("type", "button")
    };
    let hidden = |shown: bool| (!shown).then(String::new);
    let close = button("btn", "bulk-close")
        .flag("data-first-focus", true)
        .bind_text(move || if is_asking() { CANCEL } else { CLOSE }.to_owned())
        .on_press(move || store.close_bulk());
    let pause = button("btn", "bulk-pause")
        .bind("hidden", move || hidden(can_stop()))
        .bind_text(move || {
            let paused = of(store, Bulk::is_paused);
            if paused { GO_ON } else { PAUSE }.to_owned()
        })
        .on_press(move || store.pause_bulk());
    let cancel = button("btn", "bulk-cancel")
        .bind("hidden", move || hidden(can_stop()))
        .text(CANCEL)
        .on_press(move || store.cancel_bulk());
    let retry = button("btn btn-primary", "bulk-retry")
        .bind("hidden", move || hidden(has_failed()))
        .text(RETRY)
        .on_press(move || store.retry_bulk());
    let act = el("button")
        .class(if releases {
            "btn btn-danger"
        } else {
            "btn btn-primary"
        })
        .attr("type", "submit")
        .bind("hidden", move || hidden(is_asking()))
        .text(&bulk.title());
    el("div")
        .class("dialog-foot")
        .children([close, pause, cancel, retry, act])
}

/// Reads something of the operation, which is there as long as its dialog.
fn of(store: Store, read: fn(&Bulk) -> bool) -> bool {
    store.bulk.with(|bulk| bulk.as_ref().is_some_and(read))
}
