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
mod stand_in;
mod swap;
mod unassign;

use app::App;
use app::dialog::Dialog;
use dom::{El, Show, show_let};
use model::domain::Operation;

use crate::browser::part::{Part, Stage};

/// Draws a dialog.
pub type DialogView = fn(App, Dialog) -> El;

/// The open dialog, once its part of the program is here. Its elements stay as long as it is open; what changes of it,
/// they follow.
pub fn open_dialog(app: App, part: &'static Part<DialogView>) -> Show {
    show_let(
        move || app.dialog.id().map(|id| (id, part.stage())),
        move |(_, stage)| {
            let dialog = app.dialog.get()?;
            match stage {
                Stage::Here => part.held().map(|view| view(app, dialog)),
                Stage::Awaited => {
                    part.need();
                    Some(stand_in::awaited(app))
                }
                Stage::Failed(fault) => Some(stand_in::missing(app, part, &fault)),
            }
        },
    )
}

/// Draws the dialog itself: the beginning of its part.
pub fn dialog_view(app: App, dialog: Dialog) -> El {
    match dialog {
        Dialog::Claim { .. } => claim::claim(app),
        Dialog::Change {
            operation: Operation::Unassign,
            about,
            ..
        } => unassign::unassign(app, about.address()),
        Dialog::Change {
            operation: Operation::Release,
            about,
            ..
        } => release::release(app, about.address()),
        Dialog::Change { about, .. } => assign::assign(app, about.ip()),
        Dialog::Bulk => bulk::bulk(app),
        Dialog::Palette => palette::palette(app),
        Dialog::Shortcuts => keyboard_shortcuts::keyboard_shortcuts(app),
        Dialog::SessionLog => session_log::session_log(app),
        Dialog::Notes => notes::notes(app),
        Dialog::Note(address) => note::note(app, address),
        Dialog::SignOut => sign_out::sign_out(app),
        Dialog::Lock => sign_out::lock(app),
    }
}
