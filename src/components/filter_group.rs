//! Filters by use: all, assigned, idle, orphaned.

use app::App;
use dom::El;
use dom::html::{div, label, span};
use model::domain::format_count;
use model::state::{Directory, Filter, Usage};

use crate::ui::radio;

/// Radio group. Each choice counts the loaded addresses it shows.
pub fn filter_group(app: App) -> El {
    div()
        .class("filter")
        .attr("role", "radiogroup")
        .aria("label", "Filter")
        .child(Filter::ALL.map(|filter| choice(app, filter)))
}

fn choice(app: App, filter: Filter) -> El {
    let name = match filter {
        Filter::All => "All",
        Filter::Only(Usage::Assigned) => "Assigned",
        Filter::Only(Usage::Idle) => "Idle",
        Filter::Only(Usage::Orphaned) => "Orphaned",
    };
    let count = move || format_count(app.list.tab_usage().matching(filter));
    let blocked_by = move || {
        let is_orphaned = filter == Filter::Only(Usage::Orphaned);
        app.machines.with(why_unknown).filter(|_| is_orphaned)
    };
    let is_chosen = move || app.route.with(|route| route.filter) == filter;
    let radio = radio("filter", is_chosen, move || app.route.set_filter(filter))
        .attr("disabled", move || blocked_by().is_some())
        .aria("description", move || {
            blocked_by().map_or_else(|| format!("{} loaded", count()), str::to_owned)
        });
    let number = span()
        .class("count")
        .aria("hidden", true)
        .child(move || blocked_by().map_or_else(count, |_| String::new()));
    label()
        .class("filter-choice")
        .attr("title", blocked_by)
        .child(radio)
        .child(name)
        .child(number)
}

/// Why it is not known which addresses are on machines that no longer exist.
fn why_unknown(machines: &Directory) -> Option<&'static str> {
    if machines.is_complete() {
        None
    } else if machines.has_failed() {
        Some("Not known: the machines could not be read")
    } else {
        Some("Known once all machines are read")
    }
}
