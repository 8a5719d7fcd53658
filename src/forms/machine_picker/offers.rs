//! The list of machines below the field.

use dom::html::{div, span};
use dom::{El, effect, ev, show_let};
use leptos::prelude::{Get, LocalStorage, RwSignal, With};
use model::state::MachineChoice;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::combo_box::{LIST, Offers};

/// The list, while it is open and there is something in it.
pub(super) fn list_of(offers: Offers) -> El {
    let shown = offers.clone();
    div().class("slot").child(show_let(
        move || {
            let is_open = shown.is_open.get();
            shown
                .found
                .with(|(found, _)| (is_open && !found.is_empty()).then(|| found.clone()))
        },
        move |found| list(&offers, &found),
    ))
}

fn list(offers: &Offers, found: &[MachineChoice]) -> El {
    let items = found
        .iter()
        .enumerate()
        .map(|(at, it)| item(offers, at, it));
    let list = div()
        .class("offers")
        .id(LIST)
        .attr("role", "listbox")
        .aria("label", "Machines")
        // The keyboard stays in the field.
        .on(ev::mousedown, |event| event.prevent_default())
        .child(items);
    show_active(list.node_as(), offers.active);
    list
}

fn item(offers: &Offers, at: usize, choice: &MachineChoice) -> El {
    let (active, choose) = (offers.active, offers.choose.clone());
    let machine = &choice.machine;
    let note = if choice.eligibility.is_allowed() && choice.eligibility.words().is_empty() {
        machine.state_words().to_owned()
    } else {
        choice.eligibility.words()
    };
    let item = div()
        .class("offer")
        .id(format!("{LIST}{at}"))
        .attr("role", "option")
        .aria("selected", move || active.get() == Some(at))
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
    if choice.eligibility.is_allowed() {
        item.on(ev::click, move |_| choose(at))
    } else {
        item.aria("disabled", true)
    }
}

/// Keeps the one that the arrow keys are at in view.
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
