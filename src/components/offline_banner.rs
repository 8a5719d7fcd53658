//! Says that the browser has no network.

use crate::store::Store;
use crate::ui::{El, Icon, el, icon};

const OFFLINE: &str = "Offline.";
const MEANING: &str = " What is shown is as it was. Nothing is sent or asked again until the network is back; then the list is loaded once.";

/// The banner; an empty place while the browser has a network.
#[must_use]
pub fn offline_banner(store: Store) -> El {
    el("div").attr("role", "status").choose(
        move || store.online.get(),
        |online| {
            let text = el("p").child(el("strong").text(OFFLINE)).then_text(MEANING);
            (!online).then(|| {
                el("div")
                    .class("banner")
                    .child(icon(Icon::WARNING))
                    .child(text)
            })
        },
    )
}
