//! What stands in place of a table: nothing there, or nothing loaded.

use leptos::prelude::*;
use model::domain::{KNOWN_REGIONS, Operation, Region};
use model::state::{Route, Tail};

use crate::store::{Form, Store};
use crate::ui::Icon;

const EMPTY_TEAM: &str = "This team has no public IPs";
const FIRST_STEP: &str = "Claim an address in a region, then assign it to a machine there. It is billed until it is released, assigned or not.";
const CLAIM_FIRST: &str = "Claim the first address";
const REGION_RULE: &str = "A machine can only have an address of its own region.";
const SHOW_ALL: &str = "Show all regions";
const RETRY: &str = "Retry";

/// A list that was loaded to its end and holds nothing: of the team, or of a region.
#[component]
pub fn EmptyList() -> impl IntoView {
    let store = Store::of_app();
    move || match store.query.with(|query| query.region.clone()) {
        None => view! { <EmptyTeam /> }.into_any(),
        Some(region) => view! { <EmptyRegion region /> }.into_any(),
    }
}

#[component]
fn EmptyTeam() -> impl IntoView {
    let store = Store::of_app();
    view! {
        <div class="state">
            <Icon icon=Icon::Globe />
            <h2>{EMPTY_TEAM}</h2>
            <p>{FIRST_STEP}</p>
            <div class="state-actions">
                <button class="btn" type="button" on:click=move |_| store.open(Form::Claim)>{CLAIM_FIRST}</button>
            </div>
        </div>
    }
}

#[component]
fn EmptyRegion(region: Region) -> impl IntoView {
    let store = Store::of_app();
    let title = ["No addresses in ", region.name()].concat();
    let claim = ["Claim in ", region.name()].concat();
    let can_claim = KNOWN_REGIONS.contains(&region);
    let show_all = move |_| {
        let order = store.route.with_untracked(|route| route.order);
        store.go(&Route {
            region: None,
            order,
        });
    };
    view! {
        <div class="state">
            <Icon icon=Icon::Globe />
            <h2>{title}</h2>
            <p>{REGION_RULE}</p>
            <div class="state-actions">
                {can_claim.then(|| view! {
                    <button class="btn" type="button" on:click=move |_| store.open(Form::Claim)>{claim}</button>
                })}
                <button class="btn btn-quiet" type="button" on:click=show_all>{SHOW_ALL}</button>
            </div>
        </div>
    }
}

/// A list of which not even the first page could be loaded.
#[component]
pub fn FailedList() -> impl IntoView {
    let store = Store::of_app();
    let words = move || {
        store.feed.with(|feed| match feed.tail() {
            Tail::Failed(_, failure) => Some(failure.words(Operation::List)),
            Tail::Ready(_) | Tail::Loading(..) | Tail::End(_) => None,
        })
    };
    view! {
        <div class="state" role="alert">
            <Icon icon=Icon::Warning />
            {move || words().map(|words| view! { <h2>{words.title}</h2><p>{words.what}</p><p>{words.next}</p> })}
            <div class="state-actions">
                <button class="btn btn-primary" type="button" on:click=move |_| store.retry()>{RETRY}</button>
            </div>
        </div>
    }
}
