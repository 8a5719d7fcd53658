//! Values of attributes and properties: plain, or a closure that is followed.

use std::borrow::Cow;

use js_sys::Reflect;
use wasm_bindgen::{JsValue, UnwrapThrowExt};
use web_sys::Element;

use crate::IntoText;

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// No attribute.
    Absent,
    /// On or off; `attr` and `aria` write it differently.
    Flag(bool),
    /// Written as it is.
    Text(Cow<'a, str>),
}

/// A plain value of an attribute: text, a number, a `bool`, or an `Option` of these.
pub trait AttributeValue<'a> {
    /// The value, of one type.
    fn into_value(self) -> Value<'a>;
}

impl<'a, T: IntoText<'a>> AttributeValue<'a> for T {
    fn into_value(self) -> Value<'a> {
        Value::Text(self.into_text())
    }
}

impl<'a> AttributeValue<'a> for bool {
    fn into_value(self) -> Value<'a> {
        Value::Flag(self)
    }
}

impl<'a, V: AttributeValue<'a>> AttributeValue<'a> for Option<V> {
    fn into_value(self) -> Value<'a> {
        self.map_or(Value::Absent, V::into_value)
    }
}

/// A value to write once, or a closure to follow.
pub enum Attribute<'a> {
    /// Written once.
    Plain(Value<'a>),
    /// Written whenever it changes.
    Followed(Box<dyn Fn() -> Value<'static>>),
}

/// An [`AttributeValue`], or a closure that returns one and is run again when a signal it read changes.
/// The marker `M` keeps the two apart for the compiler.
pub trait IntoAttribute<'a, M> {
    /// The value or closure, of one type.
    fn into_attribute(self) -> Attribute<'a>;
}

impl<'a, V: AttributeValue<'a>> IntoAttribute<'a, ()> for V {
    fn into_attribute(self) -> Attribute<'a> {
        Attribute::Plain(self.into_value())
    }
}

impl<'a, F, V> IntoAttribute<'a, fn() -> V> for F
where
    F: Fn() -> V + 'static,
    V: AttributeValue<'static>,
{
    fn into_attribute(self) -> Attribute<'a> {
        Attribute::Followed(Box::new(move || self().into_value()))
    }
}

// Names of attributes are constants of ours, so writing one cannot fail.

pub(crate) fn write_attribute(element: &Element, name: &str, value: &Value<'_>) {
    match value {
        Value::Absent | Value::Flag(false) => element.remove_attribute(name),
        Value::Flag(true) => element.set_attribute(name, ""),
        Value::Text(text) => element.set_attribute(name, text),
    }
    .unwrap_throw();
}

pub(crate) fn write_aria(element: &Element, name: &str, value: &Value<'_>) {
    let name = format!("aria-{name}");
    match value {
        Value::Absent => element.remove_attribute(&name),
        Value::Flag(false) => element.set_attribute(&name, "false"),
        Value::Flag(true) => element.set_attribute(&name, "true"),
        Value::Text(text) => element.set_attribute(&name, text),
    }
    .unwrap_throw();
}

pub(crate) fn write_property(element: &Element, name: &str, value: &Value<'_>) {
    let value = match value {
        Value::Absent => JsValue::UNDEFINED,
        Value::Flag(flag) => JsValue::from_bool(*flag),
        Value::Text(text) => JsValue::from_str(text),
    };
    Reflect::set(element, &JsValue::from_str(name), &value).unwrap_throw();
}
