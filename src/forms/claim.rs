//! Claim a new address.

use leptos::prelude::*;
use model::domain::{KNOWN_REGIONS, Operation, Region};

use super::shell::FormShell;
use crate::store::Store;

const TITLE: &str = "Claim a public IP";
const CONSEQUENCE: &str =
    "A new address in one region. It is billed from now until it is released, assigned or not.";
const REGION: &str = "Region";

/// The form; the region of the selected tab is chosen already.
#[component]
pub fn ClaimForm() -> impl IntoView {
    let store = Store::of_app();
    let of_tab = store.query.with_untracked(|query| query.region.clone());
    let chosen = RwSignal::new(
        of_tab
            .filter(|region| KNOWN_REGIONS.contains(region))
            .unwrap_or(Region::Ny2),
    );
    let choices: Vec<_> = KNOWN_REGIONS
        .into_iter()
        .map(|region| view! { <Choice region chosen /> })
        .collect();
    view! {
        <FormShell
            operation=Operation::Claim
            title=TITLE
            consequence=CONSEQUENCE
            on_submit=move |()| store.claim(chosen.get_untracked())
        >
            <fieldset class="choices" role="radiogroup" aria-labelledby="region-label">
                <legend class="label" id="region-label">{REGION}</legend>
                {choices}
            </fieldset>
        </FormShell>
    }
}

#[component]
fn Choice(region: Region, chosen: RwSignal<Region>) -> impl IntoView {
    let store = Store::of_app();
    let (name, city, code) = (
        region.name().to_owned(),
        region.city(),
        region.code().to_owned(),
    );
    let is_chosen = chosen.with_untracked(|chosen| *chosen == region);
    let locked = move || store.draft.with(|draft| draft.is_saving());
    view! {
        <label class="choice">
            <input
                type="radio"
                name="region"
                value=code
                checked=is_chosen
                data-first-focus=is_chosen.then_some("")
                disabled=locked
                on:change=move |_| chosen.set(region.clone())
            />
            <span>{name}</span>
            <span class="choice-note">{city}</span>
        </label>
    }
}
