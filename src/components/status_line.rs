//! Status line: how much is loaded, how fresh, load all, export, refresh.

use dom::html::{div, footer, p, span};
use dom::{El, ev};
use model::domain::{Region, Timestamp, format_count};
use model::state::{AddressList, IncompleteReason, ListEnd, Selection, Tail, View};

use super::format_menu::export_menu;
use super::load_all::{load_all_button, progress};
use crate::store::{LONGEST_REFRESHED, Store};
use crate::ui::{Icon, button, icon_and_label};

const TOO_LONG: &str =
    "Only when asked: more than 600 addresses are loaded, and each 120 take a request.";

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
                let stale = if store.is_stale.get() {
                    " · the last refresh failed"
                } else {
                    ""
                };
                format!("{known} · updated {}{stale}", fresh(at, store.now.get()))
            }
            None => known,
        }
    };
    let refresh = button("btn btn-quiet", icon_and_label(Icon::REFRESH, "Refresh"))
        .aria("disabled", move || store.refreshing.get())
        .attr("data-busy", move || store.refreshing.get())
        .on(ev::click, move |_| store.refresh());
    let export = button(
        "btn btn-quiet",
        icon_and_label(Icon::DOWNLOAD, "Export CSV"),
    )
    .aria("disabled", move || !has_rows(store))
    .on(ev::click, move |_| {
        if has_rows(store) {
            store.export_found();
        }
    });
    footer().class("statusline").child(p().child(text)).child(
        div()
            .class("status-buttons")
            .child(load_all_button(store, refresh.clone()))
            .child(export)
            .child(export_menu(store))
            .child(refreshes(store))
            .child(refresh),
    )
}

/// Auto-refresh switch.
fn refreshes(store: Store) -> El {
    let is_too_long = move || store.feed.with(|feed| feed.len() > LONGEST_REFRESHED);
    button("btn btn-quiet switch", span().child("Every 30 s"))
        .aria("label", "Refresh every 30 s")
        .aria("pressed", move || store.refreshes.get())
        .attr("title", move || {
            if is_too_long() {
                return Some(TOO_LONG);
            }
            let is_paused = !store.selection.with(Selection::is_empty);
            is_paused.then_some("Paused while addresses are selected.")
        })
        .on(ev::click, move |_| store.switch_refreshes())
}

fn has_rows(store: Store) -> bool {
    store.with_view(|feed, view| !view.rows(feed).is_empty())
}

/// How much is loaded, and whether the list is complete.
fn known(feed: &AddressList, view: &View, region: Option<&Region>) -> String {
    let count = format_count(view.total());
    let place = match region {
        Some(region) => format!(" in {}", Region::name(region)),
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
            format!("{count} loaded{place}, more exist")
        }
        Tail::End(ListEnd::Complete) => format!("{count}{noun}{place}, all loaded"),
        Tail::End(ListEnd::Incomplete(gap)) => format!(
            "{count} loaded{place}, the list may be incomplete: {}",
            why(*gap)
        ),
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

/// `just now`, `20 s ago`, then [`Timestamp::relative`].
fn fresh(at: Timestamp, now: Timestamp) -> String {
    match (now.0 - at.0) / 1_000 {
        ..10 => "just now".to_owned(),
        seconds @ 10..60 => format!("{seconds} s ago"),
        60.. => at.relative(now),
    }
}
