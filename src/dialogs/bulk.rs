//! Releases or unassigns the selected addresses: the question, the status of
//! each address, and the progress of all.

use app::App;
use app::changes::bulk::BulkSlice;
use app::dialog::Field;
use dom::html::{self, code, div, li, p, span, ul};
use dom::{El, Show, ev, show_let};
use leptos::prelude::{LocalStorage, RwSignal, With};
use model::domain::{Address, Claimed, Operation};
use model::state::{Bulk, ItemStatus};
use model::wire::Preview;

use super::curl_preview::curl_preview;
use super::form_dialog::{FormError, id};
use crate::components::timeout_warning;
use crate::ui::{Icon, TextField, button, dialog, dialog_form, notice, submit_button};

pub(super) fn bulk(app: App) -> El {
    let Some(bulk) = app.bulk.with(|bulk| bulk.cloned()) else {
        return div();
    };
    let (typed, error) = (RwSignal::new_local(String::new()), FormError::new());
    let releases = bulk.operation() == Operation::Release;
    let requests = requests(&bulk);
    let form = dialog_form(
        move || words(app.bulk, Bulk::title),
        move || consequence(app),
    )
    .child(div().class("slot").child(changed(app.bulk)))
    .child(addresses(app, &bulk))
    .child(releases.then(|| count_field(app.bulk, &bulk, typed, error)))
    .child(progress(app))
    .child(curl_preview(app, move || requests.clone()))
    .child(buttons(app, &bulk))
    .child(timeout_warning(app, true))
    .on(ev::submit, move |event| {
        event.prevent_default();
        error.set(typed.with(|typed| app.bulk.confirm(typed)));
    });
    dialog(
        form,
        move || is(app.bulk, Bulk::is_running),
        move || app.dialog.close(),
    )
}

/// Words of the operation.
fn words(slice: &BulkSlice, of: fn(&Bulk) -> String) -> String {
    slice.with(|bulk| bulk.map(of)).unwrap_or_default()
}

/// What the operation does, and to how many orphans; of a release what it saves too.
fn consequence(app: App) -> String {
    app.bulk.with(|bulk| {
        let items = bulk.map(Bulk::items).unwrap_or_default().iter();
        let applies = items.filter(|item| !matches!(item.status, ItemStatus::Skipped(_)));
        let orphaned = applies.filter(|item| app.machines.is_orphan(item.confirmed.ip()));
        let orphaned = orphaned.count();
        let Some(bulk) = bulk else {
            return String::new();
        };
        let saving = bulk.saving(app.preferences.price.get());
        let words = [Some(bulk.consequence(orphaned)), saving];
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    })
}

/// What has changed elsewhere since the addresses were selected.
fn changed(slice: &'static BulkSlice) -> Show {
    show_let(
        move || slice.notice(),
        move |words| {
            notice(Icon::WARNING)
                .attr("data-kind", "warn")
                .attr("role", "alert")
                .child(p().child(words))
        },
    )
}

/// Whether something holds of the operation, which lives as long as its dialog.
fn is(bulk: &BulkSlice, test: fn(&Bulk) -> bool) -> bool {
    bulk.with(|bulk| bulk.is_some_and(test))
}

fn requests(bulk: &Bulk) -> Vec<Preview> {
    let request: fn(Address) -> Preview = if bulk.operation() == Operation::Release {
        Preview::release
    } else {
        |address| Preview::assign(address, None)
    };
    let items = bulk.items().iter();
    let sent = items.filter(|item| !matches!(item.status, ItemStatus::Skipped(_)));
    sent.map(|item| request(item.confirmed.address())).collect()
}

/// The confirmation: the number of addresses is typed.
fn count_field(
    slice: &'static BulkSlice,
    bulk: &Bulk,
    typed: RwSignal<String, LocalStorage>,
    error: FormError,
) -> El {
    // Lower case within a sentence.
    let title = bulk.title().to_ascii_lowercase();
    let field = TextField {
        id: id(Field::Count),
        label: format!("Type {} to {title}", bulk.counts().total),
        value: typed,
        hint: if bulk.assigned_count() > 0 {
            "To keep the addresses, cancel and unassign them instead.".to_owned()
        } else {
            String::new()
        },
        suggestions: Vec::new(),
    };
    let field = field.view(|| false, move || error.at(Field::Count));
    field.attr("hidden", move || !is(slice, Bulk::is_confirming))
}

/// Each address with its machine and its status.
fn addresses(app: App, bulk: &Bulk) -> El {
    let rows = bulk.items().iter().enumerate().map(|(at, item)| {
        let ip = item.confirmed.ip().clone();
        let (address, claimed) = (ip.address.to_string(), ip.claimed.clone());
        let age = move || match &claimed {
            Claimed::At(at) => at.relative(app.time.now()),
            Claimed::Unreadable(text) => text.clone(),
        };
        let item = move || {
            app.bulk.with(|bulk| {
                let item = bulk.and_then(|bulk| bulk.items().get(at));
                item.map(|item| (item.clone(), bulk.is_some_and(Bulk::is_confirming)))
            })
        };
        let status = move || item().map_or(ItemStatus::Waiting, |(item, _)| item.status);
        let words = move || match item() {
            None => String::new(),
            Some((item, is_confirming)) => {
                let changed = item.difference.filter(|_| is_confirming);
                let changed = changed.map(|it| app.bulk.describe(&it));
                // Before the first request all wait alike, but for those that are skipped.
                let is_silent = is_confirming && item.status == ItemStatus::Waiting;
                let status = (!is_silent).then(|| item.status.words());
                let words: Vec<String> = changed.into_iter().chain(status).collect();
                words.join(". ")
            }
        };
        let machine_name = move || {
            let now = item().map_or_else(|| ip.clone(), |(item, _)| item.confirmed.ip().clone());
            app.machines.describe_use(&now)
        };
        li().attr("data-fate", move || match status() {
            ItemStatus::Done => Some("done"),
            ItemStatus::Failed(..) => Some("failed"),
            ItemStatus::Running => Some("under-way"),
            ItemStatus::Skipped(_) | ItemStatus::NotStarted => Some("skipped"),
            ItemStatus::Waiting => None,
        })
        .child(code().child(address))
        .child(span().class("bulk-machine").child(machine_name))
        .child(span().class("bulk-age").child(age))
        .child(span().class("bulk-fate").child(words))
    });
    ul().class("bulk-list")
        .aria("label", "Addresses")
        .attr("tabindex", 0)
        .child(rows)
}
/// The progress. Its end is announced.
fn progress(app: App) -> El {
    let counts = move || {
        app.bulk
            .with(|bulk| bulk.map(Bulk::counts))
            .unwrap_or_default()
    };
    let pause = move || match app.requests.pause() {
        Some(seconds) => format!("Rate limited. Retrying in {seconds} s. "),
        None if is(app.bulk, Bulk::is_paused) => "Paused. ".to_owned(),
        None => String::new(),
    };
    let words = move || {
        let progress = app
            .bulk
            .with(|bulk| bulk.filter(|it| it.is_running()).map(Bulk::progress));
        progress.map_or_else(String::new, |progress| pause() + &progress)
    };
    let outcome = move || {
        let outcome = app
            .bulk
            .with(|bulk| bulk.filter(|it| it.is_finished()).map(Bulk::outcome));
        outcome.unwrap_or_default()
    };
    let bar = html::progress()
        .aria("label", "Progress")
        .attr("hidden", move || is(app.bulk, Bulk::is_confirming))
        .attr("max", move || counts().total)
        .attr("value", move || counts().settled());
    div()
        .class("bulk-progress")
        .child(bar)
        .child(p().child(words))
        .child(p().attr("role", "status").child(outcome))
}

fn buttons(app: App, bulk: &Bulk) -> El {
    let slice = app.bulk;
    let is_confirming = move || is(slice, Bulk::is_confirming);
    let has_failed = move || is(slice, |bulk| bulk.is_finished() && bulk.counts().failed > 0);
    let can_stop = move || is(slice, |bulk| bulk.is_running() && bulk.counts().waiting > 0);
    let is_paused = move || is(slice, Bulk::is_paused);
    let close = button(
        "btn",
        move || if is_confirming() { "Cancel" } else { "Close" },
    )
    .id("bulk-close")
    .attr("data-first-focus", true)
    .on(ev::click, move |_| app.dialog.close());
    let pause = button("btn", move || if is_paused() { "Resume" } else { "Pause" })
        .id("bulk-pause")
        .attr("hidden", move || !can_stop())
        .on(ev::click, move |_| slice.toggle_pause());
    let cancel = button("btn", "Cancel")
        .id("bulk-cancel")
        .attr("hidden", move || !can_stop())
        .on(ev::click, move |_| slice.cancel());
    let retry = button("btn btn-primary", "Retry failed")
        .id("bulk-retry")
        .attr("hidden", move || !has_failed())
        .on(ev::click, move |_| slice.retry());
    let class = if bulk.operation() == Operation::Release {
        "btn btn-danger"
    } else {
        "btn btn-primary"
    };
    let act = submit_button(class, move || words(slice, Bulk::title))
        .aria("disabled", move || slice.is_held())
        .attr("hidden", move || !is_confirming());
    div()
        .class("dialog-foot")
        .child([close, pause, cancel, retry, act])
}
