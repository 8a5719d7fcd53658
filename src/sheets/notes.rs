//! All notes: how many there are, into a file and out of one.

use model::domain::format_count;
use model::state::Notes;
use web_sys::HtmlInputElement;

use super::shell::{CLOSE, Shell, button, keep_notes};
use crate::browser::{task, upload};
use crate::store::Store;
use crate::ui::{El, Value, el, error_notice};

const TITLE: &str = "Notes";
const LOCAL: &str = "Notes on addresses are kept in this browser only, not sent anywhere. A file takes them to another browser or a colleague.";
const NONE: &str = "No address has a note yet.";
const EXPORT: &str = "Export notes";
const IMPORT: &str = "Import notes";
const NOT_IMPORTED: &str = "Nothing was imported";
const NOT_EXPORTED: &str = "Nothing was exported";
const NO_FILE: &str = "The browser could not make the file.";
/// A little more than is ever read, so that a file that is too large is noticed.
const MOST: f64 = 4_000_001.0;

/// What came of a file.
#[derive(Clone, PartialEq, Eq)]
enum Said {
    Nothing,
    Done(String),
    Failed(&'static str, &'static str),
}

/// The dialog.
pub(super) fn notes_sheet(store: Store) -> El {
    let said = Value::new(Said::Nothing);
    let export = export(store, said.clone());
    let shell = Shell {
        title: TITLE.to_owned(),
        text: LOCAL.to_owned(),
        parts: vec![
            el("p").bind_text(move || count(store.notes.with(Notes::len))),
            keep_notes(store),
            done(said.clone()),
            failed(said.clone()),
        ],
        leave: CLOSE,
        acts: vec![import(store, said), export],
    };
    shell.draw(store, || ())
}

/// What worked. It is always there, so that what appears in it is announced.
fn done(said: Value<Said>) -> El {
    let words = move || match said.get() {
        Said::Done(words) => words,
        Said::Nothing | Said::Failed(..) => String::new(),
    };
    el("p")
        .class("sheet-status")
        .attr("role", "status")
        .bind_text(words)
}

/// What failed: an alert of its own, beside what worked and not in it, so that it is said once.
fn failed(said: Value<Said>) -> El {
    el("div")
        .class("sheet-status")
        .child(el("div").class("slot").choose(
            move || said.get(),
            |said| match said {
                Said::Nothing | Said::Done(_) => None,
                Said::Failed(title, why) => Some(error_notice(title, &[*why])),
            },
        ))
}

fn export(store: Store, said: Value<Said>) -> El {
    button("btn", EXPORT)
        .bind_flag("aria-disabled", move || store.notes.with(Notes::is_empty))
        .on_press(move || {
            let count = store.notes.with_untracked(Notes::len);
            if count == 0 {
                return;
            }
            said.set(if store.export_notes() {
                Said::Done(exported(count))
            } else {
                Said::Failed(NOT_EXPORTED, NO_FILE)
            });
        })
}

fn exported(notes: usize) -> String {
    match notes {
        1 => "Exported 1 note.".to_owned(),
        count => ["Exported ", &format_count(count), " notes."].concat(),
    }
}

/// A field for a file that looks like a button.
fn import(store: Store, said: Value<Said>) -> El {
    let input = el("input")
        .class("sr-only")
        .attr("type", "file")
        .attr("accept", ".json,application/json");
    let field: HtmlInputElement = input.node_as();
    let input = input.on("change", move |_| {
        let (field, said) = (field.clone(), said.clone());
        task::begin(async move {
            if let Some(text) = upload::read(&field, MOST).await {
                said.set(match store.import_notes(&text) {
                    Ok(done) => Said::Done(done.words()),
                    Err(problem) => Said::Failed(NOT_IMPORTED, problem.words()),
                });
            }
        });
    });
    el("label")
        .class("btn btn-file")
        .child(input)
        .child(el("span").text(IMPORT))
}

fn count(notes: usize) -> String {
    match notes {
        0 => NONE.to_owned(),
        1 => "1 address has a note.".to_owned(),
        count => [&format_count(count), " addresses have a note."].concat(),
    }
}
