//! The line at the bottom: what is known, how fresh it is, and Refresh.

use leptos::prelude::*;
use model::domain::{Region, Timestamp};
use model::state::{Ending, Feed, Gap, Tail};

use super::Tick;
use crate::store::Store;
use crate::ui::Icon;

const REFRESH: &str = "Refresh";

/// The status line.
#[component]
pub fn StatusLine() -> impl IntoView {
    let store = Store::of_app();
    let tick = Tick::of_app();
    let text = move || {
        let known = store.feed.with(known);
        match store.updated.get() {
            Some(at) => [&known, " · updated ", &fresh(at, tick.now())].concat(),
            None => known,
        }
    };
    let refreshing = store.refreshing;
    view! {
        <footer class="statusline">
            <p>{text}</p>
            <button
                class="btn btn-quiet"
                type="button"
                aria-disabled=move || refreshing.get().then_some("true")
                data-busy=refreshing
                on:click=move |_| store.refresh()
            >
                <Icon icon=Icon::Refresh />
                <span class="btn-label">{REFRESH}</span>
            </button>
        </footer>
    }
}

/// How much of the list is loaded, and whether that is all of it.
fn known(feed: &Feed) -> String {
    let count = feed.rows().len().to_string();
    let place = match &feed.query().region {
        Some(region) => [" in ", Region::name(region)].concat(),
        None => String::new(),
    };
    let noun = if feed.rows().len() == 1 {
        " address"
    } else {
        " addresses"
    };
    let mut text = match feed.tail() {
        Tail::Loading(..) | Tail::Ready(_) if feed.rows().is_empty() => {
            "Loading addresses".to_owned()
        }
        Tail::Failed(..) if feed.rows().is_empty() => "Nothing loaded".to_owned(),
        Tail::Loading(..) | Tail::Ready(_) | Tail::Failed(..) => {
            [&count, " loaded", &place, ", more exist"].concat()
        }
        Tail::End(Ending::Complete) => [&count, noun, &place, ", all loaded"].concat(),
        Tail::End(Ending::Incomplete(gap)) => [
            &count,
            " loaded",
            &place,
            ", the list may be incomplete: ",
            why(*gap),
        ]
        .concat(),
    };
    if feed.skipped() > 0 {
        text.push_str(&[", ", &feed.skipped().to_string(), " could not be read"].concat());
    }
    text
}

fn why(gap: Gap) -> &'static str {
    match gap {
        Gap::NoCursor => "the API did not say where it goes on",
        Gap::RepeatedCursor => "the API repeated a page",
        Gap::EmptyPages => "the API sent no new addresses",
    }
}

/// `just now`, `20 s ago`, or the words of [`Timestamp::relative`].
fn fresh(at: Timestamp, now: Timestamp) -> String {
    match (now.0 - at.0) / 1_000 {
        ..10 => "just now".to_owned(),
        seconds @ 10..60 => [&seconds.to_string(), " s ago"].concat(),
        60.. => at.relative(now),
    }
}
