//! The address bar: the fragment, the address of the page itself, and the entry of the history that an open dialog has,
//! so that Back closes the dialog and stays on the view.

#![expect(
    clippy::disallowed_methods,
    reason = "the one file that touches the address bar"
)]

use std::cell::Cell;

use app::App;
use app::ports::AddressBar;
use dom::effect;
use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AddEventListenerOptions, History};

/// The state of the entry below that of a dialog: whoever comes back to it closes the dialog.
const UNDER: &str = "under";
/// The state of the entry of a dialog.
const DIALOG: &str = "dialog";

thread_local! {
    /// The browser is going back from the entry of a dialog that was closed.
    static IS_LEAVING: Cell<bool> = const { Cell::new(false) };
}

/// The port of the fragment.
pub struct BrowserAddressBar;

impl AddressBar for BrowserAddressBar {
    fn fragment(&self) -> String {
        fragment()
    }

    fn push(&self, fragment: &str) {
        if IS_LEAVING.get() {
            // The browser would go back from this one.
            let fragment = fragment.to_owned();
            on_pop_state(true, move || set_fragment(&fragment));
        } else if state().as_deref() == Some(DIALOG) {
            // The view takes the place of the dialog that has led to it.
            let replaced = window().location().replace(&format!("#{fragment}"));
            debug_assert!(replaced.is_ok(), "a fragment can always be set");
        } else {
            set_fragment(fragment);
        }
    }

    fn replace(&self, fragment: &str) {
        let state = state().map_or(JsValue::NULL, |state| JsValue::from_str(&state));
        replace(fragment, &state);
    }
}

/// Gives an open dialog an entry of the history, and goes back from it when the dialog closes by other means than Back.
pub(super) fn follow_dialog(app: App) {
    let was_open = Cell::new(false);
    effect(move || {
        let is_open = app.dialog.is_open();
        let is_on_entry = state().as_deref() == Some(DIALOG);
        match (was_open.replace(is_open), is_open) {
            (false, true) if !is_on_entry => enter(app),
            (true, false) if is_on_entry && !IS_LEAVING.get() => {
                let is_leaving = history().is_some_and(|history| history.back().is_ok());
                IS_LEAVING.set(is_leaving);
            }
            _ => {}
        }
    });
    on_pop_state(false, move || {
        if state().as_deref() != Some(UNDER) {
            return;
        }
        let has_left = IS_LEAVING.replace(false);
        let is_open = app.dialog.is_open();
        if has_left || is_open {
            // The view, or its selection, may have changed since the dialog was opened.
            replace(&app.route.get().fragment(), &UNDER.into());
            restore_scroll("auto");
        }
        match (has_left, is_open) {
            // Another one was opened meanwhile.
            (true, true) => enter(app),
            (false, true) => app.dialog.close(),
            (_, false) => {}
        }
    });
}

/// Makes the entry of a dialog. What is below it names the view alone, so that a link opens nothing after Back.
fn enter(app: App) {
    let url = format!("#{}", fragment().trim_start_matches('#'));
    replace(&app.route.get().fragment(), &UNDER.into());
    // The focus decides what is in view once the dialog is closed.
    restore_scroll("manual");
    // Browsers refuse when this comes too often. Back then leaves the view.
    drop(history().map(|it| it.push_state_with_url(&DIALOG.into(), "", Some(&url))));
}

fn history() -> Option<History> {
    window().history().ok()
}

/// Whether the browser scrolls when it comes back to the present entry.
fn restore_scroll(mode: &str) {
    if let Some(history) = history() {
        let set = Reflect::set(&history, &"scrollRestoration".into(), &mode.into());
        debug_assert!(set.is_ok(), "{mode} is a mode");
    }
}

/// What the present entry of the history is for the panel.
fn state() -> Option<String> {
    history()?.state().ok()?.as_string()
}

fn replace(fragment: &str, state: &JsValue) {
    let url = format!("#{fragment}");
    // Browsers refuse when this comes too often. The view does not depend on it.
    drop(history().map(|it| it.replace_state_with_url(state, "", Some(&url))));
}

fn set_fragment(fragment: &str) {
    let pushed = window().location().set_hash(fragment);
    debug_assert!(pushed.is_ok(), "a fragment can always be set");
}

/// Runs a function when the browser has gone to another entry of the history: each time, or once.
fn on_pop_state(is_once: bool, run: impl Fn() + 'static) {
    let options = AddEventListenerOptions::new();
    options.set_once(is_once);
    let listener = Closure::<dyn Fn()>::new(run).into_js_value();
    let added = window().add_event_listener_with_callback_and_add_event_listener_options(
        "popstate",
        listener.unchecked_ref(),
        &options,
    );
    debug_assert!(added.is_ok(), "a window takes listeners");
}

/// The fragment, with its `#` unless it is empty.
pub(super) fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Scheme, host and port of the page.
#[must_use]
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Reloads the page.
pub fn reload() {
    let reloaded = window().location().reload();
    debug_assert!(reloaded.is_ok(), "a page can reload itself");
}
