//! A handle to an element, and the methods that build it.

use std::borrow::Cow;

use leptos::ev::EventDescriptor;
use leptos::prelude::{document, untrack};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Element, Event};

use crate::attribute::{write_aria, write_attribute, write_property};
use crate::{Attribute, IntoAttribute, IntoChild, Value, effect, keep};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A handle to an element. A clone is another handle to the same one.
#[derive(Clone)]
#[must_use]
pub struct El(pub(crate) Element);

impl From<Element> for El {
    fn from(element: Element) -> Self {
        Self(element)
    }
}

impl El {
    // The name of a tag is always accepted, so making an element of it cannot fail.

    pub(crate) fn html(tag: &str) -> Self {
        Self(document().create_element(tag).unwrap_throw())
    }

    pub(crate) fn svg(tag: &str) -> Self {
        Self(document().create_element_ns(Some(SVG), tag).unwrap_throw())
    }

    /// The element.
    #[must_use]
    pub fn node(&self) -> &Element {
        &self.0
    }

    /// The element as the type of its tag.
    #[must_use]
    pub fn node_as<T: JsCast + Clone>(&self) -> T {
        self.0.unchecked_ref::<T>().clone()
    }

    /// The element inside this one that a selector finds. Both are written by us, so it is there.
    pub fn find(&self, selector: &str) -> Self {
        let found = self.0.query_selector(selector).unwrap_throw();
        Self(found.unwrap_throw())
    }

    /// Sets or follows the `id`.
    pub fn id<'a, M>(self, id: impl IntoAttribute<'a, M>) -> Self {
        self.attr("id", id)
    }

    /// Sets or follows the classes, all in one value.
    pub fn class<'a, M>(self, names: impl IntoAttribute<'a, M>) -> Self {
        self.attr("class", names)
    }

    /// Sets or follows an attribute. Of a `bool`, `true` is present without a value, `false` absent.
    pub fn attr<'a, M>(self, name: &'static str, value: impl IntoAttribute<'a, M>) -> Self {
        self.apply(name, value.into_attribute(), write_attribute);
        self
    }

    /// Sets or follows `aria-name`. A `bool` is written out: "true" or "false".
    pub fn aria<'a, M>(self, name: &'static str, value: impl IntoAttribute<'a, M>) -> Self {
        self.apply(name, value.into_attribute(), write_aria);
        self
    }

    /// Sets or follows a property, such as `checked`: where what a person does changes it, the attribute of that name
    /// is the value it began with.
    pub fn prop<'a, M>(self, name: &'static str, value: impl IntoAttribute<'a, M>) -> Self {
        self.apply(name, value.into_attribute(), write_property);
        self
    }

    /// Appends a child.
    pub fn child<M>(self, child: impl IntoChild<M>) -> Self {
        child.append_to(&self);
        self
    }

    /// Listens for an event. The handler tracks nothing, even when an effect causes the event, as by moving the focus.
    pub fn on<E>(self, event: E, mut handler: impl FnMut(E::EventType) + 'static) -> Self
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        let handler = move |event: Event| handler(event.unchecked_into());
        self.listen(&event.name(), Box::new(handler));
        self
    }

    // The methods above are compiled for each closure; these, which do the work, once.

    fn apply(
        &self,
        name: &'static str,
        attribute: Attribute<'_>,
        write: fn(&Element, &str, &Value<'_>),
    ) {
        match attribute {
            Attribute::Plain(value) => write(&self.0, name, &value),
            Attribute::Followed(value) => {
                let (element, mut last) = (self.0.clone(), None);
                effect(move || {
                    let now = value();
                    if last.as_ref() != Some(&now) {
                        write(&element, name, &now);
                        last = Some(now);
                    }
                });
            }
        }
    }

    fn listen(&self, event: &str, mut handler: Box<dyn FnMut(Event)>) {
        let closure = Closure::<dyn FnMut(Event)>::new(move |event| untrack(|| handler(event)));
        self.0
            .add_event_listener_with_callback(event, closure.as_ref().unchecked_ref())
            .unwrap_throw();
        keep(closure);
    }

    pub(crate) fn append(&self, node: &web_sys::Node) {
        self.0.append_child(node).unwrap_throw();
    }

    pub(crate) fn append_text(&self, text: &str) {
        self.append(&document().create_text_node(text));
    }

    pub(crate) fn append_followed_text(&self, text: Box<dyn Fn() -> Cow<'static, str>>) {
        let node = document().create_text_node("");
        self.append(&node);
        let mut last = Cow::Borrowed("");
        effect(move || {
            let now = text();
            if last != now {
                node.set_data(&now);
                last = now;
            }
        });
    }
}
