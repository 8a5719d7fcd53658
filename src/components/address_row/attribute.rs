//! Attributes of a row's elements.

use web_sys::Element;

/// Sets an attribute without a value, or takes it away.
pub(super) fn set_flag(element: &Element, name: &str, is_set: bool) {
    set(element, name, is_set.then_some(""));
}

/// Sets an attribute, or takes it away.
pub(super) fn set(element: &Element, name: &str, value: Option<&str>) {
    let written = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
    debug_assert!(written.is_ok(), "{name} is the name of an attribute");
}
