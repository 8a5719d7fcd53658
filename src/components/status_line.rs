//! The line at the bottom: what is known, how fresh it is, Load all, Export CSV and Refresh.

use model::domain::{Region, Timestamp, format_count};
use model::state::{AddressList, IncompleteReason, ListEnd, Selection, Tail, View};

use super::format_menu::export_menu;
use super::load_all::{load_all_button, progress};
use crate::store::{LONGEST_REFRESHED, Store};
use crate::ui::{El, Icon, el, icon};

const REFRESH: &str = "Refresh";
const REFRESHES: &str = "Refresh every 30 s";
const REFRESHES_SHORT: &str = "Every 30 s";
const SELECTED: &str = "Paused while addresses are selected.";
const TOO_LONG: &str =
    "Only when asked: more than 600 addresses are loaded, and each 120 take a request.";
const STALE: &str = " · the last refresh failed";
const EXPORT: &str = "Export CSV";

/// The status line.
#[must_use]
pub fn status_line(store: Store) -> El {
    let text = move || {
        let loading = store.loading_all.with(|all| all.as_ref().map(progress));
        if let Some(loading) = loading {
            return loading;
        }
        let region = store.look().region;
        let known = store.with_view(|feed, view| known(feed, view, region.as_ref()));
        match store.updated.get() {
            Some(at) => {
                let stale = if store.is_stale.get() { STALE } else { "" };
                [&known, " · updated ", &fresh(at, store.now.get()), stale].concat()
            }
            None => known,
        }
    };
    let refresh = el("button")
        .class("btn btn-quiet")
        .attr("type", "button")
        .bind_flag("aria-disabled", move || store.refreshing.get())
        .bind_flag("data-busy", move || store.refreshing.get())
        .child(icon(Icon::REFRESH))
        .child(el("span").class("btn-label").text(REFRESH))
        .on_press(move || store.refresh());
    let export = el("button")
        .class("btn btn-quiet")
        .attr("type", "button")
        .child(icon(Icon::DOWNLOAD))
        .child(el("span").class("btn-label").text(EXPORT))
        .bind_flag("aria-disabled", move || !has_rows(store))
        .on_press(move || {
            if has_rows(store) {
                store.export_found();
            }
        });
    el("footer")
        .class("statusline")
        .child(el("p").bind_text(text))
        .child(
            el("div")
                .class("status-buttons")
                .child(load_all_button(store, refresh.clone()))
                .child(export)
                .child(export_menu(store))
                .child(refreshes(store))
                .child(refresh),
        )
}

/// The switch of loading the list again by itself.
fn refreshes(store: Store) -> El {
    let is_too_long = move || store.feed.with(|feed| feed.len() > LONGEST_REFRESHED);
    el("button")
        .class("btn btn-quiet switch")
        .attr("type", "button")
        .attr("aria-label", REFRESHES)
        .bind("aria-pressed", move || {
            Some(store.refreshes.get().to_string())
        })
        .bind("title", move || {
            if is_too_long() {
                return Some(TOO_LONG.to_owned());
            }
            let is_paused = !store.selection.with(Selection::is_empty);
            is_paused.then(|| SELECTED.to_owned())
        })
        .child(el("span").text(REFRESHES_SHORT))
        .on_press(move || store.switch_refreshes())
}

/// Whether there is anything to export.
fn has_rows(store: Store) -> bool {
    store.with_view(|feed, view| !view.rows(feed).is_empty())
}

/// How much of the list is loaded, and whether that is all of it.
fn known(feed: &AddressList, view: &View, region: Option<&Region>) -> String {
    let count = format_count(view.total());
    let place = match region {
        Some(region) => [" in ", Region::name(region)].concat(),
        None => String::new(),
    };
    let noun = if view.total() == 1 {
        " address"
    } else {
        " addresses"
    };
    let mut text = match feed.tail() {
        Tail::Loading(..) | Tail::Ready(_) if feed.is_empty() => "Loading addresses".to_owned(),
        Tail::Failed(..) if feed.is_empty() => "Nothing loaded".to_owned(),
        Tail::Loading(..) | Tail::Ready(_) | Tail::Failed(..) => {
            [&count, " loaded", &place, ", more exist"].concat()
        }
        Tail::End(ListEnd::Complete) => [&count, noun, &place, ", all loaded"].concat(),
        Tail::End(ListEnd::Incomplete(gap)) => [
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

fn why(gap: IncompleteReason) -> &'static str {
    match gap {
        IncompleteReason::NoCursor => "the API did not say where it goes on",
        IncompleteReason::RepeatedCursor => "the API repeated a page",
        IncompleteReason::EmptyPages => "the API sent no new addresses",
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
