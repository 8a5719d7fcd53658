//! Result count of a search or filter; or that a partly loaded list is sorted as far as it is loaded.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use dom::html::{div, p};
use dom::{El, effect, show};
use leptos::prelude::set_timeout;
use model::domain::format_count;
use model::state::{AddressList, ListEnd, SortBy, Tail, View, ViewOptions};

use super::load_all::load_rest_button;
use crate::store::Store;

/// Announce results once typing has paused.
const PAUSE: Duration = Duration::from_millis(700);

/// Empty while everything loaded is shown in the order of the service.
#[must_use]
pub fn result_summary(store: Store) -> El {
    let words = move || {
        let options = store.look();
        store.with_view(|feed, view| words(feed, view, &options))
    };
    div()
        .class("found")
        .child(p().child(words))
        .child(show(
            move || !words().is_empty() && store.with_view(has_rows),
            move || load_rest_button(store, "btn btn-quiet"),
        ))
        .child(announcer(words))
}

/// Announces the summary, not at each letter.
fn announcer(words: impl Fn() -> String + 'static) -> El {
    let status = p().class("sr-only").attr("role", "status");
    let spoken = status.clone();
    let newest = Rc::new(Cell::new(0_u32));
    effect(move || {
        let words = words();
        let turn = newest.get() + 1;
        newest.set(turn);
        let (newest, spoken) = (newest.clone(), spoken.clone());
        set_timeout(
            move || {
                if newest.get() == turn {
                    spoken.node().set_text_content(Some(&words));
                }
            },
            PAUSE,
        );
    });
    status
}

/// Without rows, `no_results` has the button.
fn has_rows(feed: &AddressList, view: &View) -> bool {
    !view.rows(feed).is_empty()
}

fn words(feed: &AddressList, view: &View, options: &ViewOptions) -> String {
    let listed = format_count(view.total());
    let end = match feed.tail() {
        Tail::End(ListEnd::Complete) => "",
        Tail::End(ListEnd::Incomplete(_)) => " loaded, more may exist",
        Tail::Ready(_) | Tail::Loading(..) | Tail::Failed(..) => " loaded, more exist",
    };
    if view.total() == 0 {
        String::new()
    } else if options.is_filtered() {
        let found = format_count(view.rows(feed).len());
        format!("{found} found in {listed}{end}")
    } else if options.sort.by != SortBy::Claimed && !end.is_empty() {
        format!("Sorted among the {listed}{end}")
    } else {
        String::new()
    }
}
