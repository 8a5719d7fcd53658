//! Deep links: each opens the form of a command once its address is there. It never acts.

use std::cell::Cell;

use model::domain::{Address, capability};
use model::state::{DeepLink, Tail};
use reactive_graph::graph::untrack;

use crate::App;
use crate::commands::{Command, RowCommand};
use crate::task::follow;
use crate::toasts::{Toast, ToastId};

/// The title of the message about a link that opens nothing.
const TITLE: &str = "Couldn't open the link";

/// What a link leads to, as things stand now.
enum Target {
    /// The form of a command.
    Form(Command),
    /// Nothing, for this reason.
    Nothing(String),
    /// Its address is being loaded.
    Loading,
    /// Its address is on no page so far, and no page is being loaded.
    NotLoaded(Address),
}

/// Opens what links name, from now on.
pub(crate) fn start(app: App) {
    // The message that an address is not loaded, with its link.
    let told: Cell<Option<(DeepLink, ToastId)>> = Cell::new(None);
    follow(move || {
        let Some(link) = app.route.link() else {
            return;
        };
        if app.session.mode().is_none() || app.dialog.is_open() {
            return;
        }
        // Tracked: the address may be on a page still to come.
        let target = target(app, link);
        untrack(|| match target {
            Target::Loading => {}
            Target::NotLoaded(address) => {
                if told.get().is_none_or(|(earlier, _)| earlier != link) {
                    let details = format!(
                        "{address} isn't among the loaded addresses. Once it is loaded, the link opens."
                    );
                    told.set(Some((link, app.toasts.add(Toast::error(TITLE, details)))));
                }
            }
            Target::Form(command) => {
                if let Some((_, toast)) = told.take() {
                    app.toasts.dismiss(toast);
                }
                app.route.clear_link();
                command.run(app);
                end(app);
            }
            Target::Nothing(reason) => {
                app.route.clear_link();
                app.toasts.error(TITLE, reason);
                end(app);
            }
        });
    });
}

fn target(app: App, link: DeepLink) -> Target {
    let (operation, address) = match link {
        DeepLink::Claim => return Target::Form(Command::Claim),
        DeepLink::Change(operation, address) => (operation, address),
        DeepLink::Unknown => {
            let reason = "It names no action of the panel, or no valid address for it.";
            return Target::Nothing(reason.to_owned());
        }
    };
    let is_loading_all = app.list.is_loading_all();
    app.list.with(|list| match list.get(address) {
        Some(ip) => match capability::check(operation, ip.machine.is_some(), None) {
            Ok(()) => match RowCommand::of(operation) {
                Some(command) => Target::Form(Command::Row(command, address)),
                None => Target::Loading,
            },
            Err(reason) => Target::Nothing(reason.words().to_owned()),
        },
        None if list.covers(list.query()) => {
            Target::Nothing(format!("{address} isn't in the list."))
        }
        None => match list.tail() {
            Tail::Ready(_) | Tail::Failed(..) if !list.is_empty() && !is_loading_all => {
                Target::NotLoaded(address)
            }
            Tail::End(_) => Target::NotLoaded(address),
            Tail::Ready(_) | Tail::Failed(..) | Tail::Loading(..) => Target::Loading,
        },
    })
}

/// The link of an open form stays in the address bar until the form closes.
fn end(app: App) {
    if !app.dialog.is_open() {
        app.route.remove_link();
    }
}
