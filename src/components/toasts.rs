//! Messages at the edge of the page. Successes are announced politely in a
//! `status`, failures at once as an `alert`.

use model::state::{Shortcut, find_shortcut};

use crate::browser::keyboard::Keyboard;
use crate::store::{Notice, Store};
use crate::ui::{El, Icon, el, icon, run};

const DISMISS: &str = "Dismiss";
const UNDO: &str = "Undo";
const UNDO_KEYS: &str = "Control+Z Meta+Z";

/// The region of the messages; it is always in the page, so that what
/// appears in it is announced.
#[must_use]
pub fn toasts(store: Store) -> El {
    let of_kind = move |failed: bool| {
        move || {
            store.notices.with(|notices| {
                let kind = notices
                    .iter()
                    .filter(|notice| notice.failure.is_some() == failed);
                kind.map(|notice| notice.id.to_string()).collect()
            })
        }
    };
    let draw = move |id: &str| {
        let notice = store.notices.with_untracked(|notices| {
            notices
                .iter()
                .find(|notice| notice.id.to_string() == id)
                .cloned()
        });
        notice.map_or_else(|| el("div"), |notice| toast(store, notice))
    };
    el("div")
        .class("toasts")
        .child(el("div").attr("role", "status").each(of_kind(false), draw))
        .child(el("div").each(of_kind(true), draw))
}

fn toast(store: Store, notice: Notice) -> El {
    let title = el("p").text(&notice.title);
    let dismiss = el("button")
        .class("icon-btn")
        .attr("type", "button")
        .attr("aria-label", DISMISS)
        .child(icon(Icon::CLOSE))
        .on_press(move || store.dismiss(notice.id));
    let offers = move || {
        let offered = store.offer.with(|it| it.as_ref().map(|it| it.id));
        offered == Some(notice.id)
    };
    let toast = el("div").class("toast");
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
            .choose(offers, move |offers| offers.then(|| undo(store)))
            .child(dismiss),
        Some(why) => toast
            .attr("data-kind", "error")
            .attr("role", "alert")
            .child(icon(Icon::WARNING))
            .child(title)
            .child(el("p").class("detail").text(&why))
            .choose(offers, move |offers| offers.then(|| way_on(store)))
            .child(dismiss),
    }
}

/// The button that takes back what the message tells, with its key.
fn undo(store: Store) -> El {
    let keyboard = Keyboard::listen(move |press, _| {
        let is_it = find_shortcut(press, false) == Some(Shortcut::Undo);
        if is_it {
            store.take_back();
        }
        is_it
    });
    // Held here, the key works as long as the button is there.
    run(Box::new(move || {
        let _held = &keyboard;
    }));
    take(store).attr("aria-keyshortcuts", UNDO_KEYS).text(UNDO)
}

/// The button that ends what stopped halfway. It has no key: it does not take anything back.
fn way_on(store: Store) -> El {
    let words = store
        .offer
        .with_untracked(|it| it.as_ref()?.instead.clone());
    take(store).text(&words.unwrap_or_default())
}

fn take(store: Store) -> El {
    let is_taken = move || {
        store
            .offer
            .with(|it| it.as_ref().is_some_and(|it| it.is_taken))
    };
    el("button")
        .class("btn btn-quiet")
        .attr("type", "button")
        .bind_flag("aria-disabled", is_taken)
        .bind_flag("data-busy", is_taken)
        .on_press(move || store.take_back())
}
