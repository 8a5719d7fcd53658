//! Loading a list to its end: how far it has come, and its button.

use model::domain::format_count;
use model::state::{AddressList, Tail};

use crate::browser::focus::{self, Place};
use crate::store::{LoadingAll, LoadingNow, Store};
use crate::ui::{El, el};

const LOAD_ALL: &str = "Load all";
const LOAD_REST: &str = "Load the rest";
const CANCEL: &str = "Cancel";
const RETRY: &str = "Retry";

const ID: &str = "load-all";

/// Where the button stands that begins, cancels and retries it, as long as
/// there is more to load. It is one button with three names, so that the focus
/// stays where it is; `beside` takes it when there is nothing more to press.
pub(super) fn load_all_button(store: Store, beside: El) -> El {
    let name = move || match store.loading_all.with(|all| all.as_ref().map(is_failed)) {
        None => LOAD_ALL,
        Some(false) => CANCEL,
        Some(true) => RETRY,
    };
    let press = move || match name() {
        CANCEL => store.cancel_load_all(),
        _ => store.load_all(),
    };
    let shown = move || {
        let shown = store.feed.with(goes_on);
        if !shown && focus::current().is_some_and(|element| element.id() == ID) {
            focus::take(&beside.node_as());
        }
        shown
    };
    el("span").choose(shown, move |shown| {
        let button = || {
            el("button")
                .class("btn btn-quiet")
                .attr("id", ID)
                .attr("type", "button")
                .bind_text(move || name().to_owned())
                .on_press(press)
        };
        shown.then(button)
    })
}

/// Where words say that more exist, a button that begins it, as long as it is
/// not under way. The button of the status line then has the focus. It has a
/// name of its own, since the other one is in view as well.
pub(super) fn load_rest_button(store: Store, class: &'static str) -> El {
    let shown = move || store.feed.with(goes_on) && store.loading_all.with(Option::is_none);
    el("span").choose(shown, move |shown| {
        let button = || {
            el("button")
                .class(class)
                .attr("type", "button")
                .text(LOAD_REST)
                .on_press(move || {
                    store.load_all();
                    focus::give_back(
                        None,
                        [ID, "claim"].map(|id| Place::Id(id.to_owned())).into(),
                    );
                })
        };
        shown.then(button)
    })
}

pub(super) fn is_failed(all: &LoadingAll) -> bool {
    all.now == LoadingNow::Failed
}

fn goes_on(feed: &AddressList) -> bool {
    !feed.is_empty() && !matches!(feed.tail(), Tail::End(_))
}

/// How far it has come.
pub(super) fn progress(all: &LoadingAll) -> String {
    let loaded = [&format_count(all.loaded), " loaded"].concat();
    match &all.now {
        LoadingNow::Loading => ["Loading all: ", &loaded].concat(),
        LoadingNow::Waiting { seconds, too_many } => {
            let why = if *too_many {
                "Too many requests"
            } else {
                "A page did not load"
            };
            [why, ": going on in ", &seconds.to_string(), " s"].concat()
        }
        LoadingNow::Failed => ["Stopped: ", &loaded].concat(),
    }
}
