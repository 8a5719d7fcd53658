//! Filters by use: all, assigned, idle, orphaned.

use dom::El;
use dom::html::{div, label, span};
use model::domain::format_count;
use model::state::{Directory, Filter, Usage};

use crate::store::Store;
use crate::ui::radio;

/// Radio group. Each choice counts the loaded addresses it shows.
#[must_use]
pub fn filter_group(store: Store) -> El {
    div()
        .class("filter")
        .attr("role", "radiogroup")
        .aria("label", "Filter")
        .child(Filter::ALL.map(|filter| choice(store, filter)))
}

fn choice(store: Store, filter: Filter) -> El {
    let count = move || format_count(store.count(store.look().region.as_ref()).matching(filter));
    let refused = move || {
        let is_orphaned = filter == Filter::Only(Usage::Orphaned);
        store.directory.with(why_unknown).filter(|_| is_orphaned)
    };
    let is_chosen = move || store.route.with(|route| route.filter) == filter;
    let radio = radio("filter", is_chosen, move || store.filter(filter))
        .attr("disabled", move || refused().is_some())
        .aria("description", move || {
            refused().map_or_else(|| format!("{} loaded", count()), str::to_owned)
        });
    let number = span()
        .class("count")
        .aria("hidden", true)
        .child(move || refused().map_or_else(count, |_| String::new()));
    label()
        .class("filter-choice")
        .attr("title", refused)
        .child(radio)
        .child(name(filter))
        .child(number)
}

/// Orphans are unknown until the machine directory is complete.
fn why_unknown(directory: &Directory) -> Option<&'static str> {
    if directory.is_complete() {
        None
    } else if directory.has_failed() {
        Some("Not known: the machines could not be read")
    } else {
        Some("Known once all machines are read")
    }
}

fn name(filter: Filter) -> &'static str {
    match filter {
        Filter::All => "All",
        Filter::Only(Usage::Assigned) => "Assigned",
        Filter::Only(Usage::Idle) => "Idle",
        Filter::Only(Usage::Orphaned) => "Orphaned",
    }
}
