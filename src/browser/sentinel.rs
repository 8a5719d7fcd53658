//! Tells when the end of the list comes into view.

use leptos::prelude::untrack;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far below the visible part the end counts as in view, so that the next
/// page is there before it is reached.
const MARGIN: &str = "0px 0px 600px 0px";

/// Watches one element until it is dropped.
pub struct Sentinel {
    observer: IntersectionObserver,
    element: Element,
    _callback: Closure<dyn FnMut(js_sys::Array)>,
}

impl Sentinel {
    /// Watches `element` within `scroller`; `seen` is called whenever it comes into view.
    #[must_use]
    pub fn watch(element: &Element, scroller: &Element, seen: impl Fn() + 'static) -> Option<Self> {
        let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let newest = entries.pop().dyn_into::<IntersectionObserverEntry>();
            if newest.is_ok_and(|entry| entry.is_intersecting()) {
                untrack(&seen);
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root(Some(scroller));
        options.set_root_margin(MARGIN);
        let function = callback.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new_with_options(function, &options)
            .map_err(drop::<JsValue>)
            .ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            element: element.clone(),
            _callback: callback,
        })
    }

    /// Looks again: an observer only speaks when something changes, and after
    /// a short page the end may still be in view.
    pub fn look_again(&self) {
        self.observer.unobserve(&self.element);
        self.observer.observe(&self.element);
    }
}

impl Drop for Sentinel {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
