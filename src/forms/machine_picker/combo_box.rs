//! The combo box: the field, and the keys that go through the list below it.

use std::rc::Rc;

use model::domain::format_count;
use model::state::{FormState, MachineChoice};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::keys::press;
use super::offers::offers;
use super::{FIELD, Picked};
use crate::store::Store;
use crate::ui::{El, Value, el, run};

const HINT: &str = "Name, ID or private address";
/// The id of the list; those of its items begin so.
pub(super) const LIST: &str = "machine-offers";
const HINT_ID: &str = "machine-hint";
const MORE: &str = " more, type to narrow";
const NONE: &str = "No machine is found. The text is sent as an ID, just as it is.";
const UNREAD: &str = "The names of machines are still being read. An ID can be typed.";

/// The list below the field.
#[derive(Clone)]
pub(super) struct Offers {
    /// What the text finds, and how many more there are.
    pub(super) found: Value<(Vec<MachineChoice>, usize)>,
    pub(super) is_open: Value<bool>,
    /// The one that the arrow keys are at.
    pub(super) active: Value<Option<usize>>,
    /// Chooses one, unless it cannot be chosen.
    pub(super) choose: Rc<dyn Fn(usize)>,
}

/// The field with its list.
pub(super) fn combo_box(store: Store, label: &str, rule: String, picked: Picked) -> El {
    let input = el("input")
        .class("input")
        .attr("id", FIELD)
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("placeholder", HINT)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", LIST)
        .attr("aria-describedby", HINT_ID);
    let node: HtmlInputElement = input.node_as();
    let found = Value::new((Vec::new(), 0));
    let is_open = Value::new(false);
    let offers_now = Offers {
        found: found.clone(),
        is_open: is_open.clone(),
        active: Value::new(None),
        choose: {
            let (found, is_open, node) = (found.clone(), is_open.clone(), node.clone());
            let picked = picked.clone();
            Rc::new(move |at| {
                let choice = found.with_untracked(|(found, _)| found.get(at).cloned());
                if let Some(choice) = choice.filter(|it| it.eligibility.is_allowed()) {
                    node.set_value(choice.machine.label());
                    picked.choose(&choice.machine);
                    is_open.set(false);
                }
            })
        },
    };
    run(Box::new({
        let (picked, is_open) = (picked.clone(), is_open.clone());
        move || {
            if is_open.get() {
                found.set(picked.choices());
            }
        }
    }));
    let problem = move || store.draft.with(FormState::problem);
    let (open, shown) = (offers_now.clone(), offers_now.clone());
    let at = offers_now.active.clone();
    let listed = {
        let found = offers_now.found.clone();
        move || found.with(|(found, _)| found.len())
    };
    let input = input
        .bind_flag("aria-invalid", move || problem().is_some())
        .bind_flag("readonly", move || store.draft.with(FormState::is_saving))
        .bind("aria-expanded", move || Some(is_open.get().to_string()))
        .bind("aria-activedescendant", move || {
            let at = at.get().filter(|at| *at < listed())?;
            Some([LIST, &at.to_string()].concat())
        })
        .on("input", {
            let (node, open) = (node.clone(), open.clone());
            move |_| {
                picked.type_text(&node.value());
                open.active.set(None);
                open.is_open.set(true);
            }
        })
        .on("click", move |_| open.is_open.set(!node.read_only()))
        .on("keydown", move |event| {
            press(&offers_now, event.unchecked_ref());
        });
    el("div")
        .class("field")
        .child(el("label").class("label").attr("for", FIELD).text(label))
        .child(input)
        .child(offers(shown.clone()))
        .child(
            el("p")
                .class("hint")
                .attr("role", "status")
                .bind_text(move || shown.words(store)),
        )
        .choose(problem, move |problem| {
            let line = el("p").attr("id", HINT_ID);
            Some(match problem {
                Some(problem) => line.class("problem").attr("role", "alert").text(problem),
                None => line.class("hint").text(&rule),
            })
        })
}

impl Offers {
    /// What is to be said of the list.
    fn words(&self, store: Store) -> String {
        if !self.is_open.get() {
            return String::new();
        }
        let (count, more) = self.found.with(|(found, more)| (found.len(), *more));
        if more > 0 {
            [&format_count(more), MORE].concat()
        } else if count > 0 {
            String::new()
        } else if store.directory.with(|it| it.machines().is_empty()) {
            UNREAD.to_owned()
        } else {
            NONE.to_owned()
        }
    }
}
