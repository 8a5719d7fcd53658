//! What is kept in the browser: the key for this tab, and the theme.
//!
//! A browser may refuse storage altogether; then nothing is kept, and the
//! panel works until it is reloaded. What is read back is untrusted input.

use leptos::prelude::window;
use model::domain::ApiKey;
use web_sys::Storage;

/// The one entry of session storage.
const KEY: &str = "public-ips.key";

/// The one entry of local storage, read by `public/boot.js` too.
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

fn session() -> Option<Storage> {
    window().session_storage().ok()?
}

fn local() -> Option<Storage> {
    window().local_storage().ok()?
}
