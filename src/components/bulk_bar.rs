//! What can be done with all addresses that are selected, and how far an
//! operation on them is while its dialog is closed.

use model::domain::{Operation, format_count};
use model::state::{Bulk, BulkCounts};

use super::format_menu::{copy_menu, save_menu};
use super::guarded;
use crate::browser::focus::{self, Place};
use crate::store::Store;
use crate::ui::{El, Icon, el, icon};

const NAME: &str = "Selected addresses";
const SELECT_IDLE: &str = "Select all idle";
const CLEAR: &str = "Clear selection";
const SHOW: &str = "Show progress";
const SHOW_FAILED: &str = "Show failed";

/// The bar. Its words are announced, so they stay in the page without it.
#[must_use]
pub fn bulk_bar(store: Store) -> El {
    let shown = move || !words(store).is_empty() || state(store).is_some();
    el("div")
        .class("bulk-place")
        .child(
            el("p")
                .class("sr-only")
                .attr("role", "status")
                .bind_text(move || words(store)),
        )
        .choose(shown, move |shown| shown.then(|| bar(store)))
}

fn bar(store: Store) -> El {
    let act = move |operation: Operation, id: &str| {
        let button = el("button")
            .class("btn btn-quiet")
            .attr("id", id)
            .attr("type", "button")
            .text(operation.verb())
            .on_press(move || store.ask_bulk(operation));
        guarded(store, button)
    };
    let selected = move || !words(store).is_empty();
    let buttons = move || {
        el("div")
            .class("bulk-buttons")
            .child(act(Operation::Release, "bulk-release"))
            .child(act(Operation::Unassign, "bulk-unassign"))
            .child(copy_menu(store))
            .child(save_menu(store))
            .child(select_idle(store))
            .child(clear(store))
    };
    el("section")
        .class("bulk")
        .attr("aria-label", NAME)
        .child(
            el("p")
                .attr("aria-hidden", "true")
                .bind_text(move || words(store)),
        )
        .choose(
            move || state(store).is_some(),
            move |runs| runs.then(|| progress(store)),
        )
        .choose(selected, move |selected| selected.then(buttons))
}

fn select_idle(store: Store) -> El {
    let none = move || {
        store.with_view(|feed, view| {
            let columns = feed.columns();
            view.rows(feed)
                .iter()
                .all(|row| columns.machine(*row).is_some())
        })
    };
    el("button")
        .class("btn btn-quiet")
        .attr("type", "button")
        .bind_flag("aria-disabled", none)
        .text(SELECT_IDLE)
        .on_press(move || {
            if !none() {
                store.select_idle();
            }
        })
}

/// The bar goes with it, so the focus goes to the list.
fn clear(store: Store) -> El {
    el("button")
        .class("btn btn-quiet")
        .attr("type", "button")
        .child(icon(Icon::CLOSE))
        .then_text(CLEAR)
        .on_press(move || {
            store.clear_selection();
            focus::give_back(None, vec![Place::Id("list".to_owned())]);
        })
}

/// How far the operation is, and the way back to its dialog.
fn progress(store: Store) -> El {
    let show = el("button")
        .class("btn btn-quiet")
        .attr("id", "bulk-show")
        .attr("type", "button")
        .bind_text(move || {
            let runs = state(store).is_some_and(|(runs, _)| runs);
            if runs { SHOW } else { SHOW_FAILED }.to_owned()
        })
        .on_press(move || store.show_bulk());
    let words = move || {
        let bulk = store.bulk.with(|bulk| bulk.as_ref().map(Bulk::progress));
        bulk.unwrap_or_default()
    };
    el("div")
        .class("bulk-progress")
        .child(
            el("progress")
                .attr("aria-label", "Progress")
                .bind("max", move || {
                    state(store).map(|(_, tally)| tally.total.to_string())
                })
                .bind("value", move || {
                    state(store).map(|(_, tally)| tally.settled().to_string())
                }),
        )
        .child(el("span").bind_text(words))
        .child(show)
}

/// Whether an operation that can be shown again is under way, and its counts.
fn state(store: Store) -> Option<(bool, BulkCounts)> {
    if store.bulk_is_open.get() {
        return None;
    }
    store.bulk.with(|bulk| {
        let bulk = bulk.as_ref().filter(|bulk| !bulk.is_confirming())?;
        Some((bulk.is_running(), bulk.counts()))
    })
}

/// How much is selected; nothing when nothing is.
fn words(store: Store) -> String {
    let (in_sight, _) = store.selected_of_shown();
    let count = store.selection.with(|selection| selection.len());
    let mut words = String::new();
    if count > 0 {
        words.push_str(&format_count(count));
        words.push_str(" selected");
    }
    if count > in_sight {
        let hidden = format_count(count - in_sight);
        words.push_str(&[", ", &hidden, " out of sight"].concat());
    }
    words
}
