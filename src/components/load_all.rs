//! Load all: progress and buttons.

use dom::html::span;
use dom::{El, ev, show};
use model::domain::format_count;
use model::state::{AddressList, Tail};

use crate::browser::focus::{self, FocusTarget};
use crate::store::{LoadingAll, LoadingNow, Store};
use crate::ui::button;

const CANCEL: &str = "Cancel";

const ID: &str = "load-all";

/// Starts, cancels and retries, while there is more to load. One button with three names, so that the focus stays;
/// `beside` takes it when the button goes.
pub(super) fn load_all_button(store: Store, beside: El) -> El {
    let name = move || match store.loading_all.with(|all| all.as_ref().map(is_failed)) {
        None => "Load all",
        Some(false) => CANCEL,
        Some(true) => "Retry",
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
    span().child(show(shown, move || {
        button("btn btn-quiet", name)
            .id(ID)
            .on(ev::click, move |_| press())
    }))
}

/// Starts it from where the page says that more exist. The button in the status line then has the focus; this one has
/// another name, since both are in view.
pub(super) fn load_rest_button(store: Store, class: &'static str) -> El {
    let shown = move || store.feed.with(goes_on) && store.loading_all.with(Option::is_none);
    span().child(show(shown, move || {
        button(class, "Load the rest").on(ev::click, move |_| {
            store.load_all();
            let targets = [ID, "claim"].map(|id| FocusTarget::Id(id.to_owned()));
            focus::restore_focus(None, targets.into());
        })
    }))
}

pub(super) fn is_failed(all: &LoadingAll) -> bool {
    all.now == LoadingNow::Failed
}

fn goes_on(feed: &AddressList) -> bool {
    !feed.is_empty() && !matches!(feed.tail(), Tail::End(_))
}

pub(super) fn progress(all: &LoadingAll) -> String {
    let loaded = format!("{} loaded", format_count(all.loaded));
    match &all.now {
        LoadingNow::Loading => format!("Loading all: {loaded}"),
        LoadingNow::Waiting { seconds, too_many } => {
            let why = if *too_many {
                "Too many requests"
            } else {
                "A page did not load"
            };
            format!("{why}: going on in {seconds} s")
        }
        LoadingNow::Failed => format!("Stopped: {loaded}"),
    }
}
