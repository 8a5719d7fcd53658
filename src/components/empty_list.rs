//! Empty and failed list, in place of the table.

use dom::html::{div, h2, p};
use dom::{El, ev, switch};
use model::domain::{KNOWN_REGIONS, Operation, Region};
use model::state::{Route, Tail};

use super::cors_help::cors_help;
use super::disable_if_read_only;
use crate::store::{Form, Store};
use crate::ui::{Icon, button, icon};

const FIRST_STEP: &str = "Claim an address in a region, then assign it to a machine there. It is billed until it is released, assigned or not.";

/// Loaded to its end without an address: in the team, or in a region.
#[must_use]
pub fn empty_list(store: Store) -> El {
    let region = move || store.query().region;
    div()
        .class("state")
        .child(switch(region, move |region| match region {
            None => empty_team(store),
            Some(region) => empty_region(store, region),
        }))
}

fn empty_team(store: Store) -> El {
    state(
        "This team has no public IPs",
        &[FIRST_STEP],
        actions().child(claim_button(store, "Claim the first address")),
    )
}

fn empty_region(store: Store, region: Region) -> El {
    let title = format!("No addresses in {}", region.name());
    let claim = format!("Claim in {}", region.name());
    let show_all = button("btn btn-quiet", "Show all regions").on(ev::click, move |_| {
        store.go(&Route {
            region: None,
            ..store.route.get()
        });
    });
    let actions = if KNOWN_REGIONS.contains(&region) {
        actions().child(claim_button(store, &claim))
    } else {
        actions()
    };
    state(
        &title,
        &["A machine can only have an address of its own region."],
        actions.child(show_all),
    )
}

/// Not even the first page loaded.
#[must_use]
pub fn failed_list(store: Store) -> El {
    let failure = store.feed.with(|feed| match feed.tail() {
        Tail::Failed(_, failure) => Some(failure.clone()),
        Tail::Ready(_) | Tail::Loading(..) | Tail::End(_) => None,
    });
    let words = failure.as_ref().map(|it| it.words(Operation::List));
    let cors_help = failure.as_ref().and_then(|it| cors_help(store, it));
    let retry = button("btn btn-primary", "Retry").on(ev::click, move |_| store.retry());
    let (title, what, next) = words.map_or(("", String::new(), ""), |words| {
        (words.title, words.what, words.next)
    });
    let content = with_icon(Icon::WARNING, title, &[&what, next], actions().child(retry));
    div()
        .class("state")
        .attr("role", "alert")
        .child(content)
        .child(cors_help)
}

fn claim_button(store: Store, text: &str) -> El {
    disable_if_read_only(store, button("btn", text)).on(ev::click, move |_| store.open(Form::Claim))
}

pub(super) fn actions() -> El {
    div().class("state-actions")
}

fn state(title: &str, paragraphs: &[&str], actions: El) -> El {
    with_icon(Icon::GLOBE, title, paragraphs, actions)
}

fn with_icon(drawing: Icon, title: &str, paragraphs: &[&str], actions: El) -> El {
    div()
        .class("state-words")
        .child(icon(drawing))
        .child(h2().child(title))
        .child(paragraphs.iter().map(|text| p().child(*text)))
        .child(actions)
}
