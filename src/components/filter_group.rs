//! Filters by use: all, assigned, idle, orphaned.

use app::App;
use dom::El;
use dom::html::{div, label, span};
use model::domain::format_count;
use model::state::{AddressList, Directory, Filter, Usage};

use super::load_all::part;
use crate::ui::{Icon, button, close_when_pressed, icon, popover, radio};

/// Radio group. Each choice counts the loaded addresses it shows.
pub fn filter_group(app: App) -> El {
    let choices = div()
        .class("filter")
        .attr("role", "radiogroup")
        .aria("label", "Filter")
        .child(Filter::ALL.map(|filter| choice(app, filter)))
        .child(
            // Beside the counts; their descriptions say it too.
            span()
                .class("so-far")
                .aria("hidden", true)
                .attr("hidden", move || {
                    app.list.is_whole() || is_nothing_loaded(app)
                })
                .child(move || part(app.list).unwrap_or_default()),
        );
    // On a phone the choices are behind a button beside the tabs.
    let chosen = move || name(app.route.with(|route| route.filter));
    let opener = button("btn btn-quiet filter-opener", chosen)
        .aria("label", move || format!("Filter: {}", chosen()))
        .child(icon(Icon::DOWN));
    let choices = div().class("fold").child(choices);
    popover("filter-choices", opener, close_when_pressed(choices))
}

/// Before the first page, or without it, "0" would be a guess.
fn is_nothing_loaded(app: App) -> bool {
    !app.list.is_whole() && app.list.with(AddressList::is_empty)
}

fn name(filter: Filter) -> &'static str {
    match filter {
        Filter::All => "All",
        Filter::Only(Usage::Assigned) => "Assigned",
        Filter::Only(Usage::Idle) => "Idle",
        Filter::LongIdle => "Idle over 90 d",
        Filter::Only(Usage::Orphaned) => "Orphaned",
        Filter::Only(Usage::Disputed) => "Disputed",
    }
}

fn choice(app: App, filter: Filter) -> El {
    let count = move || format_count(app.list.tab_usage().matching(filter));
    let blocked_by = move || {
        let is_orphaned = filter == Filter::Only(Usage::Orphaned);
        app.machines.with(why_unknown).filter(|_| is_orphaned)
    };
    let meaning = (filter == Filter::LongIdle).then_some("Idle, and claimed more than 90 days ago");
    let is_chosen = move || app.route.with(|route| route.filter) == filter;
    let radio = radio("filter", is_chosen, move || app.route.set_filter(filter))
        .attr("disabled", move || blocked_by().is_some())
        .aria("description", move || {
            let so_far = part(app.list).map_or_else(String::new, |part| format!(" {part}"));
            let meaning = meaning.map_or_else(String::new, |words| format!(". {words}"));
            let words = || format!("{} loaded{so_far}{meaning}", count());
            blocked_by().map_or_else(words, str::to_owned)
        });
    let number = span().class("count").aria("hidden", true).child(move || {
        let is_known = blocked_by().is_none() && !is_nothing_loaded(app);
        if is_known { count() } else { String::new() }
    });
    // A contradiction is rare, so its filter is there only with one.
    let is_hidden = move || {
        let is_disputed = filter == Filter::Only(Usage::Disputed);
        is_disputed && !is_chosen() && app.list.tab_usage().disputed == 0
    };
    label()
        .class("filter-choice")
        .attr("hidden", is_hidden)
        .attr("title", move || blocked_by().or(meaning))
        .child(radio)
        .child(name(filter))
        .child(number)
}

/// Why it is not known which addresses are on machines that no longer exist.
fn why_unknown(machines: &Directory) -> Option<&'static str> {
    if machines.is_complete() {
        None
    } else if machines.has_failed() {
        Some("Not available: couldn't load machines")
    } else {
        Some("Available once all machines are loaded")
    }
}
