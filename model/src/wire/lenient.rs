//! Field types for JSON of which no single field may cost the whole.
//!
//! A derived struct fails as soon as one field does. The contract leaves too much open for that
//! (`docs/api.md`, List and Regions), so the fields of an answer are [`Lenient`], and its objects
//! are read as [`Object`]s.

use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A field that reads any JSON, so that it never fails the object it stands in.
///
/// | the field is | it reads as |
/// | --- | --- |
/// | absent (with `#[serde(default)]`), `null`, `""` | [`Missing`](Self::Missing) |
/// | what `T` reads | [`Value`](Self::Value) |
/// | anything else: another type, text with half of a surrogate pair | [`Unreadable`](Self::Unreadable) |
///
/// Only JSON that is broken still fails. Text is kept as it came; see [`Lenient::text`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lenient<T> {
    /// Nothing was sent.
    #[default]
    Missing,
    /// Something was sent, and it is no `T`.
    Unreadable,
    /// What was sent.
    Value(T),
}

impl<T> Lenient<T> {
    /// The value, where one could be read.
    #[must_use]
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Missing | Self::Unreadable => None,
        }
    }
}

impl Lenient<String> {
    /// Trims the text; `None` when nothing remains.
    #[must_use]
    pub fn text(self) -> Option<String> {
        let text = self.value()?;
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// Parses the trimmed text. Blank text is missing, text that does not parse is unreadable.
    pub fn parse<T, E>(self, parse: impl FnOnce(&str) -> Result<T, E>) -> Lenient<T> {
        match self {
            Self::Missing => Lenient::Missing,
            Self::Unreadable => Lenient::Unreadable,
            Self::Value(text) => match text.trim() {
                "" => Lenient::Missing,
                text => parse(text).map_or(Lenient::Unreadable, Lenient::Value),
            },
        }
    }
}

/// Captures the field as JSON first: serde_json cannot go on after a value of another type or
/// half of a surrogate pair, and this way it does not have to. Nor does deep nesting recurse.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = <&RawValue>::deserialize(deserializer)?.get();
        Ok(match json {
            "null" | "\"\"" => Self::Missing,
            json => serde_json::from_str(json).map_or(Self::Unreadable, Self::Value),
        })
    }
}

/// An object read into the struct `T`, more strictly and more leniently than serde does alone:
///
/// * an array is refused, which serde takes for the fields in their order;
/// * a member whose name holds half of a surrogate pair is passed over like any unknown one.
///
/// A field that stands twice is refused, as serde does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Object<T>(pub T);

/// Reads a text that is one object; `None` for any other.
#[must_use]
pub fn object<'a, T: Deserialize<'a>>(json: &'a str) -> Option<T> {
    serde_json::from_str(json).ok().map(|Object(fields)| fields)
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(PhantomData))
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Object<T>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Object<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(Members(members))).map(Object)
    }
}

/// The members of an object. A name that is no text becomes the empty one, which no struct has.
struct Members<A>(A);

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Members<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let Some(name) = self.0.next_key::<&RawValue>()? else {
            return Ok(None);
        };
        let name: String = serde_json::from_str(name.get()).unwrap_or_default();
        seed.deserialize(name.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.0.next_value_seed(seed)
    }
}

#[cfg(test)]
mod tests;
