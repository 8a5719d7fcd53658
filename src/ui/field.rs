//! What fields have in common: a label, and a line with the hint or the problem.

use dom::html::{div, label, p};
use dom::{El, Show, switch};

/// A control under its label.
#[must_use]
pub fn field(id: &str, name: &str, control: El) -> El {
    div()
        .class("field")
        .child(label().class("label").attr("for", id).child(name))
        .child(control)
}

/// The line that describes a field: its hint, which gives way to the problem with what was typed.
/// A problem is an element of its own, so that it is announced when it appears.
pub fn field_message(
    id: String,
    hint: String,
    problem: impl Fn() -> Option<&'static str> + 'static,
) -> Show {
    switch(problem, move |problem| match problem {
        Some(problem) => p()
            .id(&id)
            .class("problem")
            .attr("role", "alert")
            .child(problem),
        None => p().id(&id).class("hint").child(&hint),
    })
}
