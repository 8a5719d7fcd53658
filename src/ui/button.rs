//! Buttons.

use dom::html::{self, span};
use dom::{El, IntoAttribute, IntoChild};

use super::{Icon, icon};

pub fn button<M>(class: &str, content: impl IntoChild<M>) -> El {
    html::button()
        .class(class)
        .attr("type", "button")
        .child(content)
}

/// Submits its form, as Enter in a field does.
pub fn submit_button<M>(class: &str, content: impl IntoChild<M>) -> El {
    html::button()
        .class(class)
        .attr("type", "submit")
        .child(content)
}

pub fn icon_button<'a, M>(icon: El, name: impl IntoAttribute<'a, M>) -> El {
    button("icon-btn", icon).aria("label", name)
}

/// A quiet button that is its icon alone where there is no room for its name.
pub fn collapsible_button(drawing: Icon, name: &str) -> El {
    button("btn btn-quiet", icon_and_label(drawing, name))
}

/// Icon and label of a button or chip; the styles hide the label where there is no room.
pub fn icon_and_label(drawing: Icon, name: &str) -> [El; 2] {
    [icon(drawing), span().class("btn-label").child(name)]
}
