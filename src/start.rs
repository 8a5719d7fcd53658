//! Start: from the empty page to the panel.

use std::rc::Rc;

use app::App;
use dom::{El, switch};
use leptos::mount::mount_to;
use model::wire::{Config, ConfigProblem};
use web_sys::Element;

use crate::browser::config::read_config;
use crate::browser::tabs::TabChannel;
use crate::browser::{crash, events, locale, page, ports, task};
use crate::components::toasts;
use crate::pages::{addresses_page, config_error_page, sign_in_page};

/// Reads `config.json`, then replaces the shell of `index.html`, which stays painted until then.
pub fn start() {
    crash::report_panics();
    locale::set_number_format();
    task::spawn(async {
        let config = read_config().await;
        if let Some(root) = page::emptied_app() {
            let place = El::from(Element::from(root.clone()));
            // Leptos sets up effects and the root owner; `dom` puts the elements in.
            mount_to(root, move || draw(place, config)).forget();
        }
    });
}

fn draw(root: El, config: Result<Config, ConfigProblem>) {
    let _drawn = match config {
        Err(problem) => root.child(config_error_page(problem)),
        Ok(config) => {
            let app = open(config);
            let is_signed_in = move || app.session.mode().is_some();
            let page = switch(is_signed_in, move |is_signed_in| {
                if is_signed_in {
                    addresses_page(app)
                } else {
                    sign_in_page(app)
                }
            });
            root.child(page).child(toasts(app))
        }
    };
}

/// Starts the application in this browser, and resumes the session that the tab has stored.
fn open(config: Config) -> App {
    let tabs = Rc::new(TabChannel::open());
    let app = App::new(ports::ports(tabs.clone()), config);
    events::listen(app, &tabs);
    app.restore();
    app
}
