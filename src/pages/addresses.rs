//! The panel: every address of the team, and what can be done with it.

use leptos::prelude::*;

use crate::components::{AddressList, DemoBanner, RegionTabs, StatusLine, Summary, TopBar};
use crate::forms::OpenForm;
use crate::store::{Form, Store};
use crate::ui::Icon;

const CLAIM: &str = "Claim IP";

/// The page of a signed-in person.
#[component]
pub fn AddressesPage() -> impl IntoView {
    let store = Store::of_app();
    view! {
        <div class="frame">
            <TopBar />
            <div class="banners"><DemoBanner /></div>
            <main class="panel">
                <Summary />
                <RegionTabs />
                <div class="toolbar">
                    <button class="btn btn-primary" id="claim" type="button" on:click=move |_| store.open(Form::Claim)>
                        <Icon icon=Icon::Plus />
                        {CLAIM}
                    </button>
                </div>
                <AddressList />
                <StatusLine />
            </main>
        </div>
        <OpenForm />
    }
}
