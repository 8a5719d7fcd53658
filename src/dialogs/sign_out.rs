//! Asks before signing out deletes notes, or cuts something off as locking does too.

use app::App;
use dom::El;
use dom::html::p;
use model::domain::format_count;
use model::state::Notes;

use super::info_dialog::{InfoDialog, keep_notes};
use crate::ui::submit_button;

pub(super) fn sign_out(app: App) -> El {
    let open = open_work(app);
    let notes = app.notes.would_be_lost().then(|| notes(app));
    let mut content = Vec::new();
    if notes.is_some() && !open.is_empty() {
        content.push(p().child(open.clone()));
    }
    if notes.is_some() {
        content.push(keep_notes(app));
    }
    let dialog = InfoDialog {
        title: "Sign out".to_owned(),
        text: notes.unwrap_or(open),
        content,
        leave: "Cancel",
        actions: vec![submit_button("btn btn-primary", "Sign out")],
    };
    dialog.view(app, move || app.sign_out())
}

pub(super) fn lock(app: App) -> El {
    let dialog = InfoDialog {
        title: "Lock".to_owned(),
        text: open_work(app),
        content: Vec::new(),
        leave: "Cancel",
        actions: vec![submit_button("btn btn-primary", "Lock")],
    };
    dialog.view(app, move || app.lock())
}

fn notes(app: App) -> String {
    match app.notes.with(Notes::len) {
        1 => "1 note is saved in this browser only. Signing out deletes it unless you keep it."
            .to_owned(),
        count => format!(
            "{} notes are saved in this browser only. Signing out deletes them unless you keep them.",
            format_count(count)
        ),
    }
}

/// What is open, and what becomes of it.
fn open_work(app: App) -> String {
    let open = app.describe_open_work();
    if open.is_empty() {
        return String::new();
    }
    format!(
        "Still open: {} Nothing more of it is sent. After your next sign-in, this tab shows what became of it.",
        open.join(" ")
    )
}
