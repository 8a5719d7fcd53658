//! A message that stays where it matters.

use dom::El;
use dom::html::{div, p};

use super::{Icon, icon};

/// A notice with an icon. It says nothing yet, and has no role.
#[must_use]
pub fn notice(drawing: Icon) -> El {
    div().class("notice").child(icon(drawing))
}

/// An announced notice of what went wrong, and what follows from it, a paragraph each.
#[must_use]
pub fn error_notice(title: &str, paragraphs: &[&str]) -> El {
    let paragraphs = paragraphs.iter().map(|text| p().child(*text));
    notice(Icon::WARNING)
        .attr("data-kind", "error")
        .attr("role", "alert")
        .child(p().class("notice-title").child(title))
        .child(paragraphs)
}
