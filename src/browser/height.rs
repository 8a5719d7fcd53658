//! Heights that the styles need of each other: how much of the list a toast covers, how high the bars below it are.

use dom::keep;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlElement, ResizeObserver};

use super::{focus, page};

/// Keeps a custom property of the root at the height of an element, until the present owner ends.
pub fn publish_height(element: HtmlElement, property: &'static str) {
    let watched = element.clone();
    let mut last = 0;
    let resized = Closure::<dyn FnMut()>::new(move || {
        let height = element.offset_height();
        publish(property, &format!("{height}px"));
        if height > last {
            uncover_focus();
        }
        last = height;
    });
    if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
        observer.observe(&watched);
        keep(PublishedHeight {
            observer,
            property,
            _resized: resized,
        });
    }
}

struct PublishedHeight {
    observer: ResizeObserver,
    property: &'static str,
    _resized: Closure<dyn FnMut()>,
}

impl Drop for PublishedHeight {
    fn drop(&mut self) {
        self.observer.disconnect();
        publish(self.property, "0px");
    }
}

fn publish(property: &'static str, value: &str) {
    let root = document().document_element().map(JsCast::dyn_into);
    if let Some(Ok(root)) = root {
        page::set_style(&root, property, value);
    }
}

/// Scrolls the focused element out from under what has grown. One that was scrolled out of the window stays there.
fn uncover_focus() {
    let window_height = window().inner_height().ok().and_then(|it| it.as_f64());
    if let Some(element) = focus::current() {
        let top = element.get_bounding_client_rect().top();
        if (0.0..window_height.unwrap_or_default()).contains(&top) {
            focus::bring_into_view(&element);
        }
    }
}
