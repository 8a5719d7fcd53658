//! Session log: requests of this tab.

use dom::html::{self, p, tbody, td, th, thead, tr};
use dom::{El, ev, for_each};
use leptos::prelude::{Get, RwSignal, Set};
use model::state::{Log, LogEntry};

use super::info_dialog::{CLOSE, InfoDialog};
use crate::browser::{locale, task};
use crate::store::Store;
use crate::ui::button;

const TEXT: &str = "What this tab asked of the API since you signed in, the newest first: 500 requests at most. It stays in this page, holds no key, and is forgotten when the session ends.";
const COLUMNS: [&str; 5] = ["Time", "Request", "Result", "Took", "Attempts"];

pub(super) fn session_log(store: Store) -> El {
    let said = RwSignal::new_local("");
    let copy = button("btn", "Copy the log").on(ev::click, move |_| {
        task::spawn(async move {
            // The dialog may be closed by now.
            let _gone = said.try_set(if store.copy_log().await {
                "Copied."
            } else {
                "The browser does not let this page use the clipboard."
            });
        });
    });
    let status = p()
        .class("sheet-status")
        .attr("role", "status")
        .child(move || said.get());
    let dialog = InfoDialog {
        title: "Session log".to_owned(),
        text: TEXT.to_owned(),
        parts: vec![table(store), status],
        leave: CLOSE,
        acts: vec![copy],
    };
    dialog.view(store, || ()).class("dialog dialog-wide")
}

/// Explicit roles: on a phone its rows are cards.
fn table(store: Store) -> El {
    let head = tr()
        .attr("role", "row")
        .child(COLUMNS.map(|name| th().attr("role", "columnheader").child(name)));
    let numbers = move || store.log.with(|log| log.numbers().collect());
    let row = move |number: usize| {
        store
            .log
            .with(|log: &Log| log.get(number).map(row))
            .unwrap_or_else(tr)
    };
    let rows = for_each(numbers, |number| *number, row);
    html::table()
        .class("log")
        .attr("role", "table")
        .aria("labelledby", "dialog-title")
        .child(thead().attr("role", "rowgroup").child(head))
        .child(tbody().attr("role", "rowgroup").child(rows))
}

fn row(entry: &LogEntry) -> El {
    let failed = entry.failure.is_some();
    tr().attr("role", "row")
        .child(
            cell(&locale::time_of_day(entry.sent_at)).attr("title", locale::moment(entry.sent_at)),
        )
        .child(cell(&entry.request()).class("log-request"))
        .child(cell(entry.result()).class(if failed { "log-failed" } else { "" }))
        .child(cell(&entry.duration()))
        .child(cell(&entry.attempts.to_string()).attr("data-name", COLUMNS[4]))
}

fn cell(text: &str) -> El {
    td().attr("role", "cell").child(text)
}
