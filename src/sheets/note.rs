//! The note on one address.

use model::domain::Address;
use web_sys::HtmlInputElement;

use super::shell::{Shell, keep_notes};
use crate::store::{NOTE, Store};
use crate::ui::{El, el};

const LABEL: &str = "Note";
const FIELD: &str = "note";
const LOCAL: &str = "For yourself: it is kept in this browser only, not sent anywhere. Signing out deletes it, unless you keep your notes.";
const LONGEST: &str = "200";
const CANCEL: &str = "Cancel";
const SAVE: &str = "Save";

/// The form.
pub(super) fn note_sheet(store: Store, address: Address) -> El {
    let input = el("input")
        .class("input")
        .attr("id", FIELD)
        .attr("type", "text")
        .attr("maxlength", LONGEST)
        .attr("autocomplete", "off")
        .attr("data-first-focus", "");
    let field: HtmlInputElement = input.node_as();
    let note = store
        .notes
        .with_untracked(|notes| notes.get(address).unwrap_or_default().to_owned());
    field.set_value(&note);
    let shell = Shell {
        title: [NOTE, " ", &address.to_string()].concat(),
        text: LOCAL.to_owned(),
        parts: vec![
            el("div")
                .class("field")
                .child(el("label").class("label").attr("for", FIELD).text(LABEL))
                .child(input),
            keep_notes(store),
        ],
        leave: CANCEL,
        acts: vec![
            el("button")
                .class("btn btn-primary")
                .attr("type", "submit")
                .text(SAVE),
        ],
    };
    shell.draw(store, move || {
        store.note(address, &field.value());
        store.close_sheet();
    })
}
