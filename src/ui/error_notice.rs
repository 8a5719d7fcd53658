//! Something went wrong, said where it matters.

use super::{El, Icon, el, icon};

/// An announced notice of what happened, and what follows from it, a paragraph each.
#[must_use]
pub fn error_notice(title: &str, paragraphs: &[&str]) -> El {
    el("div")
        .class("notice")
        .attr("data-kind", "error")
        .attr("role", "alert")
        .child(icon(Icon::WARNING))
        .child(el("p").class("notice-title").text(title))
        .children(paragraphs.iter().map(|text| el("p").text(text)))
}
