//! What is unusual about the whole page: the demo account, a browser without a network.

use app::network::NetworkSlice;
use app::session::SessionSlice;
use dom::html::{aside, div, p, strong};
use dom::{El, show};
use model::state::Mode;

use crate::ui::{Icon, icon};

/// The banner of the demo; for a real account an empty element.
pub fn demo_banner(session: &'static SessionSlice) -> El {
    let is_demo = move || session.mode() == Some(Mode::Demo);
    let meaning =
        " Simulated in this page: nothing is real, nothing is sent, and a reload ends it.";
    div().child(show(is_demo, move || {
        aside()
            .class("banner")
            .aria("label", "Demo")
            .child(icon(Icon::INFO))
            .child(p().child(strong().child("Demo account.")).child(meaning))
    }))
}

/// The banner of a browser without a network. Its `status` is always in the page.
pub fn offline_banner(network: &'static NetworkSlice) -> El {
    let meaning = " Showing the last loaded list. Nothing is sent until you're back online; then the list refreshes once.";
    let banner = move || {
        div()
            .class("banner")
            .child(icon(Icon::WARNING))
            .child(p().child(strong().child("Offline.")).child(meaning))
    };
    div()
        .attr("role", "status")
        .child(show(move || !network.is_online(), banner))
}
