//! Which uses of addresses are shown.

use model::domain::format_count;
use model::state::{Directory, Filter, Usage};
use web_sys::HtmlInputElement;

use crate::store::Store;
use crate::ui::{El, el, run};

const LABEL: &str = "Filter";
const LOADED: &str = " loaded";
const STILL: &str = "Known once all machines are read";
const NO_MACHINES: &str = "Not known: the machines could not be read";

/// The filters, each with how many of the loaded addresses it shows.
#[must_use]
pub fn filter_group(store: Store) -> El {
    el("div")
        .class("filter")
        .attr("role", "radiogroup")
        .attr("aria-label", LABEL)
        .children(Filter::ALL.map(|filter| choice(store, filter)))
}

fn choice(store: Store, filter: Filter) -> El {
    let count = move || format_count(store.count(store.look().region.as_ref()).matching(filter));
    let refused = move || {
        let is_orphaned = filter == Filter::Only(Usage::Orphaned);
        store.directory.with(why_unknown).filter(|_| is_orphaned)
    };
    let radio = el("input")
        .attr("type", "radio")
        .attr("name", "filter")
        .bind("disabled", move || refused().map(|_| String::new()))
        .bind("aria-description", move || {
            Some(refused().map_or_else(|| [&count(), LOADED].concat(), str::to_owned))
        })
        .on("change", move |_| store.filter(filter));
    let input: HtmlInputElement = radio.node_as();
    run(Box::new(move || {
        input.set_checked(store.route.with(|route| route.filter) == filter);
    }));
    let number = el("span")
        .class("count")
        .attr("aria-hidden", "true")
        .bind_text(move || refused().map_or_else(count, |_| String::new()));
    el("label")
        .class("filter-choice")
        .bind("title", move || refused().map(str::to_owned))
        .child(radio)
        .then_text(name(filter))
        .child(number)
}

/// Why it is not known which addresses are left over from machines that are gone.
fn why_unknown(directory: &Directory) -> Option<&'static str> {
    if directory.is_complete() {
        None
    } else if directory.has_failed() {
        Some(NO_MACHINES)
    } else {
        Some(STILL)
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
