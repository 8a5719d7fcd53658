//! The dialog over the page, one at a time: a `FormDialog` asks the API, an
//! `InfoDialog` does not.

mod assign;
mod bulk;
mod claim;
mod curl_preview;
mod form_dialog;
mod from_to;
mod info_dialog;
mod keyboard_shortcuts;
mod machine_picker;
mod note;
mod notes;
mod palette;
mod release;
mod session_log;
mod sign_out;
mod swap;
mod unassign;

use app::App;
use app::dialog::Dialog;
use dom::{El, Show, show_let};
use model::domain::Operation;

/// The open dialog. Its elements stay as long as it is open; what changes of it, they follow.
pub fn open_dialog(app: App) -> Show {
    show_let(
        move || app.dialog.id(),
        move |_| app.dialog.get().map(|dialog| view(app, dialog)),
    )
}

fn view(app: App, dialog: Dialog) -> El {
    match dialog {
        Dialog::Claim { .. } => claim::claim(app),
        Dialog::Change {
            operation: Operation::Unassign,
            ip,
            ..
        } => unassign::unassign(app, &ip),
        Dialog::Change {
            operation: Operation::Release,
            ip,
            ..
        } => release::release(app, &ip),
        Dialog::Change { operation, ip, .. } => assign::assign(app, operation, ip),
        Dialog::Bulk => bulk::bulk(app),
        Dialog::Palette => palette::palette(app),
        Dialog::Shortcuts => keyboard_shortcuts::keyboard_shortcuts(app),
        Dialog::SessionLog => session_log::session_log(app),
        Dialog::Notes => notes::notes(app),
        Dialog::Note(address) => note::note(app, address),
        Dialog::SignOut => sign_out::sign_out(app),
    }
}
