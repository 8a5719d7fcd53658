//! What this browser remembers of its user's choices.

use std::rc::Rc;

use model::domain::Price;
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set};

use crate::ports::{Ports, Storage};
pub use crate::theme::Theme;

/// A choice that the browser remembers. One that cannot be stored still holds for this page.
pub struct Preference<T: 'static> {
    name: &'static str,
    storage: Rc<dyn Storage>,
    parse: fn(Option<&str>) -> T,
    /// The default is not stored, but its name is removed.
    text: fn(&T) -> Option<String>,
    value: RwSignal<T, LocalStorage>,
}

impl<T: Clone + PartialEq> Preference<T> {
    fn new(
        storage: &Rc<dyn Storage>,
        name: &'static str,
        parse: fn(Option<&str>) -> T,
        text: fn(&T) -> Option<String>,
    ) -> Self {
        Self {
            name,
            storage: storage.clone(),
            parse,
            text,
            value: RwSignal::new_local(parse(storage.get(name).as_deref())),
        }
    }

    /// The choice.
    #[must_use]
    pub fn get(&self) -> T {
        self.value.get()
    }

    /// Chooses, and remembers it.
    pub fn set(&self, value: T) {
        match (self.text)(&value) {
            // One that the browser refuses to store holds until the page is reloaded.
            Some(text) => _ = self.storage.set(self.name, &text),
            None => self.storage.remove(self.name),
        }
        self.value.set(value);
    }

    /// Takes over what another tab has chosen.
    pub(crate) fn reload(&self) {
        let stored = (self.parse)(self.storage.get(self.name).as_deref());
        if stored != self.value.get() {
            self.value.set(stored);
        }
    }
}

impl Preference<bool> {
    /// Switches on or off.
    pub fn toggle(&self) {
        self.set(!self.get());
    }
}

/// All that is remembered. Sessions come and go without touching it.
pub struct PreferencesSlice {
    ports: &'static Ports,
    /// Light, dark, or as the system has it.
    pub theme: Preference<Theme>,
    /// Nothing can be changed. The host may set that too: see `PermissionsSlice`.
    pub read_only: Preference<bool>,
    /// The list is refreshed every 30 seconds.
    pub auto_refresh: Preference<bool>,
    /// Single keys, such as `r`, are shortcuts.
    pub single_key_shortcuts: Preference<bool>,
    /// Notes stay in this browser after signing out.
    pub keep_notes: Preference<bool>,
    /// What an address is estimated to cost a month.
    pub price: Preference<Price>,
}

impl PreferencesSlice {
    pub(crate) fn new(ports: &'static Ports) -> Self {
        let storage = &ports.browser_storage;
        Self {
            ports,
            // `public/boot.js` reads this name before the first paint.
            theme: Preference::new(storage, "public-ips.theme", Theme::parse, |theme| {
                (*theme != Theme::System).then(|| theme.name().to_owned())
            }),
            read_only: Preference::new(storage, "public-ips.read-only", is_stored, store_on),
            auto_refresh: Preference::new(storage, "public-ips.refresh", is_not_stored, store_off),
            single_key_shortcuts: Preference::new(
                storage,
                "public-ips.keys",
                is_not_stored,
                store_off,
            ),
            keep_notes: Preference::new(storage, "public-ips.keep-notes", is_stored, store_on),
            price: Preference::new(
                storage,
                "public-ips.price",
                |text| text.and_then(Price::parse).unwrap_or_default(),
                |price| (*price != Price::default()).then(|| price.text()),
            ),
        }
    }

    /// Turns to the next theme.
    pub fn next_theme(&self) {
        let theme = self.theme.get().next();
        self.theme.set(theme);
        self.ports.device.apply_theme(theme);
    }
}

fn is_stored(text: Option<&str>) -> bool {
    text.is_some()
}

fn is_not_stored(text: Option<&str>) -> bool {
    text.is_none()
}

/// For what is off by default.
fn store_on(on: &bool) -> Option<String> {
    on.then(|| "on".to_owned())
}

/// For what is on by default.
fn store_off(on: &bool) -> Option<String> {
    (!on).then(|| "off".to_owned())
}
