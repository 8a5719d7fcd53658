//! Summary: number of addresses, their use, cost of idle ones.

mod by_region;
mod price;

use app::App;
use by_region::by_region;
use dom::html::{b, div, span};
use dom::{El, effect, ev, show_let};
use model::domain::format_count;
use model::state::{AddressList, Directory, Filter, Tail, Usage, UsageCounts};
use price::price_button;
use web_sys::HtmlElement;

use super::load_all::part;
use crate::browser::page;
use crate::ui::{button, popover};

/// The list as numbers, whatever is searched for; "so far" until all of it is loaded, "at least" if a part can't be.
pub fn summary(app: App) -> El {
    let content = show_let(
        move || app.list.with(has_numbers),
        move |has_numbers| {
            if has_numbers {
                numbers(app)
            } else {
                span().class("bone")
            }
        },
    );
    div().class("summary").child(content)
}

/// `false` while the first page is under way, none when it failed.
fn has_numbers(list: &AddressList) -> Option<bool> {
    match list.tail() {
        Tail::Failed(..) if list.is_empty() => None,
        Tail::Ready(_) | Tail::Loading(..) if list.is_empty() => Some(false),
        Tail::Ready(_) | Tail::Loading(..) | Tail::Failed(..) | Tail::End(_) => Some(true),
    }
}

/// Nothing of it is made again when a number changes, so that its buttons keep the focus.
fn numbers(app: App) -> El {
    let counts = move || app.list.tab_usage();
    // Nothing to draw, and no region to tell of.
    let is_empty = move || counts().total() == 0;
    let number = move |usage: Usage, class: &str, word: &str| {
        let count = move || counts().matching(Filter::Only(usage));
        span()
            .class(class)
            .attr("hidden", move || count() == 0)
            .child(b().child(move || format_count(count())))
            .child(word)
    };
    let words = move || match (part(app.list), counts().total()) {
        (Some(_), _) if app.list.is_at_end() => " loaded",
        (Some(_), _) => " loaded so far",
        (None, 1) => " address",
        (None, _) => " addresses",
    };
    let all = span()
        .class("total")
        .child(b().child(move || format_count(counts().total())))
        .child(span().child(words));
    let is_none_idle = move || counts().idle == 0;
    let extras = span()
        .class("idle-extras")
        .attr("hidden", is_none_idle)
        .child(oldest_button(app));
    let price = span()
        .class("price-place")
        .attr("hidden", is_none_idle)
        .child(price_button(app));
    div()
        .class("numbers")
        .child(
            div()
                .class("counts")
                .child(all)
                .child(number(Usage::Assigned, "used used-assigned", " assigned"))
                .child(number(Usage::Idle, "used used-idle", " idle"))
                .child(number(Usage::Orphaned, "used used-orphaned", " orphaned"))
                .child(unknown_orphans(app))
                .child(number(Usage::Disputed, "used used-orphaned", " disputed")),
        )
        .child(usage_bar(counts).attr("hidden", is_empty))
        .child(popover(
            "more-numbers",
            button("icon-btn more", "")
                .aria("label", "Regions and cost")
                .attr("hidden", is_empty),
            div()
                .class("fold")
                .child(price)
                .child(by_region(app, is_empty))
                .child(extras),
        ))
}

/// Says that some of the assigned addresses may be orphaned, until every machine is known.
fn unknown_orphans(app: App) -> El {
    let words = move || {
        if app.machines.with(Directory::has_failed) {
            "orphans unknown"
        } else {
            "orphans not known yet"
        }
    };
    let is_known = move || app.machines.is_complete() || app.list.tab_usage().assigned == 0;
    span().attr("hidden", is_known).child(words)
}

/// The uses as one thin bar, each with a pattern of its own beside its colour.
/// The numbers beside it say the same.
fn usage_bar(counts: impl Fn() -> UsageCounts + 'static) -> El {
    let parts = ["assigned", "idle", "orphaned", "disputed"]
        .map(|usage| span().class(format!("bar-part bar-{usage}")));
    let nodes = parts.clone().map(|part| part.node_as::<HtmlElement>());
    effect(move || {
        let counts = counts();
        let sizes = [
            counts.assigned,
            counts.idle,
            counts.orphaned,
            counts.disputed,
        ];
        for (node, size) in nodes.iter().zip(sizes) {
            page::set_style(node, "flex-grow", &size.to_string());
            node.set_hidden(size == 0);
        }
    });
    div().class("usage-bar").aria("hidden", true).child(parts)
}

/// The idle address that has cost most; a click shows it and those after it.
fn oldest_button(app: App) -> El {
    let words = move || {
        let (address, claimed) = app.list.oldest_idle()?;
        let age = claimed.relative(app.time.now());
        Some(format!("Oldest idle: {address}, {age}"))
    };
    button("btn btn-quiet oldest", move || words().unwrap_or_default())
        .attr("hidden", move || words().is_none())
        .on(ev::click, move |_| app.route.show_oldest_idle())
}
