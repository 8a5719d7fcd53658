//! All notes: their number, export to a file and import of one.

use app::App;
use dom::html::{div, p};
use dom::{El, ev, show_let};
use leptos::prelude::{Get, LocalStorage, RwSignal, Set};
use model::domain::format_count;
use model::state::Notes;

use super::info_dialog::{InfoDialog, keep_notes};
use crate::browser::{task, upload};
use crate::ui::{button, error_notice, file_button};

/// A little more than is read, so that a file that is too large shows as such.
const MAX_BYTES: f64 = 4_000_001.0;

/// The outcome of an export or import.
#[derive(Clone, PartialEq, Eq)]
enum Outcome {
    None,
    Done(String),
    Failed(&'static str, &'static str),
}

type OutcomeSignal = RwSignal<Outcome, LocalStorage>;

pub(super) fn notes(app: App) -> El {
    let outcome = RwSignal::new_local(Outcome::None);
    let count = move || match app.notes.with(Notes::len) {
        0 => "No notes yet.".to_owned(),
        1 => "1 address has a note.".to_owned(),
        count => format!("{} addresses have a note.", format_count(count)),
    };
    let dialog = InfoDialog {
        title: "Notes".to_owned(),
        text: "Notes are saved in this browser only and never sent anywhere. Export them to use them in another browser or share them with a teammate.".to_owned(),
        content: vec![p().child(count), keep_notes(app), success(outcome), failure(outcome)],
        leave: "Close",
        actions: vec![import(app, outcome), export(app, outcome)],
    };
    dialog.view(app, || ())
}

/// The status is always in the page, so that its text is announced when it appears.
fn success(outcome: OutcomeSignal) -> El {
    let words = move || match outcome.get() {
        Outcome::Done(words) => words,
        Outcome::None | Outcome::Failed(..) => String::new(),
    };
    p().class("sheet-status")
        .attr("role", "status")
        .child(words)
}

/// A failure is an alert, beside the status and not in it, so that it is announced once.
fn failure(outcome: OutcomeSignal) -> El {
    let failure = move || match outcome.get() {
        Outcome::Failed(title, why) => Some((title, why)),
        Outcome::None | Outcome::Done(_) => None,
    };
    let notice = show_let(failure, |(title, why)| error_notice(title, &[why]));
    div()
        .class("sheet-status")
        .child(div().class("slot").child(notice))
}

fn export(app: App, outcome: OutcomeSignal) -> El {
    button("btn", "Export notes")
        .aria("disabled", move || app.notes.with(Notes::is_empty))
        .on(ev::click, move |_| {
            let exported = match app.notes.with(Notes::len) {
                0 => return,
                1 => "Exported 1 note.".to_owned(),
                count => format!("Exported {} notes.", format_count(count)),
            };
            outcome.set(if app.notes.export() {
                Outcome::Done(exported)
            } else {
                Outcome::Failed(
                    "Couldn't export the notes",
                    "The browser couldn't create the file.",
                )
            });
        })
}

fn import(app: App, outcome: OutcomeSignal) -> El {
    file_button("Import notes", ".json,application/json", move |input| {
        let input = input.clone();
        task::spawn(async move {
            if let Some(text) = upload::read(&input, MAX_BYTES).await {
                // The dialog may be closed by then.
                let _gone = outcome.try_set(match app.notes.import(&text) {
                    Ok(summary) => Outcome::Done(summary.words()),
                    Err(error) => Outcome::Failed("Couldn't import the notes", error.words()),
                });
            }
        });
    })
}
