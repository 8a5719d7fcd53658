//! What is kept in the browser: the key for this tab, and the theme.
//!
//! A browser may refuse storage altogether; then nothing is kept, and the
//! panel works until it is reloaded. What is read back is untrusted input.

use leptos::prelude::window;
use model::domain::ApiKey;
use web_sys::Storage;

/// The one entry of session storage.
const KEY: &str = "public-ips.key";

/// A claim that was sent and not answered: region and time, no key.
const CLAIM: &str = "public-ips.claim";

/// Whether the list is not loaded again by itself.
const REFRESH: &str = "public-ips.refresh";

/// The theme, read by `public/boot.js` too.
const THEME: &str = "public-ips.theme";

/// The key of this tab, if one is kept.
#[must_use]
pub fn key() -> Option<ApiKey> {
    let text = session()?.get_item(KEY).ok()??;
    ApiKey::parse(&text).ok()
}

/// Keeps the key until the tab is closed. `false` when the browser refuses.
pub fn keep_key(key: &ApiKey) -> bool {
    session().is_some_and(|storage| storage.set_item(KEY, key.secret()).is_ok())
}

/// Forgets the key.
pub fn forget_key() {
    if let Some(storage) = session() {
        // Removing what is there, or is not, does not fail.
        drop(storage.remove_item(KEY));
    }
}

/// The name of the theme that was chosen.
#[must_use]
pub fn theme() -> Option<String> {
    local()?.get_item(THEME).ok()?
}

/// Remembers the name of the theme, or forgets it.
pub fn keep_theme(name: Option<&str>) {
    if let Some(storage) = local() {
        // A theme that cannot be remembered is still applied.
        drop(match name {
            Some(name) => storage.set_item(THEME, name),
            None => storage.remove_item(THEME),
        });
    }
}

/// Keeps a claim that is about to be sent, to be looked for after a reload.
pub fn keep_claim(text: &str) {
    if let Some(storage) = session() {
        // Without storage a reload forgets the claim, as it forgets the key.
        drop(storage.set_item(CLAIM, text));
    }
}

/// The claim that was kept, if one is.
#[must_use]
pub fn claim() -> Option<String> {
    session()?.get_item(CLAIM).ok()?
}

/// Forgets the claim.
pub fn forget_claim() {
    if let Some(storage) = session() {
        drop(storage.remove_item(CLAIM));
    }
}

/// Whether the list is to be loaded again by itself.
#[must_use]
pub fn refreshes() -> bool {
    local()
        .and_then(|storage| storage.get_item(REFRESH).ok()?)
        .is_none()
}

/// Remembers whether the list is to be loaded again by itself.
pub fn keep_refreshes(on: bool) {
    if let Some(storage) = local() {
        // A choice that cannot be remembered still holds for this page.
        drop(if on {
            storage.remove_item(REFRESH)
        } else {
            storage.set_item(REFRESH, "off")
        });
    }
}

fn session() -> Option<Storage> {
    window().session_storage().ok()?
}

fn local() -> Option<Storage> {
    window().local_storage().ok()?
}
