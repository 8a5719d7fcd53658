//! Banner of the demo account.

use dom::html::{aside, div, p, strong};
use dom::{El, show};
use model::state::Mode;

use crate::store::Store;
use crate::ui::{Icon, icon};

const MEANING: &str =
    " Simulated in this page: nothing is real, nothing is sent, a reload ends it.";

#[must_use]
pub fn demo_banner(store: Store) -> El {
    let is_demo = move || {
        store
            .session
            .with(|session| session.mode() == Some(Mode::Demo))
    };
    div().child(show(is_demo, || {
        let text = p().child(strong().child("Demo account.")).child(MEANING);
        aside()
            .class("banner")
            .aria("label", "Demo")
            .child(icon(Icon::INFO))
            .child(text)
    }))
}
