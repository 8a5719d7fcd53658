//! The field for a machine: a combo box after the ARIA pattern. The keyboard
//! stays in the field; the list below it, open while it has the focus, shows the
//! matches, and why some of them cannot be chosen. An id that is not in the list
//! can be typed and sent.

mod combo_box;

use app::App;
use app::changes::machine_field::MachineField;
use app::dialog::Field;
use combo_box::combo_box;
use dom::html::{div, p};
use dom::{El, effect, switch};
use leptos::prelude::{Get, RwSignal};

use super::form_dialog::{FormError, id, is_saving};
use crate::ui::TextField;

/// The picker. The `rule` under its field says which machines may be chosen.
pub(super) fn machine_picker(
    app: App,
    label: &str,
    machine: MachineField,
    error: FormError,
    rule: String,
) -> El {
    let has_names = app
        .machines
        .with(|it| !it.has_failed() || !it.machines().is_empty());
    let field = if has_names {
        combo_box(app, label, machine, error, rule)
    } else {
        text_field(app, label, machine, error, rule)
    };
    let warnings = switch(
        move || machine.warnings(),
        |warnings| {
            let lines = warnings.iter().map(|it| p().class("caution").child(it));
            div().attr("role", "status").child(lines)
        },
    );
    div()
        .class("picker")
        .child(field)
        .child(div().class("slot").child(warnings))
}

/// Without the names of machines: a text field, completed by the ids of the list.
fn text_field(app: App, label: &str, machine: MachineField, error: FormError, rule: String) -> El {
    let typed = RwSignal::new_local(String::new());
    effect(move || machine.type_text(&typed.get()));
    let field = TextField {
        id: id(Field::Machine),
        label: label.to_owned(),
        value: typed,
        hint: format!("Machine names couldn't be loaded, so type an ID. {rule}"),
        suggestions: app.list.suggested_machines(),
    };
    field.view(move || is_saving(app), move || error.at(Field::Machine))
}
