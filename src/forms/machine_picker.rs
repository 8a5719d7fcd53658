//! Machine picker: a combo box of machines, each with the reason if it cannot be chosen. Knowledge of machines may be
//! old, so any id can be typed and sent.

mod combo_box;
mod keys;
mod machine_list;
mod picked;

use combo_box::combo_box;
use dom::html::{div, p};
use dom::{El, effect, switch};
use leptos::prelude::{Get, RwSignal};
use model::domain::PublicIp;
use model::state::FormState;
pub(super) use picked::Picked;

use crate::store::Store;
use crate::ui::TextField;

pub(super) const FIELD: &str = "machine";

/// The field and its choice. `rule` is the hint below it.
pub(super) fn machine_picker(
    store: Store,
    label: &str,
    ip: Option<PublicIp>,
    rule: String,
) -> (El, Picked) {
    let picked = Picked::new(store, ip);
    let is_plain = store
        .directory
        .with(|it| it.has_failed() && it.machines().is_empty());
    let field = if is_plain {
        plain(store, label, rule, picked.clone())
    } else {
        combo_box(store, label, rule, picked.clone())
    };
    let warnings = {
        let picked = picked.clone();
        switch(
            move || picked.warnings(),
            |warnings| {
                let lines = warnings.iter().map(|it| p().class("caution").child(it));
                div().attr("role", "status").child(lines)
            },
        )
    };
    let picker = div()
        .class("picker")
        .child(field)
        .child(div().class("slot").child(warnings));
    (picker, picked)
}

/// Fallback without the machine directory: a text field that completes ids of the list.
fn plain(store: Store, label: &str, hint: String, picked: Picked) -> El {
    let typed = RwSignal::new_local(String::new());
    let field = TextField {
        id: FIELD,
        label: label.to_owned(),
        value: typed,
        hint,
        suggestions: store.known_machines(),
    };
    effect(move || picked.type_text(&typed.get()));
    field.view(
        move || store.draft.with(FormState::is_saving),
        move || store.draft.with(FormState::problem),
    )
}
