//! What is kept in the browser: the key for this tab, and the theme.
//!
//! A browser may refuse storage altogether; then nothing is kept, and the
//! panel works until it is reloaded. What is read back is untrusted input.

use leptos::ev;
use leptos::prelude::{window, window_event_listener};
use model::domain::Price;
use model::state::StoredSession;
use web_sys::Storage;

/// The session of this tab. `public/boot.js` looks whether it is there.
const RECORD: &str = "public-ips.key";

/// Every entry of ours in session storage begins so.
const OURS: &str = "public-ips.";

/// A claim that was sent and not answered: times, region and addresses, no key.
const CLAIM: &str = "public-ips.claim";

/// Whether the list is not loaded again by itself.
const REFRESH: &str = "public-ips.refresh";

/// Whether nothing may be changed.
const READ_ONLY: &str = "public-ips.read-only";

/// What an address is taken to cost a month.
const PRICE: &str = "public-ips.price";
/// What the person has noted about addresses.
const NOTES: &str = "public-ips.notes";

/// Whether the notes stay when the person signs out.
const KEEP_NOTES: &str = "public-ips.keep-notes";

/// Whether single keys do nothing.
const KEYS: &str = "public-ips.keys";

/// The theme, read by `public/boot.js` too.
const THEME: &str = "public-ips.theme";

/// The session that this tab keeps, if it keeps one. It may have expired. What
/// is there and is none is of no use to anybody, and removed.
pub fn record() -> Option<StoredSession> {
    let storage = session()?;
    let record = StoredSession::parse(&storage.get_item(RECORD).ok()??);
    if record.is_none() {
        drop(storage.remove_item(RECORD));
    }
    record
}

/// Keeps a session until the tab is closed. `false` when the browser refuses.
pub fn save_record(record: &StoredSession) -> bool {
    session().is_some_and(|storage| storage.set_item(RECORD, &record.to_stored_text()).is_ok())
}

/// Whether the browser lets this tab keep anything.
#[must_use]
pub fn is_allowed() -> bool {
    session().is_some_and(|storage| {
        let written = storage.set_item(THEME, "").is_ok();
        drop(storage.remove_item(THEME));
        written
    })
}

/// Forgets the session, with everything else of ours that this tab keeps.
pub fn forget_session() {
    let Some(storage) = session() else { return };
    let mut at = storage.length().unwrap_or_default();
    // From the end, since removing an entry moves those behind it.
    while at > 0 {
        at -= 1;
        if let Ok(Some(name)) = storage.key(at)
            && name.starts_with(OURS)
        {
            // Removing what is there does not fail.
            drop(storage.remove_item(&name));
        }
    }
}

/// The name of the theme that was chosen.
#[must_use]
pub fn theme() -> Option<String> {
    local()?.get_item(THEME).ok()?
}

/// Remembers the name of the theme, or forgets it.
pub fn save_theme(name: Option<&str>) {
    note(THEME, name);
}

/// Keeps a claim that is about to be sent, to be looked for after a reload.
pub fn save_claim(text: &str) {
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
    !is_noted(REFRESH)
}

/// Remembers whether the list is to be loaded again by itself.
pub fn save_refreshes(on: bool) {
    note(REFRESH, (!on).then_some("off"));
}

/// Whether nothing may be changed.
#[must_use]
pub fn is_read_only() -> bool {
    is_noted(READ_ONLY)
}

/// Remembers whether nothing may be changed.
pub fn save_read_only(on: bool) {
    note(READ_ONLY, on.then_some("on"));
}

/// Whether single keys do something.
#[must_use]
pub fn has_keys() -> bool {
    !is_noted(KEYS)
}

/// Remembers whether single keys do something.
pub fn save_keys(on: bool) {
    note(KEYS, (!on).then_some("off"));
}

/// The notes, as they were kept.
#[must_use]
pub fn notes() -> Option<String> {
    local()?.get_item(NOTES).ok()?
}

/// Keeps the notes. `false` when the browser refuses, or has no room.
pub fn save_notes(text: &str) -> bool {
    local().is_some_and(|storage| storage.set_item(NOTES, text).is_ok())
}

/// Forgets the notes.
pub fn forget_notes() {
    note(NOTES, None);
}

/// Whether the notes stay when the person signs out.
#[must_use]
pub fn keeps_notes() -> bool {
    is_noted(KEEP_NOTES)
}

/// Remembers whether the notes stay when the person signs out.
pub fn save_keep_notes(on: bool) {
    note(KEEP_NOTES, on.then_some("on"));
}

/// Calls back when another tab of this origin has changed what the browser keeps.
pub fn on_change(callback: impl Fn() + 'static) {
    let _listens_for_ever = window_event_listener(ev::storage, move |_| callback());
}

fn is_noted(name: &str) -> bool {
    let noted = local().and_then(|storage| storage.get_item(name).ok()?);
    noted.is_some()
}

/// Notes a choice, or forgets it. One that cannot be remembered still holds for this page.
fn note(name: &str, choice: Option<&str>) {
    if let Some(storage) = local() {
        drop(match choice {
            Some(choice) => storage.set_item(name, choice),
            None => storage.remove_item(name),
        });
    }
}

/// What an address is taken to cost; the usual estimate unless somebody has set another.
#[must_use]
pub fn price() -> Price {
    let kept = local().and_then(|storage| storage.get_item(PRICE).ok()?);
    kept.and_then(|text| Price::parse(&text))
        .unwrap_or_default()
}

/// Remembers what an address is taken to cost, or forgets it when it is the usual estimate.
pub fn save_price(price: Price) {
    if let Some(storage) = local() {
        // A price that cannot be remembered still holds for this page.
        drop(if price == Price::default() {
            storage.remove_item(PRICE)
        } else {
            storage.set_item(PRICE, &price.text())
        });
    }
}

fn session() -> Option<Storage> {
    window().session_storage().ok()?
}

fn local() -> Option<Storage> {
    window().local_storage().ok()?
}
