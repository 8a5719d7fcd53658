//! Command palette, after the ARIA pattern of a combo box.

use std::rc::Rc;

use dom::html::{div, h2, p, span};
use dom::{El, ev, switch};
use leptos::prelude::{Get, LocalStorage, RwSignal, Set, With};
use web_sys::{HtmlInputElement, KeyboardEvent};

use crate::browser::{focus, page};
use crate::components::timeout_warning;
use crate::store::{Choice, Command, Store};
use crate::ui::{combo_box_input, dialog, listbox, listbox_option, option_id};

const TITLE: &str = "Command palette";
const LIST: &str = "palette-list";

/// The palette's state; clones share it.
#[derive(Clone)]
struct Palette {
    store: Store,
    field: HtmlInputElement,
    choices: RwSignal<Rc<Vec<Choice>>, LocalStorage>,
    active: RwSignal<usize, LocalStorage>,
    said: RwSignal<&'static str, LocalStorage>,
}

pub(super) fn palette(store: Store) -> El {
    let choices = RwSignal::new_local(Rc::new(store.choices("")));
    let active = RwSignal::new_local(0);
    let marked = move || {
        let is_empty = choices.with(|choices| choices.is_empty());
        (!is_empty).then(|| active.get())
    };
    let input = combo_box_input(LIST, "Command, address, machine or note", marked)
        .class("input palette-input")
        .attr("data-first-focus", true)
        .aria("label", "Command or address")
        .aria("expanded", true);
    let palette = Palette {
        store,
        field: input.node_as(),
        choices,
        active,
        said: RwSignal::new_local(""),
    };
    let (typed, pressed) = (palette.clone(), palette.clone());
    let input = input
        .on(ev::input, move |_| typed.search())
        .on(ev::keydown, move |event| {
            if pressed.key(&event) {
                event.prevent_default();
            }
        });
    let content = div()
        .class("dialog-form")
        .child(title())
        .child(input)
        .child(list(&palette))
        .child(status(&palette))
        .child(
            p().class("hint palette-help")
                .id("dialog-text")
                .child("Arrow keys choose, Enter does it, Escape leaves."),
        )
        .child(timeout_warning(store, true));
    dialog(content, || false, move || store.close_sheet()).class("dialog palette")
}

fn title() -> El {
    h2().class("sr-only").id("dialog-title").child(TITLE)
}

fn list(palette: &Palette) -> El {
    let (choices, palette) = (palette.choices, palette.clone());
    let list = switch(
        move || choices.get(),
        move |choices| {
            let options = choices.iter().enumerate();
            let options = options.map(|(at, choice)| option(&palette, at, choice));
            listbox(LIST, TITLE, options.collect()).class("palette-list")
        },
    );
    div().class("palette-place").child(list)
}

fn option(palette: &Palette, at: usize, choice: &Choice) -> El {
    let (active, palette) = (palette.active, palette.clone());
    let is_active = move || active.get() == at;
    listbox_option(LIST, at, is_active, choice.refused.is_some())
        .class("palette-option")
        .child(span().child(&choice.words))
        .child(
            span()
                .class("palette-beside")
                .child(choice.refused.map_or(&*choice.beside, first_sentence)),
        )
        .on(ev::click, move |_| palette.take(at))
}

/// Number of results, or why a command cannot be chosen.
fn status(palette: &Palette) -> El {
    let (choices, said) = (palette.choices, palette.said);
    let words = move || {
        let said = said.get();
        if !said.is_empty() {
            return said.to_owned();
        }
        match choices.with(|choices| choices.len()) {
            0 => "Nothing found".to_owned(),
            1 => "1 result".to_owned(),
            count => format!("{count} results"),
        }
    };
    p().class("palette-status")
        .attr("role", "status")
        .child(words)
}

impl Palette {
    /// Searches for the typed text.
    fn search(&self) {
        self.active.set(0);
        self.said.set("");
        let choices = self.store.choices(&self.field.value());
        self.choices.set(Rc::new(choices));
    }

    /// Handles a key; whether it was one of the palette.
    fn key(&self, event: &KeyboardEvent) -> bool {
        let count = self.choices.with(|choices| choices.len());
        let at = self.active.get();
        let next = match event.key().as_str() {
            "ArrowDown" => at + 1,
            "ArrowUp" => at + count.saturating_sub(1),
            "Enter" if !event.is_composing() => {
                self.take(at);
                return true;
            }
            _ => return false,
        };
        if let Some(next) = next.checked_rem(count) {
            self.active.set(next);
            if let Some(option) = page::by_id(&option_id(LIST, next)) {
                focus::bring_into_view(&option);
            }
        }
        true
    }

    fn take(&self, at: usize) {
        let choice = self.choices.with(|choices| choices.get(at).cloned());
        let Some(choice) = choice else { return };
        if let Some(reason) = choice.refused {
            return self.said.set(reason);
        }
        if let Command::Address(address) = choice.command {
            self.field.set_value(&address.to_string());
            focus::take(&self.field);
            self.search();
        } else {
            self.store.choose(choice.command);
        }
    }
}

/// Short reason beside a refused command. The full one is said when it is chosen.
fn first_sentence(reason: &str) -> &str {
    reason.split_inclusive('.').next().unwrap_or(reason)
}
