//! Elements of the page, all of one type.
//!
//! Leptos' own views give every element a type of its own, and the compiler
//! writes code for each: they were 162 KB of the 580 KB that this panel's wasm
//! once had. Here an element is an element, and what Leptos is best at, the
//! signals, is kept (`docs/architecture.md`, Views).

use std::any::Any;

use leptos::prelude::{LocalStorage, StoredValue, document};
use leptos::wasm_bindgen::prelude::Closure;
use leptos::wasm_bindgen::{JsCast, UnwrapThrowExt};
use leptos::web_sys::{Element, Event};

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element under construction, or a handle to one in the page.
///
/// What is attached to it (listeners, bindings) lives as long as the reactive
/// owner it was made under, just as a signal does.
#[derive(Clone)]
pub struct El(Element);

/// A new HTML element.
#[must_use]
pub fn el(tag: &'static str) -> El {
    // A constant that is the name of a tag is always accepted.
    El(document().create_element(tag).unwrap_throw())
}

impl El {
    /// An element that is in the page already.
    #[must_use]
    pub fn of(element: Element) -> Self {
        Self(element)
    }

    /// A new element of a drawing.
    #[must_use]
    pub fn svg(tag: &'static str) -> Self {
        Self(document().create_element_ns(Some(SVG), tag).unwrap_throw())
    }

    /// The element itself.
    #[must_use]
    pub fn node(&self) -> &Element {
        &self.0
    }

    /// The element as the type that its tag has.
    #[must_use]
    pub fn node_as<T: JsCast + Clone>(&self) -> T {
        self.0.unchecked_ref::<T>().clone()
    }

    /// Sets the classes.
    #[must_use]
    pub fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    /// Sets an attribute. Names are constants of ours, so that setting one cannot fail.
    #[must_use]
    pub fn attr(self, name: &'static str, value: &str) -> Self {
        self.0.set_attribute(name, value).unwrap_throw();
        self
    }

    /// Sets an attribute without a value when the condition holds.
    #[must_use]
    pub fn flag(self, name: &'static str, set: bool) -> Self {
        if set { self.attr(name, "") } else { self }
    }

    /// Sets the text, in place of any content.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.0.set_text_content(Some(text));
        self
    }

    /// Appends text after what is there.
    #[must_use]
    pub fn then_text(self, text: &str) -> Self {
        self.0.append_with_str_1(text).unwrap_throw();
        self
    }

    /// Appends an element.
    #[must_use]
    pub fn child(self, child: El) -> Self {
        self.0.append_child(&child.0).unwrap_throw();
        self
    }

    /// Appends elements.
    #[must_use]
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Listens for an event.
    #[must_use]
    pub fn on(self, event: &'static str, handler: impl FnMut(Event) + 'static) -> Self {
        self.listen(event, Box::new(handler));
        self
    }

    /// Listens for a press: a click, or Enter and Space on a button.
    #[must_use]
    pub fn on_press(self, handler: impl Fn() + 'static) -> Self {
        self.on("click", move |_| handler())
    }

    pub(super) fn listen(&self, event: &'static str, handler: Box<dyn FnMut(Event)>) {
        let closure = Closure::wrap(handler);
        self.0
            .add_event_listener_with_callback(event, closure.as_ref().unchecked_ref())
            .unwrap_throw();
        keep(closure);
    }
}

/// Keeps a value as long as the present reactive owner.
/// It is boxed, so that Leptos' store is compiled for one type.
pub fn keep<T: 'static>(value: T) {
    let value: Box<dyn Any> = Box::new(value);
    let _owned: StoredValue<Box<dyn Any>, LocalStorage> = StoredValue::new_local(value);
}
