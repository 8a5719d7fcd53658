//! Buttons.

use dom::html::{self, span};
use dom::{El, IntoAttribute, IntoChild};

use super::{Icon, icon};

/// A button that does something where it stands.
#[must_use]
pub fn button<M>(class: &str, content: impl IntoChild<M>) -> El {
    html::button()
        .class(class)
        .attr("type", "button")
        .child(content)
}

/// A button that submits its form, as Enter in a field does.
#[must_use]
pub fn submit_button<M>(class: &str, content: impl IntoChild<M>) -> El {
    html::button()
        .class(class)
        .attr("type", "submit")
        .child(content)
}

/// A button that is its icon alone. It needs a name.
#[must_use]
pub fn icon_button<'a, M>(icon: El, name: impl IntoAttribute<'a, M>) -> El {
    button("icon-btn", icon).aria("label", name)
}

/// The content of a button or chip that is its icon alone where there is no room for its name.
#[must_use]
pub fn icon_and_label(drawing: Icon, name: &str) -> [El; 2] {
    [icon(drawing), span().class("btn-label").child(name)]
}
