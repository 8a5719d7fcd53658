//! Start: from the empty page to the panel.

use dom::{El, switch};
use leptos::mount::mount_to;
use model::wire::{Config, ConfigProblem};
use web_sys::Element;

use crate::browser::{crash, locale, page, task, transport};
use crate::components::toasts;
use crate::pages::{addresses_page, config_error_page, sign_in_page};
use crate::store::Store;

/// Reads `config.json`, then replaces the shell of `index.html`, which stays painted until then.
pub fn start() {
    crash::report_panics();
    locale::set_number_format();
    task::spawn(async {
        let config = transport::read_config().await;
        if let Some(app) = page::emptied_app() {
            let place = El::from(Element::from(app.clone()));
            // Leptos sets up effects and the root owner; `dom` puts the elements in.
            mount_to(app, move || draw(place, config)).forget();
        }
    });
}

fn draw(app: El, config: Result<Config, ConfigProblem>) {
    let _drawn = match config {
        Err(problem) => app.child(config_error_page(problem)),
        Ok(config) => {
            let store = Store::new(config);
            store.restore();
            let is_signed_in = move || store.session.with(|session| session.mode().is_some());
            let page = switch(is_signed_in, move |is_signed_in| {
                if is_signed_in {
                    addresses_page(store)
                } else {
                    sign_in_page(store)
                }
            });
            app.child(page).child(toasts(store))
        }
    };
}
