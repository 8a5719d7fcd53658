//! Loading a list to its end: its progress, and its buttons.

use app::list::{ListSlice, LoadAllPhase, LoadAllProgress};
use app::ports::FocusTarget;
use dom::html::span;
use dom::{El, ev, show};
use model::domain::format_count;

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
    span().child(show(is_shown, move || {
        button(class, "Load the rest").on(ev::click, move |_| {
            list.load_all();
            focus_first([ID, "claim"].map(FocusTarget::Id).into());
        })
    }))
}

pub(super) fn progress(all: &LoadAllProgress) -> String {
    let loaded = format_count(all.loaded);
    match all.phase {
        LoadAllPhase::Loading => format!("Loading all: {loaded} loaded"),
        LoadAllPhase::Waiting {
            seconds,
            too_many: true,
        } => format!("Too many requests: going on in {seconds} s"),
        LoadAllPhase::Waiting {
            seconds,
            too_many: false,
        } => format!("A page did not load: going on in {seconds} s"),
        LoadAllPhase::Failed => format!("Stopped: {loaded} loaded"),
    }
}
