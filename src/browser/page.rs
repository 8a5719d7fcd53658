//! The document itself: the element the panel lives in, and the theme.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::storage;

/// The element of `index.html` that holds the panel, without its shell.
#[must_use]
pub fn emptied_app() -> Option<HtmlElement> {
    let app = document()
        .get_element_by_id("app")?
        .dyn_into::<HtmlElement>()
        .ok()?;
    app.replace_children_with_node_0();
    Some(app)
}

/// The element of an id.
#[must_use]
pub fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Sets a style of an element: a place or a size that only the panel knows. It
/// goes by way of CSSOM, which the policy allows; a style attribute it would not.
pub fn set_style(element: &HtmlElement, property: &'static str, value: &str) {
    let written = element.style().set_property(property, value);
    debug_assert!(written.is_ok(), "{property} can be set");
}

/// Light, dark, or what the system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// What the system says.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The theme that was chosen last. The boot script has already applied it.
    #[must_use]
    pub fn remembered() -> Self {
        match storage::theme().as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }

    /// The next one of the switch.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// The name in words, in storage and in `data-theme`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Applies the theme and remembers it.
    pub fn apply(self) {
        if let Some(root) = document().document_element() {
            let applied = match self {
                Self::System => root.remove_attribute("data-theme"),
                Self::Light | Self::Dark => root.set_attribute("data-theme", self.name()),
            };
            debug_assert!(applied.is_ok(), "data-theme is a valid attribute");
        }
        storage::save_theme((self != Self::System).then(|| self.name()));
    }
}
