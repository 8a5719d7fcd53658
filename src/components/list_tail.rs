//! The end of the table: more, coming, failed, or really the end.

use model::domain::Operation;
use model::state::Tail;

use super::load_all::{is_failed, progress};
use crate::browser::sentinel::Sentinel;
use crate::store::{LoadingAll, Store};
use crate::ui::{El, Icon, el, icon, run};

const MORE: &str = "Load more";
const LOADING: &str = "Loading more addresses";
const PAUSED: &str = "The API asks to wait: going on in ";
const NOT_LOADED: &str = "The next addresses did not load. ";
const RETRY: &str = "Retry";

/// What stands below the last row. When it comes into view it loads the next
/// page, just as its button does.
#[must_use]
pub fn list_tail(store: Store, scroller: &El) -> El {
    let end = el("div").choose(
        move || {
            let all = store.loading_all.with(|all| all.as_ref().map(is_failed));
            let loading_all = all.map(|failed| Shown::All { failed });
            loading_all.unwrap_or_else(|| store.feed.with(|feed| tail_of(feed.tail())))
        },
        move |tail| match tail {
            Shown::End => None,
            Shown::Loading => {
                let words = move || store.pause.with(|left| loading(*left));
                Some(tail_line().child(el("span").class("spin").bind_text(words)))
            }
            Shown::All { failed } => Some(tail_line().child(all(store, *failed))),
            Shown::More => {
                Some(tail_line().child(button(MORE).on_press(move || store.load_more())))
            }
            Shown::Failed(words) => {
                Some(failed(words).child(button(RETRY).on_press(move || store.retry())))
            }
        },
    );
    // The end of what was found says nothing about the end of what is loaded.
    let is_choosing = move || store.look().is_filtered();
    let sentinel = Sentinel::watch(end.node(), scroller.node(), move || {
        if !leptos::prelude::untrack(is_choosing) {
            store.load_more();
        }
    });
    // Held here, the sentinel watches as long as the list is shown.
    run(Box::new(move || {
        let ready = store
            .feed
            .with(|feed| matches!(feed.tail(), Tail::Ready(_)));
        let ready = ready && !is_choosing();
        if let Some(sentinel) = sentinel.as_ref().filter(|_| ready) {
            sentinel.look_again();
        }
    }));
    end
}

#[derive(Clone, PartialEq, Eq)]
enum Shown {
    End,
    Loading,
    /// Everything is being loaded, or was until it failed; the status line has the button.
    All {
        failed: bool,
    },
    More,
    Failed(String),
}

fn tail_of(tail: &Tail) -> Shown {
    match tail {
        Tail::End(_) => Shown::End,
        Tail::Loading(..) => Shown::Loading,
        Tail::Ready(_) => Shown::More,
        Tail::Failed(_, failure) => Shown::Failed(failure.words(Operation::List).sentence()),
    }
}

fn all(store: Store, failed: bool) -> El {
    let words = move || {
        let progress = |all: &Option<LoadingAll>| all.as_ref().map(progress);
        store.loading_all.with(progress).unwrap_or_default()
    };
    el("span")
        .class(if failed { "" } else { "spin" })
        .bind_text(words)
}

/// What is being waited for: an answer, or the end of a wait that the API asked for.
fn loading(left: Option<u32>) -> String {
    left.map_or_else(
        || LOADING.to_owned(),
        |left| [PAUSED, &left.to_string(), " s"].concat(),
    )
}

fn tail_line() -> El {
    el("div").class("tail")
}

fn failed(words: &str) -> El {
    let text = el("p")
        .child(el("strong").text(NOT_LOADED))
        .then_text(words);
    tail_line()
        .attr("role", "alert")
        .child(icon(Icon::WARNING))
        .child(text)
}

fn button(text: &str) -> El {
    el("button").class("btn").attr("type", "button").text(text)
}
