//! A labelled line of text.

use leptos::web_sys::HtmlInputElement;

use super::{El, Value, el};

/// A field of an identifier: monospace, and never corrected by the browser.
/// Its hint gives way to the problem with what was typed.
pub struct TextField {
    /// Unique in the page.
    pub id: &'static str,
    /// The visible name.
    pub label: String,
    /// What is typed.
    pub value: Value<String>,
    /// What to type.
    pub hint: String,
    /// Offered as completions.
    pub suggestions: Vec<String>,
}

impl TextField {
    /// Draws the field. It is read-only while `locked`, and shows `problem` once there is one.
    #[must_use]
    pub fn draw(
        self,
        locked: impl Fn() -> bool + 'static,
        problem: impl Fn() -> Option<&'static str> + Copy + 'static,
    ) -> El {
        let Self {
            id,
            label,
            value,
            hint,
            suggestions,
        } = self;
        let (hint_id, list_id) = ([id, "-hint"].concat(), [id, "-list"].concat());
        let input = el("input")
            .class("input mono")
            .attr("id", id)
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false")
            .attr("aria-describedby", &hint_id)
            .bind_flag("aria-invalid", move || problem().is_some())
            .bind_flag("readonly", locked);
        let input = if suggestions.is_empty() {
            input
        } else {
            input.attr("list", &list_id)
        };
        let node: HtmlInputElement = input.node_as();
        let options = suggestions
            .iter()
            .map(|text| el("option").attr("value", text));
        el("div")
            .class("field")
            .child(el("label").class("label").attr("for", id).text(&label))
            .child(input.on("input", move |_| value.set(node.value())))
            .child(el("datalist").attr("id", &list_id).children(options))
            // A problem is an element of its own, so that it is announced when it appears.
            .choose(problem, move |problem| {
                let line = el("p").attr("id", &hint_id);
                Some(match problem {
                    Some(problem) => line.class("problem").attr("role", "alert").text(problem),
                    None => line.class("hint").text(&hint),
                })
            })
    }
}
