//! The requests behind a form, as curl commands without the key.

use app::App;
use dom::html::{code, details, pre, span, summary};
use dom::{El, ev};
use leptos::prelude::{Get, RwSignal, Set};
use model::wire::Preview;

use crate::browser::{address_bar, device, task};
use crate::ui::button;

/// The commands, folded. They follow what is typed.
pub(super) fn curl_preview(app: App, requests: impl Fn() -> Vec<Preview> + 'static) -> El {
    let text = std::rc::Rc::new(move || {
        let base = app.config.api_base.absolute(&address_bar::origin());
        let commands: Vec<String> = requests()
            .iter()
            .map(|request| request.curl(&base))
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
                "Couldn't copy: the browser blocked clipboard access. Select the text and copy it."
            });
        });
    });
    details()
        .class("remedy call")
        .child(summary().child("Show as curl"))
        .child(pre().child(code().child(move || shown())))
        .child(copy)
        .child(
            span()
                .class("hint")
                .attr("role", "status")
                .child(move || status.get()),
        )
}
