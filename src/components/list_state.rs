//! What stands in place of a table: nothing there, or nothing loaded.

use model::domain::{KNOWN_REGIONS, Operation, Region};
use model::state::{Route, Tail};

use super::guarded;
use super::remedy::remedy;
use crate::store::{Form, Store};
use crate::ui::{El, Icon, el, icon};

const EMPTY_TEAM: &str = "This team has no public IPs";
const FIRST_STEP: &str = "Claim an address in a region, then assign it to a machine there. It is billed until it is released, assigned or not.";
const CLAIM_FIRST: &str = "Claim the first address";
const REGION_RULE: &str = "A machine can only have an address of its own region.";
const SHOW_ALL: &str = "Show all regions";
const RETRY: &str = "Retry";

/// A list that was loaded to its end and holds nothing: of the team, or of a region.
#[must_use]
pub fn empty_list(store: Store) -> El {
    let region = move || store.query().region;
    el("div").class("state").choose(region, move |region| {
        Some(match region {
            None => empty_team(store),
            Some(region) => empty_region(store, region),
        })
    })
}

fn empty_team(store: Store) -> El {
    state(
        EMPTY_TEAM,
        &[FIRST_STEP],
        actions().child(claim_button(store, CLAIM_FIRST)),
    )
}

fn empty_region(store: Store, region: &Region) -> El {
    let title = ["No addresses in ", region.name()].concat();
    let claim = ["Claim in ", region.name()].concat();
    let show_all = button("btn btn-quiet", SHOW_ALL).on_press(move || {
        store.go(&Route {
            region: None,
            ..store.route.get_untracked()
        });
    });
    let actions = if KNOWN_REGIONS.contains(region) {
        actions().child(claim_button(store, &claim))
    } else {
        actions()
    };
    state(&title, &[REGION_RULE], actions.child(show_all))
}

/// A list of which not even the first page could be loaded.
#[must_use]
pub fn failed_list(store: Store) -> El {
    let failure = store.feed.with_untracked(|feed| match feed.tail() {
        Tail::Failed(_, failure) => Some(failure.clone()),
        Tail::Ready(_) | Tail::Loading(..) | Tail::End(_) => None,
    });
    let words = failure.as_ref().map(|it| it.words(Operation::List));
    let remedy = failure.as_ref().and_then(|it| remedy(store, it));
    let retry = button("btn btn-primary", RETRY).on_press(move || store.retry());
    let (title, what, next) = words.map_or(("", String::new(), ""), |words| {
        (words.title, words.what, words.next)
    });
    let content = with_icon(Icon::WARNING, title, &[&what, next], actions().child(retry));
    el("div")
        .class("state")
        .attr("role", "alert")
        .child(content)
        .children(remedy)
}

fn claim_button(store: Store, text: &str) -> El {
    guarded(store, button("btn", text)).on_press(move || store.open(Form::Claim))
}

pub(super) fn button(class: &str, text: &str) -> El {
    el("button").class(class).attr("type", "button").text(text)
}

pub(super) fn actions() -> El {
    el("div").class("state-actions")
}

fn state(title: &str, paragraphs: &[&str], actions: El) -> El {
    with_icon(Icon::GLOBE, title, paragraphs, actions)
}

fn with_icon(drawing: Icon, title: &str, paragraphs: &[&str], actions: El) -> El {
    el("div")
        .class("state-words")
        .child(icon(drawing))
        .child(el("h2").text(title))
        .children(paragraphs.iter().map(|text| el("p").text(text)))
        .child(actions)
}
