//! The command palette: every command and address by its name, a combo box after the ARIA pattern.

use std::rc::Rc;

use app::App;
use app::commands::palette::{PaletteAction, PaletteEntry, PaletteResults, choose, entries};
use dom::html::{div, h2, p, span};
use dom::{El, ev, switch};
use leptos::prelude::{Get, LocalStorage, RwSignal, Set, With};
use web_sys::{HtmlInputElement, KeyboardEvent};

use crate::browser::{focus, page};
use crate::components::timeout_warning;
use crate::ui::{combo_box_input, dialog, listbox, listbox_option, option_id};

const TITLE: &str = "Command palette";
const LIST: &str = "palette-list";

#[derive(Clone)]
struct Palette {
    app: App,
    input: HtmlInputElement,
    results: RwSignal<Rc<PaletteResults>, LocalStorage>,
    active: RwSignal<usize, LocalStorage>,
    /// Why the entry that was chosen is blocked.
    blocked_by: RwSignal<Option<&'static str>, LocalStorage>,
}

pub(super) fn palette(app: App) -> El {
    let shown = RwSignal::new_local(Rc::new(entries(app, "")));
    let active = RwSignal::new_local(0);
    let active_option =
        move || shown.with(|shown| (!shown.entries.is_empty()).then(|| active.get()));
    let input = combo_box_input(LIST, "Command, address, machine or note", active_option)
        .class("input palette-input")
        .attr("data-first-focus", true)
        .aria("label", "Command or address")
        .aria("expanded", true);
    let palette = Palette {
        app,
        input: input.node_as(),
        results: shown,
        active,
        blocked_by: RwSignal::new_local(None),
    };
    let (typing, keys) = (palette.clone(), palette.clone());
    let input = input
        .on(ev::input, move |_| typing.update())
        .on(ev::keydown, move |event| {
            if keys.press(&event) {
                event.prevent_default();
            }
        });
    let content = div()
        .class("dialog-form")
        .child(h2().class("sr-only").id("dialog-title").child(TITLE))
        .child(input)
        .child(palette.list())
        .child(palette.status())
        .child(
            p().class("hint palette-help")
                .id("dialog-text")
                .child("Arrows to move, Enter to run, Esc to close"),
        )
        .child(timeout_warning(app, true));
    dialog(content, || false, move || app.dialog.close()).class("dialog palette")
}

impl Palette {
    fn list(&self) -> El {
        let (shown, palette) = (self.results, self.clone());
        let list = switch(
            move || shown.get(),
            move |results| {
                let options = results.entries.iter().enumerate();
                let options = options.map(|(at, entry)| palette.option(at, entry));
                listbox(LIST, TITLE, options.collect()).class("palette-list")
            },
        );
        div().class("palette-place").child(list)
    }

    /// One entry. Of a reason the first sentence stands beside it; the rest is shown when it is chosen.
    fn option(&self, at: usize, entry: &PaletteEntry) -> El {
        let (active, palette) = (self.active, self.clone());
        let reason = entry
            .blocked_by
            .and_then(|reason| reason.split_inclusive('.').next());
        let is_active = move || active.get() == at;
        listbox_option(LIST, at, is_active, entry.blocked_by.is_some())
            .class("palette-option")
            .child(span().child(&entry.label))
            .child(
                span()
                    .class("palette-beside")
                    .child(reason.unwrap_or(&entry.detail)),
            )
            .on(ev::click, move |_| palette.take(at))
    }

    /// The number of entries, or why the chosen one is blocked.
    fn status(&self) -> El {
        let (results, blocked_by) = (self.results, self.blocked_by);
        let words = move || match blocked_by.get() {
            Some(reason) => reason.to_owned(),
            None => results.with(|results| results.words()),
        };
        p().class("palette-status")
            .attr("role", "status")
            .child(words)
    }

    /// Finds the entries for the text.
    fn update(&self) {
        self.active.set(0);
        self.blocked_by.set(None);
        self.results
            .set(Rc::new(entries(self.app, &self.input.value())));
    }

    /// Handles a key of the palette. `false` for any other.
    fn press(&self, event: &KeyboardEvent) -> bool {
        let count = self.results.with(|results| results.entries.len());
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
        let entry = self
            .results
            .with(|results| results.entries.get(at).cloned());
        let Some(entry) = entry else { return };
        match (entry.blocked_by, entry.action) {
            (Some(reason), _) => self.blocked_by.set(Some(reason)),
            (None, PaletteAction::Run(command)) => choose(self.app, command),
            (None, PaletteAction::Show(address)) => {
                self.input.set_value(&address.to_string());
                focus::take(&self.input);
                self.update();
            }
        }
    }
}
