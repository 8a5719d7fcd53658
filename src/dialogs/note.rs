//! Note on one address.

use app::App;
use app::commands::RowCommand;
use dom::El;
use dom::html::input;
use leptos::prelude::{Get, RwSignal, Set};
use model::domain::Address;
use web_sys::HtmlInputElement;

use super::info_dialog::{InfoDialog, keep_notes};
use crate::ui::{field, field_message, submit_button};

pub(super) fn note(app: App, address: Address) -> El {
    let text = app
        .notes
        .with(|notes| notes.get(address).unwrap_or_default().to_owned());
    let problem = RwSignal::new_local(None);
    let input = input()
        .class("input")
        .id("note")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("data-first-focus", true)
        .aria("describedby", "note-hint")
        .aria("invalid", move || problem.get().is_some())
        .prop("value", text);
    let typed: HtmlInputElement = input.node_as();
    let hint = field_message(
        "note-hint".to_owned(),
        "Up to 200 characters.".to_owned(),
        move || problem.get(),
    );
    let dialog = InfoDialog {
        title: format!("{} {address}", RowCommand::Note.name()),
        text: "Saved in this browser only and never sent anywhere. Signing out deletes it unless you keep your notes.".to_owned(),
        content: vec![
            field("note", "Note", input).child(hint),
            keep_notes(app),
        ],
        leave: "Cancel",
        actions: vec![submit_button("btn btn-primary", "Save")],
    };
    dialog.view(app, move || match app.notes.set(address, &typed.value()) {
        Ok(()) => app.dialog.close(),
        Err(error) => problem.set(Some(error.words())),
    })
}
