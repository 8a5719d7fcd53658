//! List of machines below the field.

use dom::html::{div, span};
use dom::{El, effect, ev, show_let};
use leptos::prelude::{Get, LocalStorage, RwSignal, With};
use model::state::MachineChoice;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::combo_box::{LIST, MachineList};
use crate::ui::{listbox, listbox_option};

/// Shown while it is open and has machines.
pub(super) fn list_of(machines: MachineList) -> El {
    let shown = machines.clone();
    div().class("slot").child(show_let(
        move || {
            let is_open = shown.is_open.get();
            shown
                .found
                .with(|(found, _)| (is_open && !found.is_empty()).then(|| found.clone()))
        },
        move |found| list(&machines, &found),
    ))
}

fn list(machines: &MachineList, found: &[MachineChoice]) -> El {
    let items = found
        .iter()
        .enumerate()
        .map(|(at, it)| item(machines, at, it));
    let list = listbox(LIST, "Machines", items.collect())
        .class("offers")
        // The keyboard stays in the field.
        .on(ev::mousedown, |event| event.prevent_default());
    show_active(list.node_as(), machines.active);
    list
}

fn item(machines: &MachineList, at: usize, choice: &MachineChoice) -> El {
    let (active, choose) = (machines.active, machines.choose.clone());
    let machine = &choice.machine;
    let is_allowed = choice.eligibility.is_allowed();
    let note = if is_allowed && choice.eligibility.words().is_empty() {
        machine.state_words().to_owned()
    } else {
        choice.eligibility.words()
    };
    let is_active = move || active.get() == Some(at);
    let item = listbox_option(LIST, at, is_active, !is_allowed)
        .class("offer")
        .child(span().class("offer-name").child(machine.label()));
    let item = if machine.name.is_empty() {
        item
    } else {
        item.child(" ")
            .child(span().class("offer-id mono").child(machine.id.as_str()))
    };
    let item = item
        .child(" ")
        .child(span().class("offer-note").child(note));
    if is_allowed {
        item.on(ev::click, move |_| choose(at))
    } else {
        item
    }
}

/// Scrolls the active option into view.
fn show_active(list: HtmlElement, active: RwSignal<Option<usize>, LocalStorage>) {
    effect(move || {
        let item = active
            .get()
            .and_then(|at| list.children().item(u32::try_from(at).ok()?));
        let Some(item) = item.and_then(|item| item.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        let (top, bottom) = (item.offset_top(), item.offset_top() + item.offset_height());
        if top < list.scroll_top() {
            list.set_scroll_top(top);
        } else if bottom > list.scroll_top() + list.client_height() {
            list.set_scroll_top(bottom - list.client_height());
        }
    });
}
