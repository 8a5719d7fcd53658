//! Claims and the bulk operation whose dialog is closed: how far each is, and the way back to it.

use app::App;
use dom::html::{div, span};
use dom::{El, ev, show};

use crate::ui::button;

/// Its place in the status line; empty while nothing is under way behind the page.
pub fn background_work(app: App) -> El {
    let claims = move || app.claim.background();
    let bulk = move || app.bulk.background();
    div()
        .class("background-work")
        .child(show(
            move || claims().is_some(),
            move || {
                entry(
                    move || claims().unwrap_or_default(),
                    button("btn btn-quiet", "Show progress")
                        .on(ev::click, move |_| app.claim.show_progress()),
                )
            },
        ))
        .child(show(
            move || bulk().is_some(),
            move || {
                let name = move || match bulk() {
                    Some((true, _)) => "Show progress",
                    Some((false, _)) | None => "Show failed",
                };
                entry(
                    move || bulk().map(|(_, summary)| summary).unwrap_or_default(),
                    button("btn btn-quiet", name)
                        .id("bulk-show")
                        .on(ev::click, move |_| app.bulk.show()),
                )
            },
        ))
}

fn entry(words: impl Fn() -> String + 'static, back: El) -> El {
    div().child(span().child(words)).child(back)
}
