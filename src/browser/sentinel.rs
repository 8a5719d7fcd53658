//! Reports when the end of the list comes into view.

use leptos::prelude::untrack;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

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
        // The end counts as in view before it is, so that the next page is there when it is reached.
        options.set_root_margin("0px 0px 600px 0px");
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

    /// Reports again if the end is in view: an observer only speaks of changes, and
    /// after a short page the end may still be in view.
    pub fn check_again(&self) {
        self.observer.unobserve(&self.element);
        self.observer.observe(&self.element);
    }
}

impl Drop for Sentinel {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
