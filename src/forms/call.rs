//! The call behind a form, as a command: what would be sent, without the key.

use model::wire::{Request, curl};

use crate::browser::{clipboard, location, task};
use crate::store::Store;
use crate::ui::{El, Value, el};

const SHOW: &str = "Show the call";
const COPY: &str = "Copy the call";
const COPIED: &str = "Copied";
const NOT_COPIED: &str = "Not copied: the browser does not let this page use the clipboard. Select the text and copy it.";

/// The command, folded; it follows what is typed.
pub(super) fn call(store: Store, requests: impl Fn() -> Vec<Request> + 'static) -> El {
    let text = std::rc::Rc::new(move || {
        let base = store.config.api_base.absolute(&location::origin());
        let commands: Vec<String> = requests().iter().map(|it| curl(&base, it)).collect();
        commands.join("\n")
    });
    let said = Value::new("");
    let copy = el("button")
        .class("btn")
        .attr("type", "button")
        .text(COPY)
        .on_press({
            let (text, said) = (text.clone(), said.clone());
            move || {
                let (text, said) = (leptos::prelude::untrack(|| text()), said.clone());
                task::begin(async move {
                    let copied = clipboard::copy(&text).await;
                    said.set(if copied { COPIED } else { NOT_COPIED });
                });
            }
        });
    el("details")
        .class("remedy call")
        .child(el("summary").text(SHOW))
        .child(el("pre").child(el("code").bind_text(move || text())))
        .child(copy)
        .child(
            el("span")
                .class("hint")
                .attr("role", "status")
                .bind_text(move || said.get().to_owned()),
        )
}
