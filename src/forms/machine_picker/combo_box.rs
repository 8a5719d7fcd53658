//! Combo box of machines.

use std::rc::Rc;

use dom::html::p;
use dom::{El, effect, ev};
use leptos::prelude::{Get, LocalStorage, RwSignal, Set, With};
use model::domain::format_count;
use model::state::{FormState, MachineChoice};
use web_sys::HtmlInputElement;

use super::keys::press;
use super::machine_list::list_of;
use super::{FIELD, Picked};
use crate::store::Store;
use crate::ui::{combo_box_input, field, field_message};

pub(super) const LIST: &str = "machine-list";
const HINT_ID: &str = "machine-hint";

/// State of the list below the field.
#[derive(Clone)]
pub(super) struct MachineList {
    /// Machines found, and how many more there are.
    pub(super) found: RwSignal<(Vec<MachineChoice>, usize), LocalStorage>,
    pub(super) is_open: RwSignal<bool, LocalStorage>,
    pub(super) active: RwSignal<Option<usize>, LocalStorage>,
    /// Chooses a machine, unless it is not allowed.
    pub(super) choose: Rc<dyn Fn(usize)>,
}

pub(super) fn combo_box(store: Store, label: &str, rule: String, picked: Picked) -> El {
    let found = RwSignal::new_local((Vec::new(), 0));
    let is_open = RwSignal::new_local(false);
    let active = RwSignal::new_local(None);
    let marked = move || {
        let count = found.with(|(found, _)| found.len());
        active.get().filter(|at| *at < count)
    };
    let input = combo_box_input(LIST, "Name, ID or private address", marked)
        .id(FIELD)
        .aria("describedby", HINT_ID);
    let node: HtmlInputElement = input.node_as();
    let list = MachineList {
        found,
        is_open,
        active,
        choose: {
            let (picked, node) = (picked.clone(), node.clone());
            Rc::new(move |at| {
                let choice = found.with(|(found, _)| found.get(at).cloned());
                if let Some(choice) = choice.filter(|it| it.eligibility.is_allowed()) {
                    node.set_value(choice.machine.label());
                    picked.choose(&choice.machine);
                    is_open.set(false);
                }
            })
        },
    };
    effect({
        let picked = picked.clone();
        move || {
            if is_open.get() {
                found.set(picked.choices());
            }
        }
    });
    let problem = move || store.draft.with(FormState::problem);
    let pressed = list.clone();
    let input = input
        .aria("invalid", move || problem().is_some())
        .attr("readonly", move || store.draft.with(FormState::is_saving))
        .aria("expanded", move || is_open.get())
        .on(ev::input, {
            let node = node.clone();
            move |_| {
                picked.type_text(&node.value());
                active.set(None);
                is_open.set(true);
            }
        })
        .on(ev::click, move |_| is_open.set(!node.read_only()))
        .on(ev::keydown, move |event| press(&pressed, &event));
    field(FIELD, label, input)
        .child(list_of(list.clone()))
        .child(
            p().class("hint")
                .attr("role", "status")
                .child(move || list.words(store)),
        )
        .child(field_message(HINT_ID.to_owned(), rule, problem))
}

impl MachineList {
    /// Status below the list.
    fn words(&self, store: Store) -> String {
        if !self.is_open.get() {
            return String::new();
        }
        let (count, more) = self.found.with(|(found, more)| (found.len(), *more));
        if more > 0 {
            format!("{} more, type to narrow", format_count(more))
        } else if count > 0 {
            String::new()
        } else if store.directory.with(|it| it.machines().is_empty()) {
            "The names of machines are still being read. An ID can be typed.".to_owned()
        } else {
            "No machine is found. The text is sent as an ID, just as it is.".to_owned()
        }
    }
}
