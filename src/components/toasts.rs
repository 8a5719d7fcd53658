//! Toasts. Successes are announced in a `status`, failures as an `alert`.

use app::App;
use app::toasts::{Toast, ToastKind};
use dom::html::{div, p};
use dom::{El, ev, for_each, show_let};
use leptos::prelude::{Get, RwSignal, Update};

use crate::browser::height::publish_height;
use crate::ui::{Icon, button, icon, icon_button};

/// Always in the page, so that new toasts are announced.
pub fn toasts(app: App) -> El {
    let list = move |of_errors: bool| {
        let toasts = move || {
            let mut toasts = app.toasts.get();
            toasts.retain(|toast| (toast.kind == ToastKind::Error) == of_errors);
            toasts
        };
        for_each(toasts, |toast| toast.id, move |toast| view(app, &toast))
    };
    let toasts = div()
        .class("toasts")
        .child(div().attr("role", "status").child(list(false)))
        .child(div().child(list(true)));
    publish_height(toasts.node_as(), "--toasts");
    toasts
}

fn view(app: App, toast: &Toast) -> El {
    let (id, is_error) = (toast.id, toast.kind == ToastKind::Error);
    let (kind, drawing) = match toast.kind {
        ToastKind::Success => ("ok", Icon::CHECK),
        ToastKind::Reason => ("info", Icon::INFO),
        ToastKind::Error => ("error", Icon::WARNING),
    };
    // It goes when another toast has one.
    let action = move || {
        app.toasts
            .actionable()
            .filter(|toast| toast.id == id)?
            .action
    };
    let label = move || action().map(|action| action.label);
    let is_running = move || action().is_some_and(|action| action.is_running);
    let action_button = move |label: String| {
        button("btn btn-quiet", label)
            .aria("keyshortcuts", (!is_error).then_some("Control+Z Meta+Z"))
            .aria("disabled", is_running)
            .attr("data-busy", is_running)
            .on(ev::click, move |_| app.changes.accept_offer())
    };
    let details = toast.details.as_ref();
    let is_unfolded = RwSignal::new_local(false);
    let unfold = details.map(|_| {
        icon_button(icon(Icon::DOWN), "Details")
            .aria("expanded", move || is_unfolded.get())
            .on(ev::click, move |_| is_unfolded.update(|it| *it = !*it))
    });
    div()
        .class("toast")
        .attr("data-kind", kind)
        .attr("data-unfolded", move || is_unfolded.get())
        .attr("role", is_error.then_some("alert"))
        .child(icon(drawing))
        .child(p().attr("title", &toast.title).child(&toast.title))
        .child(details.map(|details| p().class("detail").child(details)))
        .child(unfold)
        .child(show_let(label, action_button))
        .child(
            icon_button(icon(Icon::CLOSE), "Dismiss")
                .on(ev::click, move |_| app.toasts.dismiss(id)),
        )
}
