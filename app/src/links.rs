//! Deep links: each opens the form of a command once its address is there. It never acts.

use model::domain::capability;
use model::state::DeepLink;
use reactive_graph::graph::untrack;

use crate::App;
use crate::commands::{Command, RowCommand};
use crate::task::follow;

/// Opens what links name, from now on.
pub(crate) fn start(app: App) {
    follow(move || {
        let link = app.route.link();
        let is_signed_in = app.session.mode().is_some();
        let is_free = !app.dialog.is_open();
        if let Some(link) = link
            && is_signed_in
            && is_free
            // Tracked: the address may be on a page still to come.
            && let Some(command) = resolve(app, link)
        {
            untrack(|| open(app, command));
        }
    });
}

/// The command of a link, or why it opens nothing. `None` while its address may still be loaded.
fn resolve(app: App, link: DeepLink) -> Option<Result<Command, String>> {
    let (operation, address) = match link {
        DeepLink::Claim => return Some(Ok(Command::Claim)),
        DeepLink::Change(operation, address) => (operation, address),
    };
    let command = Command::Row(RowCommand::of(operation)?, address);
    let (ip, is_whole) = app
        .list
        .with(|list| (list.get(address), list.covers(list.query())));
    match ip {
        None if !is_whole => None,
        None => Some(Err(format!("{address} isn't in the list."))),
        Some(ip) => Some(
            capability::check(operation, ip.machine.is_some(), None)
                .map(|()| command)
                .map_err(|reason| reason.words().to_owned()),
        ),
    }
}

fn open(app: App, command: Result<Command, String>) {
    app.route.clear_link();
    match command {
        Ok(command) => command.run(app),
        Err(reason) => app.toasts.error("Couldn't open the link", reason),
    }
    // The link of an open form stays in the address bar until the form closes.
    if !app.dialog.is_open() {
        app.route.remove_link();
    }
}
