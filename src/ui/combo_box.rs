//! Combo box parts, after the ARIA pattern: the focus stays in the field, and one option of the list is active.

use dom::El;
use dom::html::div;

use super::identifier_input;

/// The field. The active option is announced as if it had the focus.
pub fn combo_box_input(
    list_id: &'static str,
    hint: &str,
    active: impl Fn() -> Option<usize> + 'static,
) -> El {
    identifier_input()
        .attr("role", "combobox")
        .attr("placeholder", hint)
        .aria("autocomplete", "list")
        .aria("controls", list_id)
        .aria("activedescendant", move || {
            active().map(|at| option_id(list_id, at))
        })
}

pub fn listbox(id: &str, name: &str, options: Vec<El>) -> El {
    div()
        .id(id)
        .attr("role", "listbox")
        .aria("label", name)
        .child(options)
}

/// Options under a heading, which is the name of the group too.
pub fn listbox_group(name: &str, options: Vec<El>) -> El {
    div()
        .attr("role", "group")
        .aria("label", name)
        .child(div().class("group-title").aria("hidden", true).child(name))
        .child(options)
}

pub fn listbox_option(
    list_id: &str,
    at: usize,
    is_active: impl Fn() -> bool + 'static,
    is_disabled: bool,
) -> El {
    div()
        .id(option_id(list_id, at))
        .attr("role", "option")
        .aria("selected", is_active)
        .aria("disabled", is_disabled.then_some(true))
}

#[must_use]
pub fn option_id(list_id: &str, at: usize) -> String {
    format!("{list_id}-{at}")
}
