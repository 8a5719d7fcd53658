//! The line at the bottom: how much is loaded and how fresh it is, Load all, Export CSV and Refresh.

use app::App;
use app::list::{ListView, MAX_AUTO_REFRESHED};
use dom::html::{div, footer, p, span};
use dom::{El, ev};
use model::domain::{Region, Timestamp, format_count};
use model::state::{IncompleteReason, ListEnd, Tail};

use super::background_work::background_work;
use super::format_menu::export_menu;
use super::load_all::{load_all_button, progress};
use crate::browser::height::publish_height;
use crate::ui::{Icon, button, close_when_pressed, collapsible_button, popover};

pub fn status_line(app: App) -> El {
    let refresh = collapsible_button(Icon::REFRESH, "Refresh")
        .aria("disabled", move || app.list.is_refreshing())
        .attr("data-busy", move || app.list.is_refreshing())
        .on(ev::click, move |_| app.list.refresh());
    let is_empty = move || app.list.shown_len() == 0;
    let export = collapsible_button(Icon::DOWNLOAD, "Export CSV")
        .aria("disabled", is_empty)
        .on(ev::click, move |_| {
            if !is_empty() {
                app.export.export_shown();
            }
        });
    // On a phone the rarer ones are behind a button.
    let rarer = div()
        .class("fold")
        .child(export)
        .child(export_menu(app.export))
        .child(auto_refresh_switch(app));
    let more = button("icon-btn more", "").aria("label", "More actions");
    let line = footer()
        .class("statusline")
        .child(p().child(move || text(app)))
        .child(background_work(app))
        .child(
            div()
                .class("status-buttons")
                .child(load_all_button(app.list, refresh.clone()))
                .child(popover("list-actions", more, close_when_pressed(rarer)))
                .child(refresh),
        );
    publish_height(line.node_as(), "--status");
    line
}

fn auto_refresh_switch(app: App) -> El {
    let is_too_long = move || app.list.with(|list| list.len() > MAX_AUTO_REFRESHED);
    button("btn btn-quiet switch", span().child("Auto-refresh"))
        .aria("pressed", move || app.preferences.auto_refresh.get())
        .attr("title", move || {
            is_too_long().then_some("Auto-refresh is off above 600 addresses.")
        })
        .on(ev::click, move |_| app.list.toggle_auto_refresh())
}

fn text(app: App) -> String {
    if let Some(all) = app.list.load_all_progress() {
        return progress(&all);
    }
    let region = app.list.view_options().region;
    let loaded = app.list.with_view(|view| loaded(view, region.as_ref()));
    let Some(at) = app.list.updated_at() else {
        return loaded;
    };
    let stale = if app.list.is_stale() {
        " · last refresh failed"
    } else {
        ""
    };
    format!("{loaded} · updated {}{stale}", age(at, app.time.now()))
}

/// How much is loaded, and whether the list is complete.
fn loaded(ListView { list, view, .. }: ListView<'_>, region: Option<&Region>) -> String {
    let count = format_count(view.total());
    let place = region.map(|region| format!(" in {}", region.name()));
    let place = place.unwrap_or_default();
    let mut text = match list.tail() {
        Tail::Loading(..) | Tail::Ready(_) if list.is_empty() => "Loading addresses".to_owned(),
        Tail::Failed(..) if list.is_empty() => "Nothing loaded".to_owned(),
        Tail::Loading(..) | Tail::Ready(_) | Tail::Failed(..) => {
            format!("{count} loaded{place}, more exist")
        }
        Tail::End(ListEnd::Complete) if view.total() == 1 => {
            format!("{count} address{place}, all loaded")
        }
        Tail::End(ListEnd::Complete) => format!("{count} addresses{place}, all loaded"),
        Tail::End(ListEnd::Incomplete(reason)) => {
            let why = match reason {
                IncompleteReason::NoCursor => "the API didn't name the next page",
                IncompleteReason::RepeatedCursor => "the API repeated a page",
                IncompleteReason::EmptyPages => "the API sent no new addresses",
            };
            format!("{count} loaded{place}, the list may be incomplete: {why}")
        }
    };
    if list.skipped() > 0 {
        text.push_str(&format!(", {} couldn't be read", list.skipped()));
    }
    text
}

/// `just now`, `20 s ago`, then [`Timestamp::relative`].
fn age(at: Timestamp, now: Timestamp) -> String {
    match (now.0 - at.0) / 1_000 {
        ..10 => "just now".to_owned(),
        seconds @ 10..60 => format!("{seconds} s ago"),
        60.. => at.relative(now),
    }
}
