//! The page around the application: it remembers what it is asked for.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use app::App;
use app::ports::{AddressBar, Device, Focus, FocusTarget, LocalFuture, Storage, TabMessage, Tabs};
use app::preferences::Theme;

/// Storage in memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory(RefCell<BTreeMap<String, String>>);

impl Storage for Memory {
    fn get(&self, name: &str) -> Option<String> {
        self.0.borrow().get(name).cloned()
    }

    fn set(&self, name: &str, text: &str) -> bool {
        self.0.borrow_mut().insert(name.to_owned(), text.to_owned());
        true
    }

    fn remove(&self, name: &str) {
        self.0.borrow_mut().remove(name);
    }

    fn remove_all(&self, prefix: &str) {
        self.0
            .borrow_mut()
            .retain(|name, _| !name.starts_with(prefix));
    }

    fn is_available(&self) -> bool {
        true
    }
}

/// The page of one application, and the browser around it.
#[derive(Default)]
pub(crate) struct Page {
    app: OnceCell<App>,
    fragment: RefCell<String>,
    pub(crate) messages: RefCell<Vec<TabMessage>>,
    pub(crate) is_hidden: Cell<bool>,
    pub(crate) tab_storage: Rc<Memory>,
    pub(crate) browser_storage: Rc<Memory>,
    /// What was to take the focus last.
    pub(crate) focused: RefCell<Vec<FocusTarget>>,
    /// Whether pointer or focus is in the toasts.
    pub(crate) is_in_toasts: Cell<bool>,
    pub(crate) is_offline: Cell<bool>,
    /// The browser asks before the page is left.
    pub(crate) asks_before_leaving: Cell<bool>,
    /// The page came over http.
    pub(crate) is_insecure: Cell<bool>,
    /// The browser lets the page copy and save nothing.
    pub(crate) refuses: Cell<bool>,
    /// The texts that were copied.
    pub(crate) copied: RefCell<Vec<String>>,
    /// The files that were saved, by name and text.
    pub(crate) files: RefCell<Vec<(String, String)>>,
}

impl Page {
    pub(crate) fn new(tab_storage: Rc<Memory>, browser_storage: Rc<Memory>) -> Self {
        Self {
            tab_storage,
            browser_storage,
            ..Self::default()
        }
    }

    pub(crate) fn set_app(&self, app: App) {
        assert!(self.app.set(app).is_ok(), "a page has one application");
    }
}

impl Tabs for Page {
    fn broadcast(&self, message: TabMessage) {
        self.messages.borrow_mut().push(message);
    }
}

impl AddressBar for Page {
    fn fragment(&self) -> String {
        self.fragment.borrow().clone()
    }

    fn push(&self, fragment: &str) {
        self.replace(fragment);
        if let Some(app) = self.app.get().copied() {
            let fragment = fragment.to_owned();
            // A browser reports it once the event that did it is over.
            tokio::task::spawn_local(async move { app.fragment_changed(&fragment) });
        }
    }

    fn replace(&self, fragment: &str) {
        self.fragment.replace(fragment.to_owned());
    }
}

impl Focus for Page {
    fn focus(&self, targets: Vec<FocusTarget>) {
        self.focused.replace(targets);
    }

    fn current(&self) -> Option<FocusTarget> {
        None
    }

    fn is_on(&self, _: &str) -> bool {
        false
    }

    fn is_lost(&self) -> bool {
        true
    }

    fn is_in_toasts(&self) -> bool {
        self.is_in_toasts.get()
    }
}

impl Device for Page {
    fn is_online(&self) -> bool {
        !self.is_offline.get()
    }

    fn is_secure(&self) -> bool {
        !self.is_insecure.get()
    }

    fn is_visible(&self) -> bool {
        !self.is_hidden.get()
    }

    fn copy(&self, text: &str) -> LocalFuture<bool> {
        let is_copied = !self.refuses.get();
        if is_copied {
            self.copied.borrow_mut().push(text.to_owned());
        }
        Box::pin(async move { is_copied })
    }

    fn save_file(&self, name: &str, _: &str, parts: Vec<String>) -> bool {
        let is_saved = !self.refuses.get();
        if is_saved {
            let file = (name.to_owned(), parts.concat());
            self.files.borrow_mut().push(file);
        }
        is_saved
    }

    fn ask_before_leaving(&self, asks: bool) {
        self.asks_before_leaving.set(asks);
    }

    fn apply_theme(&self, _: Theme) {}
}
