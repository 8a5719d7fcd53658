//! The selection and what can be done with it, and the progress of a bulk
//! operation while its dialog is closed.

use app::App;
use app::changes::bulk::BulkSlice;
use app::ports::FocusTarget;
use app::selection::SelectionSlice;
use dom::html::{self, div, p, section, span};
use dom::{El, ev, show};
use model::domain::{Operation, format_count};
use model::state::Bulk;

use super::disable_if_read_only;
use super::format_menu::{copy_menu, save_menu};
use crate::browser::focus::focus_first;
use crate::ui::{Icon, button, icon};

/// The bar. Its words are announced, so their element stays in the page without it.
pub fn bulk_bar(app: App) -> El {
    let is_shown = move || !app.selection.is_empty() || app.bulk.background().is_some();
    div()
        .class("bulk-place")
        .child(
            p().class("sr-only")
                .attr("role", "status")
                .child(move || words(app.selection)),
        )
        .child(show(is_shown, move || bar(app)))
}

fn bar(app: App) -> El {
    section()
        .class("bulk")
        .aria("label", "Selected addresses")
        .child(p().aria("hidden", true).child(move || words(app.selection)))
        .child(show(
            move || app.bulk.background().is_some(),
            move || progress(app.bulk),
        ))
        .child(show(
            move || !app.selection.is_empty(),
            move || buttons(app),
        ))
}

fn buttons(app: App) -> El {
    let act = move |operation: Operation, id: &str| {
        let button = button("btn btn-quiet", operation.verb())
            .id(id)
            .on(ev::click, move |_| app.bulk.open(operation));
        disable_if_read_only(app.permissions, button)
    };
    let none_is_idle = move || !app.selection.can_select_idle();
    let select_idle = button("btn btn-quiet", "Select all idle")
        .aria("disabled", none_is_idle)
        .on(ev::click, move |_| {
            if !none_is_idle() {
                app.selection.select_idle();
            }
        });
    let clear = button("btn btn-quiet", icon(Icon::CLOSE))
        .child("Clear selection")
        .on(ev::click, move |_| {
            app.selection.clear();
            // The bar goes with it.
            focus_first(vec![FocusTarget::Id("list")]);
        });
    div()
        .class("bulk-buttons")
        .child(act(Operation::Release, "bulk-release"))
        .child(act(Operation::Unassign, "bulk-unassign"))
        .child(copy_menu(app.export))
        .child(save_menu(app.export))
        .child(select_idle)
        .child(clear)
}

/// The progress of an operation, and the way back to its dialog.
fn progress(bulk: &'static BulkSlice) -> El {
    let total = move || bulk.background().map(|(_, counts)| counts.total);
    let settled = move || bulk.background().map(|(_, counts)| counts.settled());
    let name = move || match bulk.background() {
        Some((true, _)) => "Show progress",
        Some((false, _)) | None => "Show failed",
    };
    div()
        .class("bulk-progress")
        .child(
            html::progress()
                .aria("label", "Progress")
                .attr("max", total)
                .attr("value", settled),
        )
        .child(span().child(move || {
            bulk.with(|bulk| bulk.map(Bulk::progress))
                .unwrap_or_default()
        }))
        .child(
            button("btn btn-quiet", name)
                .id("bulk-show")
                .on(ev::click, move |_| bulk.show()),
        )
}

/// The size of the selection; nothing without one.
fn words(selection: &SelectionSlice) -> String {
    let counts = selection.counts();
    let selected = format_count(counts.selected);
    match counts.selected - counts.selected_shown {
        _ if counts.selected == 0 => String::new(),
        0 => format!("{selected} selected"),
        hidden => format!("{selected} selected, {} out of sight", format_count(hidden)),
    }
}
