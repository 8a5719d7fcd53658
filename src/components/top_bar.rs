//! The bar at the top: what this is, and the way out.

use leptos::prelude::*;

use super::ThemeSwitch;
use crate::store::Store;
use crate::ui::{Icon, Mark};

const PRODUCT: &str = "Public IPs";
const SIGN_OUT: &str = "Sign out";

/// The top bar.
#[component]
pub fn TopBar() -> impl IntoView {
    let store = Store::of_app();
    view! {
        <header class="topbar">
            <h1 class="brand"><Mark />{PRODUCT}</h1>
            <div class="topbar-end">
                <ThemeSwitch />
                <button class="btn btn-quiet sign-out" type="button" aria-label=SIGN_OUT on:click=move |_| store.sign_out()>
                    <Icon icon=Icon::SignOut />
                    <span class="btn-label">{SIGN_OUT}</span>
                </button>
            </div>
        </header>
    }
}
