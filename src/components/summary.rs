//! Summary: number of addresses, their use, cost of idle ones.

mod bar;
mod by_region;
mod price;

use bar::usage_bar;
use by_region::by_region;
use dom::html::{b, div, p, span};
use dom::{El, ev, show_let};
use model::domain::{Address, Timestamp, format_count};
use model::state::{AddressList, Filter, ListEnd, Route, Sort, SortBy, Tail, Usage, UsageCounts};
use model::wire::Order;
use price::price_button;

use crate::store::Store;
use crate::ui::button;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    NothingYet,
    Numbers,
}

/// Independent of search and filter; "so far" until the list is complete.
#[must_use]
pub fn summary(store: Store) -> El {
    let content = show_let(
        move || store.feed.with(known),
        move |known| match known {
            Known::NothingYet => span().class("bone"),
            Known::Numbers => numbers(store),
        },
    );
    div().class("summary").child(content)
}

/// None if the first page failed.
fn known(feed: &AddressList) -> Option<Known> {
    match feed.tail() {
        Tail::Failed(..) if feed.is_empty() => None,
        Tail::Ready(_) | Tail::Loading(..) if feed.is_empty() => Some(Known::NothingYet),
        Tail::Ready(_) | Tail::Loading(..) | Tail::Failed(..) | Tail::End(_) => {
            Some(Known::Numbers)
        }
    }
}

/// Numbers change in place, so that the buttons keep the focus.
fn numbers(store: Store) -> El {
    let count = move || store.count(store.look().region.as_ref());
    let number = move |usage: Usage, class: &str, word: &str| {
        let filter = Filter::Only(usage);
        span()
            .class(class)
            .attr("hidden", move || count().matching(filter) == 0)
            .child(b().child(move || format_count(count().matching(filter))))
            .child(word)
    };
    let words = move || {
        let is_complete = store
            .feed
            .with(|feed| *feed.tail() == Tail::End(ListEnd::Complete));
        all_words(is_complete, &count())
    };
    let all = span()
        .child(b().child(move || format_count(count().total())))
        .child(span().child(words));
    let extras = span()
        .class("idle-extras")
        .attr("hidden", move || count().idle == 0)
        .child(price_button(store))
        .child(oldest_button(store));
    div()
        .class("numbers")
        .child(
            p().child(all)
                .child(number(Usage::Assigned, "used used-assigned", " assigned"))
                .child(number(Usage::Idle, "used used-idle", " idle"))
                .child(number(Usage::Orphaned, "used used-orphaned", " orphaned")),
        )
        .child(usage_bar(count))
        .child(by_region(store))
        .child(extras)
}

fn all_words(is_complete: bool, count: &UsageCounts) -> &'static str {
    match (is_complete, count.total()) {
        (false, _) => " loaded so far",
        (true, 1) => " address",
        (true, _) => " addresses",
    }
}

/// The idle address that has cost most; a click shows it and those after it.
fn oldest_button(store: Store) -> El {
    let oldest = move || {
        let row = store.count(store.look().region.as_ref()).oldest_idle?;
        store.feed.with(|feed| {
            let columns = feed.columns();
            let claimed = Timestamp::from_seconds(columns.claimed(row)?);
            Some((columns.address(row), claimed))
        })
    };
    let words =
        move || oldest().map_or_else(String::new, |oldest| oldest_words(oldest, store.now.get()));
    button("btn btn-quiet oldest", words)
        .attr("hidden", move || oldest().is_none())
        .on(ev::click, move |_| {
            store.go(&Route {
                filter: Filter::Only(Usage::Idle),
                sort: Sort {
                    by: SortBy::Claimed,
                    order: Order::Asc,
                },
                search: String::new(),
                ..store.route.get()
            });
        })
}

fn oldest_words((address, claimed): (Address, Timestamp), now: Timestamp) -> String {
    format!("Oldest idle: {address}, {}", claimed.relative(now))
}
