//! From the empty page to the panel.

use leptos::prelude::*;
use model::wire::{Config, ConfigProblem};
use wasm_bindgen_futures::spawn_local;

use crate::browser::{crash, page, transport};
use crate::components::{Tick, Toasts};
use crate::pages::{AddressesPage, ConfigErrorPage, SignInPage};
use crate::store::Store;

/// Reads `config.json` and replaces the shell of `index.html` by the panel.
/// The shell stays painted until then, so nothing flickers.
pub fn start() {
    crash::report_panics();
    spawn_local(async {
        let config = transport::read_config().await;
        if let Some(app) = page::emptied_app() {
            mount_to(app, move || view! { <App config /> }).forget();
        }
    });
}

#[component]
fn App(config: Result<Config, ConfigProblem>) -> impl IntoView {
    match config {
        Err(problem) => view! { <ConfigErrorPage problem /> }.into_any(),
        Ok(config) => {
            let store = Store::new(config);
            provide_context(store);
            Tick::provide();
            store.restore();
            let signed_in =
                Memo::new(move |_| store.session.with(|session| session.mode().is_some()));
            view! {
                {move || if signed_in.get() {
                    view! { <AddressesPage /> }.into_any()
                } else {
                    view! { <SignInPage /> }.into_any()
                }}
                <Toasts />
            }
            .into_any()
        }
    }
}
