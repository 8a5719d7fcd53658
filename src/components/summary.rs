//! Numbers first: how many addresses, how they are used, and what the idle ones cost.

mod bar;
mod by_region;
mod price;

use bar::usage_bar;
use by_region::by_region;
use model::domain::{Address, Timestamp, format_count};
use model::state::{AddressList, Filter, ListEnd, Route, Sort, SortBy, Tail, Usage, UsageCounts};
use model::wire::Order;
use price::price_button;

use crate::store::Store;
use crate::ui::{El, el};

const OLDEST: &str = "Oldest idle: ";

/// What is known of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// The first page is on its way.
    NothingYet,
    /// It could not be had.
    Nothing,
    /// Some addresses, or all.
    Numbers,
}

/// What is known of the list as numbers, whatever is searched for; "so far"
/// until all of it is loaded.
#[must_use]
pub fn summary(store: Store) -> El {
    el("div").class("summary").choose(
        move || store.feed.with(known),
        move |known| match known {
            Known::NothingYet => Some(el("span").class("bone")),
            Known::Nothing => None,
            Known::Numbers => Some(numbers(store)),
        },
    )
}

fn known(feed: &AddressList) -> Known {
    match feed.tail() {
        Tail::Failed(..) if feed.is_empty() => Known::Nothing,
        Tail::Ready(_) | Tail::Loading(..) if feed.is_empty() => Known::NothingYet,
        Tail::Ready(_) | Tail::Loading(..) | Tail::Failed(..) | Tail::End(_) => Known::Numbers,
    }
}

/// Nothing of it is made anew when a number changes, so that its buttons keep the focus.
fn numbers(store: Store) -> El {
    let count = move || store.count(store.look().region.as_ref());
    let number = move |usage: Usage, class: &str, word: &str| {
        let filter = Filter::Only(usage);
        el("span")
            .class(class)
            .bind("hidden", move || {
                (count().matching(filter) == 0).then(String::new)
            })
            .child(el("b").bind_text(move || format_count(count().matching(filter))))
            .then_text(word)
    };
    let words = move || {
        let is_complete = store
            .feed
            .with(|feed| *feed.tail() == Tail::End(ListEnd::Complete));
        all_words(is_complete, &count()).to_owned()
    };
    let all = el("span")
        .child(el("b").bind_text(move || format_count(count().total())))
        .child(el("span").bind_text(words));
    let none_idle = move || (count().idle == 0).then(String::new);
    let extras = el("span")
        .class("idle-extras")
        .bind("hidden", none_idle)
        .child(price_button(store))
        .child(oldest_button(store));
    el("div")
        .class("numbers")
        .child(
            el("p")
                .child(all)
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

/// The idle address that has cost most; a press shows it, and those after it.
fn oldest_button(store: Store) -> El {
    let oldest = move || {
        let row = store.count(store.look().region.as_ref()).oldest_idle?;
        store.feed.with(|feed| {
            let columns = feed.columns();
            let claimed = Timestamp::from_seconds(columns.claimed(row)?);
            Some((columns.address(row), claimed))
        })
    };
    el("button")
        .class("btn btn-quiet oldest")
        .attr("type", "button")
        .bind("hidden", move || oldest().is_none().then(String::new))
        .bind_text(move || {
            oldest().map_or_else(String::new, |oldest| oldest_words(oldest, store.now.get()))
        })
        .on_press(move || {
            let route = store.route.get_untracked();
            store.go(&Route {
                filter: Filter::Only(Usage::Idle),
                sort: Sort {
                    by: SortBy::Claimed,
                    order: Order::Asc,
                },
                search: String::new(),
                ..route
            });
        })
}

fn oldest_words((address, claimed): (Address, Timestamp), now: Timestamp) -> String {
    [OLDEST, &address.to_string(), ", ", &claimed.relative(now)].concat()
}
