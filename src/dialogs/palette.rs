//! The command palette: every command and address by its name, a combo box after the ARIA pattern. A verb has a
//! second step, which asks for the address.

use std::rc::Rc;

use app::App;
use app::commands::palette::{
    PaletteAction, PaletteEntry, PaletteResults, Verb, addresses, choose, entries,
};
use dom::html::{div, h2, kbd, p, span};
use dom::{El, ev, show, switch};
use leptos::prelude::{Get, LocalStorage, RwSignal, Set, With};
use web_sys::{HtmlInputElement, KeyboardEvent};

use crate::browser::{focus, page};
use crate::components::timeout_warning;
use crate::ui::{
    button, combo_box_input, dialog, listbox, listbox_group, listbox_option, option_id,
};

const TITLE: &str = "Command palette";
const LIST: &str = "palette-list";

#[derive(Clone)]
struct Palette {
    app: App,
    input: HtmlInputElement,
    results: RwSignal<Rc<PaletteResults>, LocalStorage>,
    active: RwSignal<usize, LocalStorage>,
    /// What an address is asked for.
    verb: RwSignal<Option<Verb>, LocalStorage>,
    /// Why the entry that was chosen is blocked.
    blocked_by: RwSignal<Option<&'static str>, LocalStorage>,
}

pub(super) fn palette(app: App) -> El {
    let shown = RwSignal::new_local(Rc::new(entries(app, "")));
    let active = RwSignal::new_local(0);
    let verb = RwSignal::new_local(None::<Verb>);
    let active_option =
        move || shown.with(|shown| (!shown.entries.is_empty()).then(|| active.get()));
    let name = move || {
        verb.get()
            .map_or_else(|| "Command or address".to_owned(), Verb::question)
    };
    let hint = move || match verb.get() {
        None => "Command, address, machine or note",
        Some(_) => "Address, machine or note",
    };
    let input = combo_box_input(LIST, "", active_option)
        .class("input palette-input")
        .attr("data-first-focus", true)
        .attr("placeholder", hint)
        .aria("label", name)
        .aria("expanded", true);
    let palette = Palette {
        app,
        input: input.node_as(),
        results: shown,
        active,
        verb,
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
    let content =
        div()
            .class("dialog-form")
            .child(h2().class("sr-only").id("dialog-title").child(TITLE))
            .child(palette.question())
            .child(input)
            .child(palette.list())
            .child(palette.status())
            .child(p().class("hint palette-help").id("dialog-text").child(
                move || match verb.get() {
                    None => "Arrows to move, Enter to run, Esc to close",
                    Some(_) => "Arrows to move, Enter to run, Backspace to go back, Esc to close",
                },
            ))
            .child(timeout_warning(app, true));
    dialog(content, || false, move || app.dialog.close()).class("dialog palette")
}

impl Palette {
    /// What the second step asks, with a way back. Announced, so its element stays in the page.
    fn question(&self) -> El {
        let (verb, palette) = (self.verb, self.clone());
        let back = show(
            move || verb.get().is_some(),
            move || {
                let palette = palette.clone();
                button("btn btn-quiet", "Back").on(ev::click, move |_| palette.ask(None))
            },
        );
        let words = move || verb.get().map(Verb::question).unwrap_or_default();
        div()
            .class("palette-question")
            .child(back)
            .child(p().attr("role", "status").child(words))
    }

    fn list(&self) -> El {
        let (shown, palette) = (self.results, self.clone());
        let list = switch(
            move || shown.get(),
            move |results| {
                let mut options = results.entries.iter().enumerate();
                let groups = results
                    .entries
                    .chunk_by(|one, next| one.group == next.group);
                let groups = groups.map(|group| {
                    let options = options.by_ref().take(group.len());
                    let options = options.map(|(at, entry)| palette.option(at, entry));
                    let name = group.first().map_or("", |entry| entry.group);
                    listbox_group(name, options.collect())
                });
                listbox(LIST, TITLE, groups.collect()).class("palette-list")
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
            .child(entry.key.as_ref().filter(|_| reason.is_none()).map(|key| {
                // The name of the option is what it does.
                kbd().aria("hidden", true).child(key)
            }))
            .aria("keyshortcuts", entry.key.clone())
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
        let typed = self.input.value();
        self.results.set(Rc::new(match self.verb.get() {
            None => entries(self.app, &typed),
            Some(verb) => addresses(self.app, verb, &typed),
        }));
    }

    /// Asks for the address of a verb, or goes back to the commands.
    fn ask(&self, verb: Option<Verb>) {
        self.verb.set(verb);
        self.search_for("");
    }

    fn search_for(&self, text: &str) {
        self.input.set_value(text);
        focus::take(&self.input);
        self.update();
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
            "Backspace" if self.verb.get().is_some() && self.input.value().is_empty() => {
                self.ask(None);
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
            (None, PaletteAction::Show(address)) => self.search_for(&address.to_string()),
            (None, PaletteAction::Ask(verb)) => self.ask(Some(verb)),
        }
    }
}
