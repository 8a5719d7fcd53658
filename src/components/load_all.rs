//! Loading a list to its end: its progress, and its buttons.

use app::list::{ListSlice, LoadAllPhase, LoadAllProgress};
use app::ports::FocusTarget;
use dom::html::{div, p, span};
use dom::{El, ev, show};
use model::domain::format_count;
use model::state::AddressList;

use crate::browser::focus::{self, focus_first};
use crate::ui::button;

const ID: &str = "load-all";

/// The button that begins, cancels and retries it, as long as there is more to
/// load. It is one button with three names, so that the focus stays where it
/// is; `beside` takes it when there is nothing more to press.
pub(super) fn load_all_button(list: &'static ListSlice, beside: El) -> El {
    let phase = move || list.load_all_progress().map(|all| all.phase);
    let name = move || match phase() {
        None => "Load all",
        Some(LoadAllPhase::Failed) => "Retry",
        Some(LoadAllPhase::Loading | LoadAllPhase::Waiting { .. }) => "Cancel",
    };
    let press = move || match phase() {
        None | Some(LoadAllPhase::Failed) => list.load_all(),
        Some(LoadAllPhase::Loading | LoadAllPhase::Waiting { .. }) => list.cancel_load_all(),
    };
    let is_shown = move || {
        let is_shown = list.has_rest();
        if !is_shown && focus::current().is_some_and(|element| element.id() == ID) {
            focus::take(&beside.node_as());
        }
        is_shown
    };
    span().child(show(is_shown, move || {
        button("btn btn-quiet", name)
            .id(ID)
            .on(ev::click, move |_| press())
    }))
}

/// Starts it from where the page says that more exist. The button in the status line then has the focus; this one has
/// another name, since both are in view.
pub(super) fn load_rest_button(list: &'static ListSlice, class: &'static str) -> El {
    let is_shown = move || list.has_rest() && list.load_all_progress().is_none();
    let name = move || match list.rest_requests() {
        None => "Load the rest".to_owned(),
        Some(1) => "Load the rest, 1 request".to_owned(),
        Some(count) => format!("Load the rest, about {} requests", format_count(count)),
    };
    span().child(show(is_shown, move || {
        button(class, name).on(ev::click, move |_| {
            list.load_all();
            focus_first([ID, "claim"].map(FocusTarget::Id).into());
        })
    }))
}

/// Says of a figure that it counts a part of the list: the rest can be loaded, or it can't be read.
pub(super) fn part(list: &'static ListSlice) -> Option<&'static str> {
    match (list.is_whole(), list.is_at_end()) {
        (true, _) => None,
        (false, false) => Some("so far"),
        (false, true) => Some("at least"),
    }
}

/// The same, to follow a figure.
pub(super) fn so_far(list: &'static ListSlice) -> String {
    part(list).map_or_else(String::new, |part| format!(", {part}"))
}

/// Says in a popover that its figures count a part of the list, with the button that loads the rest.
pub(super) fn part_note(list: &'static ListSlice) -> El {
    let words = move || {
        let count = format_count(list.with(AddressList::len));
        if list.has_rest() {
            format!("Counts the {count} addresses loaded so far. More exist.")
        } else {
            format!(
                "Counts the {count} addresses that could be loaded. The list may be incomplete."
            )
        }
    };
    div().child(show(
        move || !list.is_whole(),
        move || {
            div()
                .class("part-note")
                .child(p().class("hint").child(words))
                .child(load_rest_button(list, "btn"))
        },
    ))
}

pub(super) fn progress(all: &LoadAllProgress) -> String {
    let loaded = format_count(all.loaded);
    match all.phase {
        LoadAllPhase::Loading => format!("Loading all: {loaded} loaded"),
        LoadAllPhase::Waiting {
            seconds,
            too_many: true,
        } => format!("Rate limited. Retrying in {seconds} s"),
        LoadAllPhase::Waiting {
            seconds,
            too_many: false,
        } => format!("A page failed to load. Retrying in {seconds} s"),
        LoadAllPhase::Failed => format!("Stopped: {loaded} loaded"),
    }
}
