//! What stands in place of the rows when a search or a filter finds none.

use model::domain::format_count;
use model::state::{AddressList, Filter, ListEnd, Tail, Usage, View, ViewOptions};

use super::list_state::{actions, button};
use super::load_all::load_rest_button;
use crate::store::Store;
use crate::ui::{El, Icon, el, icon};

const CLEAR: &str = "Clear search";
const SHOW_ALL: &str = "Show all";
const WHOLE: &str = "Everything is loaded: ";
const ONLY: &str = "Only the ";
const NO_MACHINES: &str =
    "The machines could not be read, so it is not known which addresses are orphaned.";
const STILL: &str = "Which addresses are orphaned is known once all machines are read.";

/// The words and what to do.
#[must_use]
pub fn nothing_found(store: Store) -> El {
    let is_searching = move || store.look().is_searching();
    let is_filtered = move || store.look().filter != Filter::All;
    let buttons = actions()
        .choose(is_searching, move |is_searching| {
            is_searching.then(|| button("btn", CLEAR).on_press(move || store.search("")))
        })
        .choose(is_filtered, move |is_filtered| {
            is_filtered.then(|| button("btn", SHOW_ALL).on_press(move || store.filter(Filter::All)))
        })
        .child(load_rest_button(store, "btn"));
    let words = el("div")
        .class("state-words")
        .child(icon(Icon::SEARCH))
        .child(el("h2").bind_text(move || title(&store.look())))
        .child(el("p").bind_text(move || {
            let look = store.look();
            why(store, &look).map_or_else(
                || store.with_view(|feed, view| searched(feed, view, &look)),
                str::to_owned,
            )
        }))
        .child(buttons);
    el("div").class("state").child(words)
}

fn title(look: &ViewOptions) -> String {
    let used = match look.filter {
        Filter::All => "",
        Filter::Only(Usage::Assigned) => "assigned ",
        Filter::Only(Usage::Idle) => "idle ",
        Filter::Only(Usage::Orphaned) => "orphaned ",
    };
    let search = look.search.trim();
    if search.is_empty() {
        ["No ", used, "addresses"].concat()
    } else {
        ["No ", used, "address matches “", search, "”"].concat()
    }
}

/// Why no orphan can be found yet.
fn why(store: Store, look: &ViewOptions) -> Option<&'static str> {
    store.directory.with(|directory| {
        if look.filter != Filter::Only(Usage::Orphaned) || directory.is_complete() {
            None
        } else if directory.has_failed() {
            Some(NO_MACHINES)
        } else {
            Some(STILL)
        }
    })
}

/// Where it was looked for without a result.
fn searched(feed: &AddressList, view: &View, look: &ViewOptions) -> String {
    let count = format_count(view.total());
    let seen = if look.is_searching() {
        "searched"
    } else {
        "looked at"
    };
    let rest = match feed.tail() {
        Tail::End(ListEnd::Complete) => {
            let noun = if view.total() == 1 {
                " address."
            } else {
                " addresses."
            };
            return [WHOLE, &count, noun].concat();
        }
        Tail::End(ListEnd::Incomplete(_)) => ", and more may exist.",
        Tail::Ready(_) | Tail::Loading(..) | Tail::Failed(..) => ", and more exist.",
    };
    [ONLY, &count, " loaded addresses were ", seen, rest].concat()
}
