//! The list of machines below the field.

use model::state::MachineChoice;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::combo_box::{LIST, Offers};
use crate::ui::{El, Value, el, run};

const NAME: &str = "Machines";

/// The list, while it is open and there is something in it.
pub(super) fn offers(offers: Offers) -> El {
    let shown = offers.clone();
    el("div").class("slot").choose(
        move || {
            let is_open = shown.is_open.get();
            shown
                .found
                .with(|(found, _)| (is_open && !found.is_empty()).then(|| found.clone()))
        },
        move |found| Some(list(&offers, found.as_ref()?)),
    )
}

fn list(offers: &Offers, found: &[MachineChoice]) -> El {
    let items = found
        .iter()
        .enumerate()
        .map(|(at, it)| item(offers, at, it));
    let list = el("div")
        .class("offers")
        .attr("id", LIST)
        .attr("role", "listbox")
        .attr("aria-label", NAME)
        // The keyboard stays in the field.
        .on("mousedown", |event| event.prevent_default())
        .children(items);
    show_active(list.node_as(), offers.active.clone());
    list
}

fn item(offers: &Offers, at: usize, choice: &MachineChoice) -> El {
    let (active, choose) = (offers.active.clone(), offers.choose.clone());
    let machine = &choice.machine;
    let note = if choice.eligibility.is_allowed() && choice.eligibility.words().is_empty() {
        machine.state_words().to_owned()
    } else {
        choice.eligibility.words()
    };
    let item = el("div")
        .class("offer")
        .attr("id", &[LIST, &at.to_string()].concat())
        .attr("role", "option")
        .bind("aria-selected", move || {
            Some((active.get() == Some(at)).to_string())
        })
        .child(el("span").class("offer-name").text(machine.label()));
    let item = if machine.name.is_empty() {
        item
    } else {
        item.then_text(" ")
            .child(el("span").class("offer-id mono").text(machine.id.as_str()))
    };
    let item = item
        .then_text(" ")
        .child(el("span").class("offer-note").text(&note));
    if choice.eligibility.is_allowed() {
        item.on_press(move || choose(at))
    } else {
        item.attr("aria-disabled", "true")
    }
}

/// Keeps the one that the arrow keys are at in view.
fn show_active(list: HtmlElement, active: Value<Option<usize>>) {
    run(Box::new(move || {
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
    }));
}
