//! The requests behind a form, as curl commands without the key.

use app::App;
use dom::html::{code, details, pre, span, summary};
use dom::{El, ev};
use leptos::prelude::{Get, RwSignal, Set};
use model::wire::{Request, curl};

use crate::browser::{address_bar, device, task};
use crate::ui::button;

/// The commands, folded. They follow what is typed.
pub(super) fn curl_preview(app: App, requests: impl Fn() -> Vec<Request> + 'static) -> El {
    let text = std::rc::Rc::new(move || {
        let base = app.config.api_base.absolute(&address_bar::origin());
        let commands: Vec<String> = requests()
            .iter()
            .map(|request| curl(&base, request))
            .collect();
        commands.join("\n")
    });
    let status = RwSignal::new_local("");
    let shown = text.clone();
    let copy = button("btn", "Copy the call").on(ev::click, move |_| {
        let text = text();
        task::spawn(async move {
            // The form may be closed by now.
            let _gone = status.try_set(if device::copy(&text).await {
                "Copied"
            } else {
                "Not copied: the browser does not let this page use the clipboard. Select the text and copy it."
            });
        });
    });
    details()
        .class("remedy call")
        .child(summary().child("Show the call"))
        .child(pre().child(code().child(move || shown())))
        .child(copy)
        .child(
            span()
                .class("hint")
                .attr("role", "status")
                .child(move || status.get()),
        )
}
