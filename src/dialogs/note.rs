//! Note on one address.

use dom::El;
use dom::html::input;
use model::domain::Address;
use web_sys::HtmlInputElement;

use super::info_dialog::{InfoDialog, keep_notes};
use crate::store::{NOTE, Store};
use crate::ui::{field, submit_button};

const LOCAL: &str = "For yourself: it is kept in this browser only, not sent anywhere. Signing out deletes it, unless you keep your notes.";

pub(super) fn note_dialog(store: Store, address: Address) -> El {
    let note = store
        .notes
        .with(|notes| notes.get(address).unwrap_or_default().to_owned());
    let input = input()
        .class("input")
        .id("note")
        .attr("type", "text")
        .attr("maxlength", 200)
        .attr("autocomplete", "off")
        .attr("data-first-focus", true)
        .prop("value", note);
    let typed: HtmlInputElement = input.node_as();
    let dialog = InfoDialog {
        title: format!("{NOTE} {address}"),
        text: LOCAL.to_owned(),
        parts: vec![field("note", "Note", input), keep_notes(store)],
        leave: "Cancel",
        acts: vec![submit_button("btn btn-primary", "Save")],
    };
    dialog.view(store, move || {
        store.note(address, &typed.value());
        store.close_sheet();
    })
}
