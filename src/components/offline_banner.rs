//! Banner while the browser is offline.

use dom::html::{div, p, strong};
use dom::{El, show};

use crate::store::Store;
use crate::ui::{Icon, icon};

const MEANING: &str = " What is shown is as it was. Nothing is sent or asked again until the network is back; then the list is loaded once.";

/// An empty `status` while online, so that the banner is announced.
#[must_use]
pub fn offline_banner(store: Store) -> El {
    let banner = show(
        move || !store.online.get(),
        || {
            let text = p().child(strong().child("Offline.")).child(MEANING);
            div().class("banner").child(icon(Icon::WARNING)).child(text)
        },
    );
    div().attr("role", "status").child(banner)
}
