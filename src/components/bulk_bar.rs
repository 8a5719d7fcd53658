//! Bulk bar: actions on the selection, and progress of a bulk operation while its dialog is closed.

use dom::html::{self, div, p, section, span};
use dom::{El, ev, show};
use model::domain::{Operation, format_count};
use model::state::{Bulk, BulkCounts};

use super::disable_if_read_only;
use super::format_menu::{copy_menu, save_menu};
use crate::browser::focus::{self, FocusTarget};
use crate::store::Store;
use crate::ui::{Icon, button, icon};

/// Its words are announced, so they stay in the page without the bar.
#[must_use]
pub fn bulk_bar(store: Store) -> El {
    let shown = move || !words(store).is_empty() || state(store).is_some();
    div()
        .class("bulk-place")
        .child(
            p().class("sr-only")
                .attr("role", "status")
                .child(move || words(store)),
        )
        .child(show(shown, move || bar(store)))
}

fn bar(store: Store) -> El {
    let act = move |operation: Operation, id: &str| {
        let button = button("btn btn-quiet", operation.verb())
            .id(id)
            .on(ev::click, move |_| store.ask_bulk(operation));
        disable_if_read_only(store, button)
    };
    let selected = move || !words(store).is_empty();
    let buttons = move || {
        div()
            .class("bulk-buttons")
            .child(act(Operation::Release, "bulk-release"))
            .child(act(Operation::Unassign, "bulk-unassign"))
            .child(copy_menu(store))
            .child(save_menu(store))
            .child(select_idle(store))
            .child(clear(store))
    };
    section()
        .class("bulk")
        .aria("label", "Selected addresses")
        .child(p().aria("hidden", true).child(move || words(store)))
        .child(show(
            move || state(store).is_some(),
            move || progress(store),
        ))
        .child(show(selected, buttons))
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
    button("btn btn-quiet", "Select all idle")
        .aria("disabled", none)
        .on(ev::click, move |_| {
            if !none() {
                store.select_idle();
            }
        })
}

/// The bar goes with the selection, so the focus moves to the list.
fn clear(store: Store) -> El {
    button("btn btn-quiet", icon(Icon::CLOSE))
        .child("Clear selection")
        .on(ev::click, move |_| {
            store.clear_selection();
            focus::restore_focus(None, vec![FocusTarget::Id("list".to_owned())]);
        })
}

/// Progress, and the way back to the dialog.
fn progress(store: Store) -> El {
    let show = button("btn btn-quiet", move || {
        let runs = state(store).is_some_and(|(runs, _)| runs);
        if runs { "Show progress" } else { "Show failed" }.to_owned()
    })
    .id("bulk-show")
    .on(ev::click, move |_| store.show_bulk());
    let words = move || {
        let bulk = store.bulk.with(|bulk| bulk.as_ref().map(Bulk::progress));
        bulk.unwrap_or_default()
    };
    div()
        .class("bulk-progress")
        .child(
            html::progress()
                .aria("label", "Progress")
                .attr("max", move || {
                    state(store).map(|(_, tally)| tally.total.to_string())
                })
                .attr("value", move || {
                    state(store).map(|(_, tally)| tally.settled().to_string())
                }),
        )
        .child(span().child(words))
        .child(show)
}

/// Whether it runs, and its counts; none while its dialog is open.
fn state(store: Store) -> Option<(bool, BulkCounts)> {
    if store.bulk_is_open.get() {
        return None;
    }
    store.bulk.with(|bulk| {
        let bulk = bulk.as_ref().filter(|bulk| !bulk.is_confirming())?;
        Some((bulk.is_running(), bulk.counts()))
    })
}

/// Empty without a selection.
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
