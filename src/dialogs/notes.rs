//! Notes dialog: number of notes, export and import.

use dom::html::{div, p};
use dom::{El, ev, show_let};
use leptos::prelude::{Get, LocalStorage, RwSignal, Set};
use model::domain::format_count;
use model::state::Notes;

use super::info_dialog::{CLOSE, InfoDialog, keep_notes};
use crate::browser::{task, upload};
use crate::store::Store;
use crate::ui::{button, error_notice, file_button};

const LOCAL: &str = "Notes on addresses are kept in this browser only, not sent anywhere. A file takes them to another browser or a colleague.";
/// One byte above the limit, so that a larger file is noticed.
const MOST: f64 = 4_000_001.0;

/// Outcome of the last file.
#[derive(Clone, PartialEq, Eq)]
enum Said {
    Nothing,
    Done(String),
    Failed(&'static str, &'static str),
}

pub(super) fn notes_dialog(store: Store) -> El {
    let said = RwSignal::new_local(Said::Nothing);
    let export = export(store, said);
    let dialog = InfoDialog {
        title: "Notes".to_owned(),
        text: LOCAL.to_owned(),
        parts: vec![
            p().child(move || count(store.notes.with(Notes::len))),
            keep_notes(store),
            done(said),
            failed(said),
        ],
        leave: CLOSE,
        acts: vec![import(store, said), export],
    };
    dialog.view(store, || ())
}

/// Always in the page, so that it is announced.
fn done(said: RwSignal<Said, LocalStorage>) -> El {
    let words = move || match said.get() {
        Said::Done(words) => words,
        Said::Nothing | Said::Failed(..) => String::new(),
    };
    p().class("sheet-status")
        .attr("role", "status")
        .child(words)
}

/// An alert beside the status, not in it, so that it is announced once.
fn failed(said: RwSignal<Said, LocalStorage>) -> El {
    let failure = move || match said.get() {
        Said::Failed(title, why) => Some((title, why)),
        Said::Nothing | Said::Done(_) => None,
    };
    let notice = show_let(failure, |(title, why)| error_notice(title, &[why]));
    div()
        .class("sheet-status")
        .child(div().class("slot").child(notice))
}

fn export(store: Store, said: RwSignal<Said, LocalStorage>) -> El {
    button("btn", "Export notes")
        .aria("disabled", move || store.notes.with(Notes::is_empty))
        .on(ev::click, move |_| {
            let count = store.notes.with(Notes::len);
            if count == 0 {
                return;
            }
            said.set(if store.export_notes() {
                Said::Done(exported(count))
            } else {
                Said::Failed(
                    "Nothing was exported",
                    "The browser could not make the file.",
                )
            });
        })
}

fn exported(notes: usize) -> String {
    match notes {
        1 => "Exported 1 note.".to_owned(),
        count => format!("Exported {} notes.", format_count(count)),
    }
}

fn import(store: Store, said: RwSignal<Said, LocalStorage>) -> El {
    file_button("Import notes", ".json,application/json", move |field| {
        let field = field.clone();
        task::spawn(async move {
            if let Some(text) = upload::read(&field, MOST).await {
                let done = match store.import_notes(&text) {
                    Ok(done) => Said::Done(done.words()),
                    Err(problem) => Said::Failed("Nothing was imported", problem.words()),
                };
                // The dialog may be closed by now.
                let _gone = said.try_set(done);
            }
        });
    })
}

fn count(notes: usize) -> String {
    match notes {
        0 => "No address has a note yet.".to_owned(),
        1 => "1 address has a note.".to_owned(),
        count => format!("{} addresses have a note.", format_count(count)),
    }
}
