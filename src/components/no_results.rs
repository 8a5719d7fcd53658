//! Search or filter without a result, in place of the rows.

use app::App;
use app::list::ListView;
use dom::html::{div, p};
use dom::{El, ev, show};
use model::domain::format_count;
use model::state::{Filter, ListEnd, Tail, Usage, ViewOptions};

use super::empty_list::{actions, placeholder};
use super::load_all::load_rest_button;
use crate::ui::{Icon, button};

pub fn no_results(app: App) -> El {
    let options = move || app.list.view_options();
    let actions = actions()
        .child(show(
            move || options().is_searching(),
            move || button("btn", "Clear search").on(ev::click, move |_| app.route.search("")),
        ))
        .child(show(
            move || options().filter != Filter::All,
            move || {
                button("btn", "Show all").on(ev::click, move |_| app.route.set_filter(Filter::All))
            },
        ))
        .child(load_rest_button(app.list, "btn"));
    let text = move || app.list.with_view(|view| text(view, &options()));
    div().class("state").child(placeholder(
        Icon::SEARCH,
        move || title(&options()),
        p().child(text),
        actions,
    ))
}

fn title(options: &ViewOptions) -> String {
    let used = match options.filter {
        Filter::All => "",
        Filter::Only(Usage::Assigned) => "assigned ",
        Filter::Only(Usage::Idle) | Filter::LongIdle => "idle ",
        Filter::Only(Usage::Orphaned) => "orphaned ",
        Filter::Only(Usage::Disputed) => "disputed ",
    };
    let age = if options.filter == Filter::LongIdle {
        " over 90 d old"
    } else {
        ""
    };
    let search = options.search.trim();
    if search.is_empty() {
        format!("No {used}addresses{age}")
    } else {
        format!("No {used}address{age} matches “{search}”")
    }
}

/// Why no orphan can be found yet, or else how many addresses were searched.
fn text(
    ListView {
        list,
        view,
        machines,
    }: ListView<'_>,
    options: &ViewOptions,
) -> String {
    if options.filter == Filter::Only(Usage::Orphaned) && !machines.is_complete() {
        let why = if machines.has_failed() {
            "Couldn't load machines, so orphaned addresses can't be shown."
        } else {
            "Orphaned addresses appear once all machines are loaded."
        };
        return why.to_owned();
    }
    let count = format_count(view.total());
    let seen = if options.is_searching() {
        "searched"
    } else {
        "checked"
    };
    let rest = match list.tail() {
        Tail::End(ListEnd::Complete) => {
            let noun = if view.total() == 1 {
                "address"
            } else {
                "addresses"
            };
            return format!("Everything is loaded: {count} {noun}.");
        }
        Tail::End(ListEnd::Incomplete(_)) => "may exist",
        Tail::Ready(_) | Tail::Loading(..) | Tail::Failed(..) => "exist",
    };
    format!("Only the {count} loaded addresses were {seen}, and more {rest}.")
}
