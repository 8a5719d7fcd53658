//! The name of the panel with its mark: the first heading of every page.

use crate::ui::{El, el, mark};

const PRODUCT: &str = "Public IPs";

/// The heading.
#[must_use]
pub fn brand() -> El {
    el("h1").class("brand").child(mark()).then_text(PRODUCT)
}
