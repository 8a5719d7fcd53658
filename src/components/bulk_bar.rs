//! The selection and what can be done with it.

use app::App;
use app::ports::FocusTarget;
use app::selection::SelectionSlice;
use dom::html::{div, p, section};
use dom::{El, ev, show};
use model::domain::{Operation, format_count};

use super::disable_if_read_only;
use super::format_menu::{copy_menu, save_menu};
use crate::browser::focus::focus_first;
use crate::browser::height::publish_height;
use crate::ui::{Icon, button, icon};

/// The bar. Its words are announced, so their element stays in the page without it.
pub fn bulk_bar(app: App) -> El {
    let is_shown = move || !app.selection.is_empty();
    let place = div()
        .class("bulk-place")
        .child(
            p().class("sr-only")
                .attr("role", "status")
                .child(move || words(app.selection)),
        )
        .child(show(is_shown, move || bar(app)));
    publish_height(place.node_as(), "--bulk");
    place
}

fn bar(app: App) -> El {
    section()
        .class("bulk")
        .aria("label", "Selected addresses")
        .child(p().aria("hidden", true).child(move || words(app.selection)))
        .child(buttons(app))
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

/// The size of the selection; nothing without one.
fn words(selection: &SelectionSlice) -> String {
    let counts = selection.counts();
    let selected = format_count(counts.selected);
    match counts.selected - counts.selected_shown {
        _ if counts.selected == 0 => String::new(),
        0 => format!("{selected} selected"),
        hidden => format!("{selected} selected, {} not shown", format_count(hidden)),
    }
}
