//! The command palette: everything by its name, after the ARIA pattern of a combo box.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use crate::browser::{focus, page};
use crate::components::session_end;
use crate::store::{Choice, Command, Store};
use crate::ui::{El, Value, dialog, el};

const TITLE: &str = "Command palette";
const LABEL: &str = "Command or address";
const HINT: &str = "Command, address, machine or note";
const HELP: &str = "Arrow keys choose, Enter does it, Escape leaves.";
const NONE: &str = "Nothing found";
const LIST: &str = "palette-list";
const OPTION: &str = "palette-";

/// What is offered, and which of it is marked.
#[derive(Clone)]
struct Palette {
    store: Store,
    field: HtmlInputElement,
    choices: Value<Rc<Vec<Choice>>>,
    at: Value<usize>,
    said: Value<&'static str>,
}

/// The palette.
pub(super) fn palette_sheet(store: Store) -> El {
    let input = el("input")
        .class("input palette-input")
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("aria-label", LABEL)
        .attr("aria-expanded", "true")
        .attr("aria-controls", LIST)
        .attr("aria-autocomplete", "list")
        .attr("placeholder", HINT)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("data-first-focus", "");
    let palette = Palette {
        store,
        field: input.node_as(),
        choices: Value::new(Rc::new(store.choices(""))),
        at: Value::new(0),
        said: Value::new(""),
    };
    let (typed, pressed, active) = (palette.clone(), palette.clone(), palette.clone());
    let input = input
        .bind("aria-activedescendant", move || {
            let is_there = active.choices.with(|choices| !choices.is_empty());
            is_there.then(|| option_id(active.at.get()))
        })
        .on("input", move |_| typed.look())
        .on("keydown", move |event| {
            if pressed.key(event.unchecked_ref()) {
                event.prevent_default();
            }
        });
    let content = el("div")
        .class("dialog-form")
        .child(title())
        .child(input)
        .child(list(&palette))
        .child(status(&palette))
        .child(
            el("p")
                .class("hint palette-help")
                .attr("id", "dialog-text")
                .text(HELP),
        )
        .child(session_end(store, true));
    dialog(content, || false, move || store.close_sheet()).class("dialog palette")
}

fn title() -> El {
    el("h2")
        .class("sr-only")
        .attr("id", "dialog-title")
        .text(TITLE)
}

fn list(palette: &Palette) -> El {
    let (shown, palette) = (palette.choices.clone(), palette.clone());
    el("div").class("palette-place").choose(
        move || shown.get(),
        move |choices| {
            let options = choices.iter().enumerate();
            let options = options.map(|(at, choice)| option(&palette, at, choice));
            let list = el("div")
                .class("palette-list")
                .attr("id", LIST)
                .attr("role", "listbox")
                .attr("aria-label", TITLE)
                .children(options);
            Some(list)
        },
    )
}

fn option(palette: &Palette, at: usize, choice: &Choice) -> El {
    let (marked, palette) = (palette.at.clone(), palette.clone());
    let option = el("div")
        .class("palette-option")
        .attr("id", &option_id(at))
        .attr("role", "option")
        .bind("aria-selected", move || {
            Some((marked.get() == at).to_string())
        })
        .child(el("span").text(&choice.words))
        .child(
            el("span")
                .class("palette-beside")
                .text(choice.refused.map_or(&choice.beside, first_sentence)),
        )
        .on_press(move || palette.take(at));
    match choice.refused {
        Some(_) => option.attr("aria-disabled", "true"),
        None => option,
    }
}

/// How many there are, or why one cannot be chosen.
fn status(palette: &Palette) -> El {
    let palette = palette.clone();
    let words = move || {
        let said = palette.said.get();
        if !said.is_empty() {
            return said.to_owned();
        }
        match palette.choices.with(|choices| choices.len()) {
            0 => NONE.to_owned(),
            1 => "1 result".to_owned(),
            count => [&count.to_string(), " results"].concat(),
        }
    };
    el("p")
        .class("palette-status")
        .attr("role", "status")
        .bind_text(words)
}

impl Palette {
    /// Offers what fits what is typed.
    fn look(&self) {
        self.at.set(0);
        self.said.set("");
        let choices = self.store.choices(&self.field.value());
        self.choices.set(Rc::new(choices));
    }

    /// Whether it was one of the keys of the palette.
    fn key(&self, event: &KeyboardEvent) -> bool {
        let count = self.choices.with_untracked(|choices| choices.len());
        let at = self.at.get_untracked();
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
            self.at.set(next);
            if let Some(option) = page::by_id(&option_id(next)) {
                focus::bring_into_view(&option);
            }
        }
        true
    }

    fn take(&self, at: usize) {
        let choice = self
            .choices
            .with_untracked(|choices| choices.get(at).cloned());
        let Some(choice) = choice else { return };
        if let Some(reason) = choice.refused {
            return self.said.set(reason);
        }
        if let Command::Address(address) = choice.command {
            self.field.set_value(&address.to_string());
            focus::take(&self.field);
            self.look();
        } else {
            self.store.choose(choice.command);
        }
    }
}

/// Of a reason, what stands beside each line that it refuses; the rest is said when one is chosen.
fn first_sentence(reason: &str) -> &str {
    reason.split_inclusive('.').next().unwrap_or(reason)
}

fn option_id(at: usize) -> String {
    [OPTION, &at.to_string()].concat()
}
