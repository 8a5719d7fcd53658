//! The requests of this tab since signing in.

use app::App;
use dom::html::{self, p, tbody, td, th, thead, tr};
use dom::{El, ev, for_each};
use leptos::prelude::{Get, RwSignal, Set};
use model::state::{Log, LogEntry};

use super::info_dialog::InfoDialog;
use crate::browser::{device, locale, task};
use crate::ui::button;

const COLUMNS: [&str; 5] = ["Time", "Request", "Result", "Duration", "Attempts"];

pub(super) fn session_log(app: App) -> El {
    let status = RwSignal::new_local("");
    let copy = button("btn", "Copy the log").on(ev::click, move |_| {
        let text = app.request_log.with(Log::to_text);
        task::spawn(async move {
            // The dialog may be closed by then.
            let _gone = status.try_set(if device::copy(&text).await {
                "Copied."
            } else {
                "Couldn't copy: the browser blocked clipboard access."
            });
        });
    });
    let dialog = InfoDialog {
        title: "Session log".to_owned(),
        text: "Requests this tab sent to the API since you signed in, newest first, up to 500. The log stays in this page, never contains your API key, and is deleted when your session ends.".to_owned(),
        content: vec![
            table(app),
            p().class("sheet-status").attr("role", "status").child(move || status.get()),
        ],
        leave: "Close",
        actions: vec![copy],
    };
    dialog.view(app, || ()).class("dialog dialog-wide")
}

/// The table. On a phone its rows are cards, so the roles are explicit.
fn table(app: App) -> El {
    let columns = COLUMNS.map(|name| th().attr("role", "columnheader").child(name));
    let rows = for_each(
        move || app.request_log.with(|log| log.numbers().collect()),
        |number| *number,
        move |number| {
            app.request_log
                .with(|log| log.get(number).map(row))
                .unwrap_or_else(tr)
        },
    );
    html::table()
        .class("log")
        .attr("role", "table")
        .aria("labelledby", "dialog-title")
        .child(
            thead()
                .attr("role", "rowgroup")
                .child(tr().attr("role", "row").child(columns)),
        )
        .child(tbody().attr("role", "rowgroup").child(rows))
}

fn row(entry: &LogEntry) -> El {
    let cell = |text: &str| td().attr("role", "cell").child(text);
    let failed = if entry.failure.is_some() {
        "log-failed"
    } else {
        ""
    };
    let time = cell(&locale::time_of_day(entry.sent_at));
    tr().attr("role", "row")
        .child(time.attr("title", locale::moment(entry.sent_at)))
        .child(cell(&entry.request()).class("log-request"))
        .child(cell(entry.result()).class(failed))
        .child(cell(&entry.duration()))
        .child(cell(&entry.attempts.to_string()).attr("data-name", COLUMNS[4]))
}
