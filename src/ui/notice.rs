//! Notices: messages that stay in place.

use dom::El;
use dom::html::{div, p};

use super::{Icon, icon};

/// An icon, without text or role yet.
pub fn notice(drawing: Icon) -> El {
    div().class("notice").child(icon(drawing))
}

/// An announced error: title, then a paragraph each.
pub fn error_notice(title: &str, paragraphs: &[&str]) -> El {
    let paragraphs = paragraphs.iter().map(|text| p().child(*text));
    notice(Icon::WARNING)
        .attr("data-kind", "error")
        .attr("role", "alert")
        .child(p().class("notice-title").child(title))
        .child(paragraphs)
}
