//! Search or filter without a result, in place of the rows.

use dom::html::{div, h2, p};
use dom::{El, ev, show};
use model::domain::format_count;
use model::state::{AddressList, Filter, ListEnd, Tail, Usage, View, ViewOptions};

use super::empty_list::actions;
use super::load_all::load_rest_button;
use crate::store::Store;
use crate::ui::{Icon, button, icon};

const NO_MACHINES: &str =
    "The machines could not be read, so it is not known which addresses are orphaned.";

#[must_use]
pub fn no_results(store: Store) -> El {
    let is_searching = move || store.look().is_searching();
    let is_filtered = move || store.look().filter != Filter::All;
    let buttons = actions()
        .child(show(is_searching, move || {
            button("btn", "Clear search").on(ev::click, move |_| store.search(""))
        }))
        .child(show(is_filtered, move || {
            button("btn", "Show all").on(ev::click, move |_| store.filter(Filter::All))
        }))
        .child(load_rest_button(store, "btn"));
    let words = div()
        .class("state-words")
        .child(icon(Icon::SEARCH))
        .child(h2().child(move || title(&store.look())))
        .child(p().child(move || {
            let options = store.look();
            why(store, &options).map_or_else(
                || store.with_view(|feed, view| searched(feed, view, &options)),
                str::to_owned,
            )
        }))
        .child(buttons);
    div().class("state").child(words)
}

fn title(options: &ViewOptions) -> String {
    let used = match options.filter {
        Filter::All => "",
        Filter::Only(Usage::Assigned) => "assigned ",
        Filter::Only(Usage::Idle) => "idle ",
        Filter::Only(Usage::Orphaned) => "orphaned ",
    };
    let search = options.search.trim();
    if search.is_empty() {
        format!("No {used}addresses")
    } else {
        format!("No {used}address matches “{search}”")
    }
}

/// Orphans cannot be found before the machine directory is complete.
fn why(store: Store, options: &ViewOptions) -> Option<&'static str> {
    store.directory.with(|directory| {
        if options.filter != Filter::Only(Usage::Orphaned) || directory.is_complete() {
            None
        } else if directory.has_failed() {
            Some(NO_MACHINES)
        } else {
            Some("Which addresses are orphaned is known once all machines are read.")
        }
    })
}

/// How much of the list was searched.
fn searched(feed: &AddressList, view: &View, options: &ViewOptions) -> String {
    let count = format_count(view.total());
    let seen = if options.is_searching() {
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
            return format!("Everything is loaded: {count}{noun}");
        }
        Tail::End(ListEnd::Incomplete(_)) => ", and more may exist.",
        Tail::Ready(_) | Tail::Loading(..) | Tail::Failed(..) => ", and more exist.",
    };
    format!("Only the {count} loaded addresses were {seen}{rest}")
}
