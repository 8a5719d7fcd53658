//! Labelled text field.

use dom::html::{datalist, input, option};
use dom::{El, ev};
use leptos::prelude::{LocalStorage, RwSignal, Set};
use leptos::web_sys::HtmlInputElement;

use super::{field, field_message};

/// Input for identifiers and searches: the browser neither completes nor corrects it.
pub fn identifier_input() -> El {
    input()
        .class("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
}

/// Field of an identifier, in monospace.
pub struct TextField {
    /// Unique in the page.
    pub id: &'static str,
    pub label: String,
    pub value: RwSignal<String, LocalStorage>,
    pub hint: String,
    pub suggestions: Vec<String>,
}

impl TextField {
    /// Read-only while `locked`; shows `problem` in place of the hint.
    pub fn view(
        self,
        locked: impl Fn() -> bool + 'static,
        problem: impl Fn() -> Option<&'static str> + Copy + 'static,
    ) -> El {
        let (id, value) = (self.id, self.value);
        let (hint_id, list_id) = (format!("{id}-hint"), format!("{id}-list"));
        let input = identifier_input()
            .class("input mono")
            .id(id)
            .attr("list", (!self.suggestions.is_empty()).then_some(&list_id))
            .attr("readonly", locked)
            .aria("describedby", &hint_id)
            .aria("invalid", move || problem().is_some());
        let node: HtmlInputElement = input.node_as();
        let input = input.on(ev::input, move |_| value.set(node.value()));
        let options = self
            .suggestions
            .iter()
            .map(|text| option().attr("value", text));
        field(id, &self.label, input)
            .child(datalist().id(&list_id).child(options))
            .child(field_message(hint_id, self.hint, problem))
    }
}
