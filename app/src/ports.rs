//! What the application needs of the world, as small traits.
//!
//! `src/browser/` implements them for the page, `app/tests/support/` for tests.

use std::any::Any;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use model::domain::{Address, ApiKey, Timestamp};
use model::wire::{ApiBase, Failure, Request};

use crate::cancel::Cancel;
pub use crate::row_commands::RowButton;
use crate::theme::Theme;

/// A future of this thread.
pub type LocalFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// One of each port. Handed over once, when the application starts.
pub struct Ports {
    /// The API, live or simulated.
    pub api: Rc<dyn Connect>,
    /// Time.
    pub clock: Rc<dyn Clock>,
    /// Storage of this tab, gone when it is closed.
    pub tab_storage: Rc<dyn Storage>,
    /// Storage that all tabs of this origin share.
    pub browser_storage: Rc<dyn Storage>,
    /// The other tabs of this origin.
    pub tabs: Rc<dyn Tabs>,
    /// The fragment of the URL.
    pub address_bar: Rc<dyn AddressBar>,
    /// Randomness for backoff.
    pub random: Rc<dyn Random>,
    /// The keyboard focus.
    pub focus: Rc<dyn Focus>,
    /// Clipboard, files, network, visibility and theme.
    pub device: Rc<dyn Device>,
}

/// Opens a connection to an API.
pub trait Connect {
    /// The API of a host, with a key. The key goes to this base and nowhere else.
    fn live(&self, base: &ApiBase, key: &ApiKey) -> Rc<dyn Api>;
}

/// Carries requests to the API. Knows nothing of retries or sessions.
pub trait Api {
    /// Sends a request once and returns the body of a 200. Takes `limit_ms` at
    /// most, and fails with [`Failure::Cancelled`] once `cancel` is cancelled.
    fn send(
        &self,
        request: &Request,
        limit_ms: u32,
        cancel: &Cancel,
    ) -> LocalFuture<Result<String, Failure>>;
    /// Finds out why a request got no answer, which a browser does not say
    /// (`docs/api.md`, CORS). Any other failure comes back as it is.
    fn diagnose(&self, failure: Failure) -> LocalFuture<Failure>;
}

/// The wall clock and timers.
pub trait Clock {
    /// Now. May go back when the user or the system sets the clock.
    fn now(&self) -> Timestamp;
    /// Waits, in milliseconds.
    fn sleep(&self, ms: u32) -> LocalFuture<()>;
}

/// Stored texts by name. The browser may refuse each call; what is read back is untrusted input.
pub trait Storage {
    /// The text of a name. `None` also when the browser refuses.
    fn get(&self, name: &str) -> Option<String>;
    /// Stores a text. `false` when the browser refuses or has no room.
    fn set(&self, name: &str, text: &str) -> bool;
    /// Removes a name, if it is there.
    fn remove(&self, name: &str);
    /// Removes every name that begins with a prefix.
    fn remove_all(&self, prefix: &str);
    /// Whether the browser lets the page store anything.
    fn is_available(&self) -> bool;
}

/// What one tab tells the others: its user ended the session, and means all tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TabMessage {
    /// Signed out.
    SignedOut,
    /// Locked.
    Locked,
}

/// The other tabs of this origin.
pub trait Tabs {
    /// Sends a message to every other tab.
    fn broadcast(&self, message: TabMessage);
}

/// The fragment of the URL. All fragments here are without `#`, but for those
/// that [`AddressBar::fragment`] reads, which may have it.
pub trait AddressBar {
    /// The fragment as it is now.
    fn fragment(&self) -> String;
    /// Sets the fragment as a new entry of the history. The page reports the
    /// change to `App::fragment_changed`, as it does for Back.
    fn push(&self, fragment: &str);
    /// Sets the fragment in place of the present entry. Nothing is reported.
    fn replace(&self, fragment: &str);
}

/// Randomness that need not be unpredictable.
pub trait Random {
    /// A number of the whole range.
    fn u32(&self) -> u32;
}

/// Something that can take the focus, looked up when the focus moves.
#[derive(Clone, Debug)]
pub enum FocusTarget {
    /// The element of an id.
    Id(&'static str),
    /// A button in the row that shows an address. Which row that is changes as the list scrolls.
    Row(Address, RowButton),
    /// An element that had the focus before. Only the port that returned it knows its type.
    Element(Rc<dyn Any>),
}

/// The keyboard focus.
pub trait Focus {
    /// Focuses the first target that is in the page and can take the focus, after
    /// the next draw. The text of a field that is named by its id is selected, so
    /// that typing replaces it.
    fn focus(&self, targets: Vec<FocusTarget>);
    /// The element that has the focus.
    fn current(&self) -> Option<FocusTarget>;
    /// Whether the element of an id has the focus.
    fn is_on(&self, id: &str) -> bool;
    /// Whether no element has the focus: the one that had it is hidden or gone.
    fn is_lost(&self) -> bool;
    /// Whether pointer or focus is in the toasts.
    fn is_in_toasts(&self) -> bool;
}

/// The browser around the page.
pub trait Device {
    /// Whether the browser has a network. That it has one proves nothing.
    fn is_online(&self) -> bool;
    /// Whether the browser calls the page secure: what is typed into it or sent
    /// from it can be read by no one on the way.
    fn is_secure(&self) -> bool;
    /// Whether the page is in view: not in a hidden tab, not minimised.
    fn is_visible(&self) -> bool;
    /// Copies a text. `false` when the browser refuses, as on a page served over http.
    fn copy(&self, text: &str) -> LocalFuture<bool>;
    /// Saves a file, its text in parts so that a long one never has to be joined.
    /// `false` when the browser refuses.
    fn save_file(&self, name: &str, mime: &str, parts: Vec<String>) -> bool;
    /// Has the browser ask before the page is left, or not.
    fn ask_before_leaving(&self, asks: bool);
    /// Shows the page in a theme.
    fn apply_theme(&self, theme: Theme);
}
