//! Label and message of a field.

use dom::html::{div, label, p};
use dom::{El, Show, switch};

pub fn field(id: &str, name: &str, control: El) -> El {
    div()
        .class("field")
        .child(label().class("label").attr("for", id).child(name))
        .child(control)
}

/// The hint of a field, replaced by the problem with its input. A problem is a new element, so that it is announced.
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
