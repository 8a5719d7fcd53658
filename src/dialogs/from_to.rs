//! What a change leads from and to.

use dom::El;
use dom::html::{code, div, p, span};

use crate::ui::{Icon, icon};

/// Two labelled texts with an arrow between them.
pub(super) fn from_to(
    from_label: &str,
    from: &str,
    to_label: &str,
    to: impl Fn() -> String + 'static,
) -> El {
    let side = |label: &str| p().child(span().class("label").child(label));
    div()
        .class("from-to")
        .child(side(from_label).child(code().attr("title", from).child(from)))
        .child(icon(Icon::ARROW_RIGHT))
        .child(side(to_label).child(code().child(to)))
}
