//! Says that nothing here is real.

use model::state::Mode;

use crate::store::Store;
use crate::ui::{El, Icon, el, icon};

const NAME: &str = "Demo";
const DEMO: &str = "Demo account.";
const MEANING: &str =
    " Simulated in this page: nothing is real, nothing is sent, a reload ends it.";

/// The banner of the demo; for a real account an empty place.
#[must_use]
pub fn demo_banner(store: Store) -> El {
    let is_demo = move || {
        store
            .session
            .with(|session| session.mode() == Some(Mode::Demo))
    };
    el("div").choose(is_demo, |is_demo| {
        let text = el("p").child(el("strong").text(DEMO)).then_text(MEANING);
        is_demo.then(|| {
            el("aside")
                .class("banner")
                .attr("aria-label", NAME)
                .child(icon(Icon::INFO))
                .child(text)
        })
    })
}
