//! End of the table: more, loading, failed or complete.

use dom::html::{div, p, span, strong};
use dom::{El, effect, ev, show_let};
use model::domain::Operation;
use model::state::Tail;

use super::load_all::{is_failed, progress};
use crate::browser::sentinel::Sentinel;
use crate::store::{LoadingAll, Store};
use crate::ui::{Icon, button, icon};

/// Line below the last row. Coming into view loads the next page, as its button does.
#[must_use]
pub fn list_tail(store: Store, scroller: &El) -> El {
    let state = move || {
        let all = store.loading_all.with(|all| all.as_ref().map(is_failed));
        match all {
            Some(failed) => Some(TailState::LoadingAll { failed }),
            None => store.feed.with(|feed| state_of(feed.tail())),
        }
    };
    let line = show_let(state, move |state| match state {
        TailState::Loading => {
            let words = move || store.pause.with(|left| loading(*left));
            tail_line().child(span().class("spin").child(words))
        }
        TailState::LoadingAll { failed } => tail_line().child(all(store, failed)),
        TailState::More => {
            let more = button("btn", "Load more");
            tail_line().child(more.on(ev::click, move |_| store.load_more()))
        }
        TailState::Failed(words) => {
            let retry = button("btn", "Retry");
            failed(&words).child(retry.on(ev::click, move |_| store.retry()))
        }
    });
    let end = div().child(line);
    // The end of the results is not the end of the list.
    let is_filtered = move || store.look().is_filtered();
    let sentinel = Sentinel::watch(end.node(), scroller.node(), move || {
        if !is_filtered() {
            store.load_more();
        }
    });
    // Owned by the effect, the sentinel watches while the list is shown.
    effect(move || {
        let ready = store
            .feed
            .with(|feed| matches!(feed.tail(), Tail::Ready(_)));
        let ready = ready && !is_filtered();
        if let Some(sentinel) = sentinel.as_ref().filter(|_| ready) {
            sentinel.look_again();
        }
    });
    end
}

#[derive(Clone, PartialEq, Eq)]
enum TailState {
    Loading,
    /// Load all runs or failed; the status line has the button.
    LoadingAll {
        failed: bool,
    },
    More,
    Failed(String),
}

fn state_of(tail: &Tail) -> Option<TailState> {
    match tail {
        Tail::End(_) => None,
        Tail::Loading(..) => Some(TailState::Loading),
        Tail::Ready(_) => Some(TailState::More),
        Tail::Failed(_, failure) => {
            let words = failure.words(Operation::List).sentence();
            Some(TailState::Failed(words))
        }
    }
}

fn all(store: Store, failed: bool) -> El {
    let words = move || {
        let progress = |all: &Option<LoadingAll>| all.as_ref().map(progress);
        store.loading_all.with(progress).unwrap_or_default()
    };
    span().class(if failed { "" } else { "spin" }).child(words)
}

/// Waiting for an answer, or for the end of a rate limit.
fn loading(left: Option<u32>) -> String {
    left.map_or_else(
        || "Loading more addresses".to_owned(),
        |left| format!("The API asks to wait: going on in {left} s"),
    )
}

fn tail_line() -> El {
    div().class("tail")
}

fn failed(words: &str) -> El {
    let text = p()
        .child(strong().child("The next addresses did not load. "))
        .child(words);
    tail_line()
        .attr("role", "alert")
        .child(icon(Icon::WARNING))
        .child(text)
}
