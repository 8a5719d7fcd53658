//! Toasts. Successes are announced in a `status`, failures as an `alert`.

use dom::html::{div, p};
use dom::{El, ev, for_each, keep, show};
use model::state::{Shortcut, find_shortcut};

use crate::browser::keyboard::Keyboard;
use crate::store::{Notice, Store};
use crate::ui::{Icon, button, icon, icon_button};

/// Always in the page, so that new toasts are announced.
#[must_use]
pub fn toasts(store: Store) -> El {
    let of_kind = move |failed: bool| {
        let notices = move || {
            store.notices.with(|notices| {
                let kind = notices
                    .iter()
                    .filter(|notice| notice.failure.is_some() == failed);
                kind.cloned().collect()
            })
        };
        for_each(
            notices,
            |notice| notice.id,
            move |notice| toast(store, notice),
        )
    };
    div()
        .class("toasts")
        .child(div().attr("role", "status").child(of_kind(false)))
        .child(div().child(of_kind(true)))
}

fn toast(store: Store, notice: Notice) -> El {
    let title = p().child(&notice.title);
    let dismiss =
        icon_button(icon(Icon::CLOSE), "Dismiss").on(ev::click, move |_| store.dismiss(notice.id));
    let offers = move || {
        let offered = store.offer.with(|it| it.as_ref().map(|it| it.id));
        offered == Some(notice.id)
    };
    let toast = div().class("toast");
    match notice.failure {
        None if notice.is_reason => toast
            .attr("data-kind", "info")
            .child(icon(Icon::INFO))
            .child(title)
            .child(dismiss),
        None => toast
            .attr("data-kind", "ok")
            .child(icon(Icon::CHECK))
            .child(title)
            .child(show(offers, move || undo(store)))
            .child(dismiss),
        Some(why) => toast
            .attr("data-kind", "error")
            .attr("role", "alert")
            .child(icon(Icon::WARNING))
            .child(title)
            .child(p().class("detail").child(&why))
            .child(show(offers, move || way_on(store)))
            .child(dismiss),
    }
}

/// Undo button with its shortcut, which works while the button is shown.
fn undo(store: Store) -> El {
    keep(Keyboard::listen(move |press, _| {
        let is_it = find_shortcut(press, false) == Some(Shortcut::Undo);
        if is_it {
            store.take_back();
        }
        is_it
    }));
    take(store, "Undo").aria("keyshortcuts", "Control+Z Meta+Z")
}

/// Completes a swap that stopped halfway. No shortcut: it undoes nothing.
fn way_on(store: Store) -> El {
    let words = store.offer.with(|it| it.as_ref()?.instead.clone());
    take(store, &words.unwrap_or_default())
}

fn take(store: Store, words: &str) -> El {
    let is_taken = move || {
        store
            .offer
            .with(|it| it.as_ref().is_some_and(|it| it.is_taken))
    };
    button("btn btn-quiet", words)
        .aria("disabled", is_taken)
        .attr("data-busy", is_taken)
        .on(ev::click, move |_| store.take_back())
}
