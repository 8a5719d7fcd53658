//! What this tab did.

use model::state::{Log, LogEntry};

use super::shell::{CLOSE, Shell, button};
use crate::browser::{locale, task};
use crate::store::Store;
use crate::ui::{El, Value, el};

const TITLE: &str = "Session log";
const TEXT: &str = "What this tab asked of the API since you signed in, the newest first: 500 requests at most. It stays in this page, holds no key, and is forgotten when the session ends.";
const COPY: &str = "Copy the log";
const COPIED: &str = "Copied.";
const NOT_COPIED: &str = "The browser does not let this page use the clipboard.";
const COLUMNS: [&str; 5] = ["Time", "Request", "Result", "Took", "Attempts"];

/// The log.
pub(super) fn log_sheet(store: Store) -> El {
    let said = Value::new("");
    let shown = said.clone();
    let copy = button("btn", COPY).on_press(move || {
        let said = said.clone();
        task::begin(async move {
            said.set(if store.copy_log().await {
                COPIED
            } else {
                NOT_COPIED
            });
        });
    });
    let status = el("p")
        .class("sheet-status")
        .attr("role", "status")
        .bind_text(move || shown.get().to_owned());
    let shell = Shell {
        title: TITLE.to_owned(),
        text: TEXT.to_owned(),
        parts: vec![table(store), status],
        leave: CLOSE,
        acts: vec![copy],
    };
    shell.draw(store, || ()).class("dialog dialog-wide")
}

/// On a phone its rows are cards, so the roles are said.
fn table(store: Store) -> El {
    let head = el("tr")
        .attr("role", "row")
        .children(COLUMNS.map(|name| el("th").attr("role", "columnheader").text(name)));
    let numbers = move || {
        let text = |number: usize| number.to_string();
        store.log.with(|log| log.numbers().map(text).collect())
    };
    let row = move |number: &str| {
        let number = number.parse().unwrap_or_default();
        store
            .log
            .with_untracked(|log: &Log| log.get(number).map(row))
            .unwrap_or_else(|| el("tr"))
    };
    el("table")
        .class("log")
        .attr("role", "table")
        .attr("aria-labelledby", "dialog-title")
        .child(el("thead").attr("role", "rowgroup").child(head))
        .child(el("tbody").attr("role", "rowgroup").each(numbers, row))
}

fn row(entry: &LogEntry) -> El {
    let failed = entry.failed.is_some();
    el("tr")
        .attr("role", "row")
        .child(
            cell(&locale::time_of_day(entry.sent_at)).attr("title", &locale::moment(entry.sent_at)),
        )
        .child(cell(&entry.request()).class("log-request"))
        .child(cell(entry.result()).class(if failed { "log-failed" } else { "" }))
        .child(cell(&entry.duration()))
        .child(cell(&entry.attempts.to_string()).attr("data-name", COLUMNS[4]))
}

fn cell(text: &str) -> El {
    el("td").attr("role", "cell").text(text)
}
