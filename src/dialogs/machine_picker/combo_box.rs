//! The combo box: a text field, and the list of matches below it.

use app::App;
use app::changes::machine_field::MachineField;
use app::dialog::Field;
use dom::html::{div, p, span};
use dom::{El, effect, ev, show_let};
use leptos::prelude::{Get, LocalStorage, RwSignal, Set, With};
use model::domain::format_count;
use model::state::MachineChoice;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

use crate::browser::focus::bring_into_view_soon;
use crate::dialogs::form_dialog::{FormError, about, id, is_saving};
use crate::ui::{combo_box_input, field, field_message, listbox, listbox_option};

const LIST: &str = "machine-offers";
const HINT: &str = "machine-hint";

#[derive(Clone)]
struct ComboBox {
    machine: MachineField,
    input: HtmlInputElement,
    /// The matches that are listed, and how many more there are.
    matches: RwSignal<(Vec<MachineChoice>, usize), LocalStorage>,
    is_open: RwSignal<bool, LocalStorage>,
    /// It opened by itself, with the focus: then Escape is for the dialog.
    is_unasked: RwSignal<bool, LocalStorage>,
    /// The option that the arrow keys have reached.
    active: RwSignal<Option<usize>, LocalStorage>,
}

pub(super) fn combo_box(
    app: App,
    label: &str,
    machine: MachineField,
    error: FormError,
    rule: String,
) -> El {
    let matches = RwSignal::new_local((Vec::new(), 0));
    let is_open = RwSignal::new_local(false);
    let is_unasked = RwSignal::new_local(false);
    let active = RwSignal::new_local(None);
    let active_option = move || {
        let count = matches.with(|(matches, _): &(Vec<MachineChoice>, usize)| matches.len());
        active.get().filter(|at| *at < count)
    };
    let input = combo_box_input(LIST, "Name, ID or private address", active_option)
        .id(id(Field::Machine))
        .aria("describedby", HINT);
    let combo_box = ComboBox {
        machine,
        input: input.node_as(),
        matches,
        is_open,
        is_unasked,
        active,
    };
    effect(move || {
        if is_open.get() {
            matches.set(machine.choices());
        }
    });
    let problem = move || error.at(Field::Machine);
    let (typing, keys) = (combo_box.clone(), combo_box.clone());
    let (focused, clicked) = (combo_box.clone(), combo_box.clone());
    let input = input
        .aria("invalid", move || problem().is_some())
        .attr("readonly", move || is_saving(app))
        .aria("expanded", move || is_open.get())
        .on(ev::input, move |_| {
            machine.type_text(&typing.input.value());
            active.set(None);
            typing.open(false);
        })
        .on(ev::focus, move |_| focused.open(true))
        .on(ev::click, move |_| clicked.open(false))
        .on(ev::keydown, move |event| keys.press(&event));
    let listed = move || {
        let matches = matches.with(|(matches, _)| matches.clone());
        (is_open.get() && !matches.is_empty() && !is_saving(app)).then_some(matches)
    };
    let list = show_let(listed, move |matches| combo_box.list(&matches));
    let status = move || status(app, is_open, matches);
    field(id(Field::Machine), label, input)
        .child(div().class("slot").child(list))
        .child(p().class("hint").attr("role", "status").child(status))
        .child(field_message(HINT.to_owned(), rule, problem))
}

/// What the list cannot show.
fn status(
    app: App,
    is_open: RwSignal<bool, LocalStorage>,
    matches: RwSignal<(Vec<MachineChoice>, usize), LocalStorage>,
) -> String {
    let (count, more) = matches.with(|(matches, more)| (matches.len(), *more));
    if !is_open.get() || (count > 0 && more == 0) {
        String::new()
    } else if more > 0 {
        format!("{} more. Type to narrow the list.", format_count(more))
    } else if app.machines.with(|it| it.machines().is_empty()) {
        "Machine names are still loading. You can type a machine ID.".to_owned()
    } else if about(app).is_none() {
        // The form of a claim asks about it.
        "No match.".to_owned()
    } else {
        "No match. The text will be sent as a machine ID.".to_owned()
    }
}

impl ComboBox {
    /// Opens the list, if the field can be filled in.
    fn open(&self, is_unasked: bool) {
        self.is_unasked.set(is_unasked);
        self.is_open.set(!self.input.read_only());
    }

    /// The keys of the pattern. Escape closes a list that was asked for first, and the dialog only
    /// after it.
    fn press(&self, event: &KeyboardEvent) {
        let is_open = self.is_open.get() && !self.input.read_only();
        let count = self.matches.with(|(matches, _)| matches.len());
        let active = self.active.get();
        match (&*event.key(), active) {
            ("ArrowDown", _) if !is_open => {
                self.open(false);
                self.active.set(Some(0));
            }
            ("ArrowUp", _) if !is_open => self.open(false),
            ("ArrowDown", _) if count > 0 => {
                self.active
                    .set(Some(active.map_or(0, |at| (at + 1) % count)));
            }
            ("ArrowUp", _) if count > 0 => {
                let above = active.and_then(|at| at.checked_sub(1));
                self.active.set(Some(above.unwrap_or(count - 1)));
            }
            ("Enter", Some(at)) if is_open && at < count => self.choose(at),
            ("Escape", active) if is_open && (active.is_some() || !self.is_unasked.get()) => {
                self.is_open.set(false);
                self.active.set(None);
            }
            ("Tab", _) => return self.is_open.set(false),
            _ => return,
        }
        event.prevent_default();
    }

    /// Chooses a match, unless it cannot be chosen.
    fn choose(&self, at: usize) {
        let choice = self.matches.with(|(matches, _)| matches.get(at).cloned());
        if let Some(choice) = choice.filter(|choice| choice.eligibility.is_allowed()) {
            self.input.set_value(choice.machine.label());
            self.machine.choose(&choice.machine);
            self.is_open.set(false);
        }
    }

    fn list(&self, matches: &[MachineChoice]) -> El {
        let options = matches.iter().enumerate();
        let options = options.map(|(at, choice)| self.option(at, choice));
        let list = listbox(LIST, "Machines", options.collect())
            .class("offers")
            // The keyboard stays in the field.
            .on(ev::mousedown, |event| event.prevent_default());
        // It may open below the edge of a low window.
        bring_into_view_soon(list.node());
        let (node, active) = (list.node_as(), self.active);
        effect(move || scroll_to_option(&node, active.get()));
        list
    }

    fn option(&self, at: usize, choice: &MachineChoice) -> El {
        let (active, combo_box) = (self.active, self.clone());
        let (machine, eligibility) = (&choice.machine, &choice.eligibility);
        let note = match eligibility.words() {
            words if words.is_empty() && eligibility.is_allowed() => {
                machine.state_words().to_owned()
            }
            words => words,
        };
        let id = (!machine.name.is_empty())
            .then(|| span().class("offer-id mono").child(machine.id.as_str()));
        let gap = if id.is_some() { " " } else { "" };
        let is_active = move || active.get() == Some(at);
        let option = listbox_option(LIST, at, is_active, !eligibility.is_allowed())
            .class("offer")
            .child(span().class("offer-name").child(machine.label()))
            .child(gap)
            .child(id)
            .child(" ")
            .child(span().class("offer-note").child(note));
        option.on(ev::click, move |_| combo_box.choose(at))
    }
}

/// Scrolls the list, and nothing around it, so that the active option is in view.
fn scroll_to_option(list: &HtmlElement, active: Option<usize>) {
    let item = active.and_then(|at| list.children().item(u32::try_from(at).ok()?));
    let Some(item) = item.and_then(|item| item.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let (top, bottom) = (item.offset_top(), item.offset_top() + item.offset_height());
    if top < list.scroll_top() {
        list.set_scroll_top(top);
    } else if bottom > list.scroll_top() + list.client_height() {
        list.set_scroll_top(bottom - list.client_height());
    }
}
