//! Field types for JSON, of which no single field may cost the whole.
//!
//! A derived struct fails as soon as one field does. The contract leaves too much open for that
//! (`docs/api.md`, List and Regions), so the fields of an answer are [`Lenient`], and its objects
//! are read as [`Object`]s.

use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A field that takes any JSON, so that it never fails the object it stands in, and reads it as a
/// `T` on demand.
///
/// | the field is | it reads as |
/// | --- | --- |
/// | absent (with `#[serde(default)]`), `null`, `""` | [`Reading::Missing`] |
/// | JSON of a `T` | [`Reading::Value`] |
/// | anything else: another type, a string with half of a surrogate pair | [`Reading::Unreadable`] |
///
/// Broken JSON still fails the whole text. In a struct, serde needs `#[serde(borrow)]` on one
/// field to borrow the JSON of all.
///
/// Reading on demand keeps the derived code small: a struct of borrowed text has nothing to drop
/// when a later field fails (`docs/performance.md`).
#[derive(Debug)]
pub struct Lenient<'a, T> {
    json: &'a str,
    value: PhantomData<T>,
}

/// The content of a [`Lenient`] field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading<T> {
    /// Nothing was sent.
    Missing,
    /// Something was sent that is no `T`.
    Unreadable,
    /// A `T` was sent.
    Value(T),
}

impl<T> Reading<T> {
    /// The value; `None` for a field that is missing or unreadable.
    #[must_use]
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Missing | Self::Unreadable => None,
        }
    }
}

impl<'a, T: Deserialize<'a>> Lenient<'a, T> {
    /// Reads the field as the table says.
    #[must_use]
    pub fn read(&self) -> Reading<T> {
        match self.json {
            "null" | "\"\"" => Reading::Missing,
            json => serde_json::from_str(json).map_or(Reading::Unreadable, Reading::Value),
        }
    }

    /// Reads the value; `None` for a field that is missing or unreadable.
    #[must_use]
    pub fn value(&self) -> Option<T> {
        self.read().value()
    }
}

impl Lenient<'_, String> {
    /// Reads the text and trims it; `None` when nothing remains.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.parse(|text| Ok::<_, ()>(text.to_owned())).value()
    }

    /// Parses the trimmed text. Blank text is missing, text that does not parse is unreadable.
    pub fn parse<T, E>(&self, parse: impl FnOnce(&str) -> Result<T, E>) -> Reading<T> {
        match self.read() {
            Reading::Missing => Reading::Missing,
            Reading::Unreadable => Reading::Unreadable,
            Reading::Value(text) => match text.trim() {
                "" => Reading::Missing,
                text => parse(text).map_or(Reading::Unreadable, Reading::Value),
            },
        }
    }
}

impl<T> Default for Lenient<'_, T> {
    fn default() -> Self {
        Self {
            json: "null",
            value: PhantomData,
        }
    }
}

/// Captures the JSON of the field as it is. serde_json cannot continue after a value of another
/// type or half of a surrogate pair, and recurses into what is nested; a raw value does neither.
impl<'de: 'a, 'a, T> Deserialize<'de> for Lenient<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = <&RawValue>::deserialize(deserializer)?.get();
        Ok(Self {
            json,
            value: PhantomData,
        })
    }
}

/// An object that is read into the struct `T`. In two ways this differs from serde's own reading:
///
/// * it refuses an array, which serde takes for the fields in their order;
/// * it ignores a member whose name holds half of a surrogate pair, like any unknown member.
///
/// As with serde alone, a field that stands twice fails the object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Object<T>(pub T);

/// Reads a text that is one JSON object; `None` for any other.
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

/// The members of an object. A name with half of a surrogate pair reads as an empty one, which no
/// struct has.
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
