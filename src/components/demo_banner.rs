//! Says that nothing here is real.

use leptos::prelude::*;
use model::state::Mode;

use crate::store::Store;
use crate::ui::Icon;

const NAME: &str = "Demo";
const DEMO: &str = "Demo account.";
const MEANING: &str =
    " Simulated in this page: nothing is real, nothing is sent, a reload ends it.";

/// The banner of the demo; nothing for a real account.
#[component]
pub fn DemoBanner() -> impl IntoView {
    let store = Store::of_app();
    let is_demo = move || {
        store
            .session
            .with(|session| session.mode() == Some(Mode::Demo))
    };
    move || {
        is_demo().then(|| {
            view! {
                <aside class="banner" aria-label=NAME>
                    <Icon icon=Icon::Info />
                    <p><strong>{DEMO}</strong>{MEANING}</p>
                </aside>
            }
        })
    }
}
