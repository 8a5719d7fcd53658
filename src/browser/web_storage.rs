//! Web Storage: texts of this tab, and of all tabs of this origin.

#![expect(
    clippy::disallowed_methods,
    reason = "the one file that touches storage"
)]

use app::ports::Storage;
use leptos::prelude::window;

/// The port of one kind of storage. It is looked up at each call: a browser may refuse any of them.
pub struct WebStorage(fn() -> Option<web_sys::Storage>);

impl WebStorage {
    /// Storage of this tab, gone when it is closed.
    #[must_use]
    pub fn of_tab() -> Self {
        Self(|| window().session_storage().ok()?)
    }

    /// Storage that all tabs of this origin share.
    #[must_use]
    pub fn of_browser() -> Self {
        Self(|| window().local_storage().ok()?)
    }
}

impl Storage for WebStorage {
    fn get(&self, name: &str) -> Option<String> {
        self.0()?.get_item(name).ok()?
    }

    fn set(&self, name: &str, text: &str) -> bool {
        self.0().is_some_and(|storage| storage.set_item(name, text).is_ok())
    }

    fn remove(&self, name: &str) {
        if let Some(storage) = self.0() {
            // A storage that refuses this holds nothing of the page either.
            drop(storage.remove_item(name));
        }
    }

    fn remove_all(&self, prefix: &str) {
        let Some(storage) = self.0() else { return };
        let count = storage.length().unwrap_or_default();
        // From the end: removing a name moves those behind it.
        for index in (0..count).rev() {
            if let Ok(Some(name)) = storage.key(index)
                && name.starts_with(prefix)
            {
                self.remove(&name);
            }
        }
    }

    fn is_available(&self) -> bool {
        let name = "public-ips.probe";
        let is_stored = self.set(name, "");
        self.remove(name);
        is_stored
    }
}
