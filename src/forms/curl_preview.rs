//! The request of a form as a curl command, without the key.

use dom::html::{code, details, pre, span, summary};
use dom::{El, ev};
use leptos::prelude::{Get, RwSignal, Set};
use model::wire::{Request, curl};

use crate::browser::{clipboard, location, task};
use crate::store::Store;
use crate::ui::button;

const NOT_COPIED: &str = "Not copied: the browser does not let this page use the clipboard. Select the text and copy it.";

/// Folded; follows the fields.
pub(super) fn curl_preview(store: Store, requests: impl Fn() -> Vec<Request> + 'static) -> El {
    let text = std::rc::Rc::new(move || {
        let base = store.config.api_base.absolute(&location::origin());
        let commands: Vec<String> = requests().iter().map(|it| curl(&base, it)).collect();
        commands.join("\n")
    });
    let said = RwSignal::new_local("");
    let copy = button("btn", "Copy the call").on(ev::click, {
        let text = text.clone();
        move |_| {
            let text = text();
            task::spawn(async move {
                let copied = clipboard::copy(&text).await;
                // The form may be closed by now.
                let _gone = said.try_set(if copied { "Copied" } else { NOT_COPIED });
            });
        }
    });
    details()
        .class("remedy call")
        .child(summary().child("Show the call"))
        .child(pre().child(code().child(move || text())))
        .child(copy)
        .child(
            span()
                .class("hint")
                .attr("role", "status")
                .child(move || said.get()),
        )
}
