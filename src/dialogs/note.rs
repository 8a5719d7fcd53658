//! Note on one address.

use app::App;
use app::commands::RowCommand;
use dom::El;
use dom::html::input;
use model::domain::Address;
use web_sys::HtmlInputElement;

use super::info_dialog::{InfoDialog, keep_notes};
use crate::ui::{field, submit_button};

pub(super) fn note(app: App, address: Address) -> El {
    let text = app
        .notes
        .with(|notes| notes.get(address).unwrap_or_default().to_owned());
    let input = input()
        .class("input")
        .id("note")
        .attr("type", "text")
        .attr("maxlength", 200)
        .attr("autocomplete", "off")
        .attr("data-first-focus", true)
        .prop("value", text);
    let typed: HtmlInputElement = input.node_as();
    let dialog = InfoDialog {
        title: format!("{} {address}", RowCommand::Note.name()),
        text: "For yourself: it is kept in this browser only, not sent anywhere. Signing out deletes it, unless you keep your notes.".to_owned(),
        content: vec![field("note", "Note", input), keep_notes(app)],
        leave: "Cancel",
        actions: vec![submit_button("btn btn-primary", "Save")],
    };
    dialog.view(app, move || {
        app.notes.set(address, &typed.value());
        app.dialog.close();
    })
}
