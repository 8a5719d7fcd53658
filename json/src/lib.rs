//! JSON (RFC 8259), as far as answers of one small API need it: the members of an
//! object, the items of an array, strings. Everything else is checked and handed
//! on as the text that it is.
//!
//! serde_json reads any JSON into any type, and was 14 KB of the panel's wasm,
//! with as much again around it. The tests hold this reader against it.

mod reader;
mod strings;

use reader::Reader;
pub use strings::{push_string, string};

/// The values of these members of an object, each as its JSON text. `None` unless
/// the whole text is one object, and when one of these names stands in it twice.
#[must_use]
pub fn members<'a, const N: usize>(
    text: &'a str,
    names: [&str; N],
) -> Option<[Option<&'a str>; N]> {
    let mut values = [None; N];
    fill(text, &names, &mut values).then_some(values)
}

// Written once for every number of names.
fn fill<'a>(text: &'a str, names: &[&str], values: &mut [Option<&'a str>]) -> bool {
    let mut twice = false;
    let read = Reader::whole(text, b'{', &mut |name, value| {
        for (wanted, place) in names.iter().zip(values.iter_mut()) {
            let is_it = if name.contains('\\') {
                strings::unescaped(name).as_deref() == Some(*wanted)
            } else {
                name == *wanted
            };
            if is_it {
                twice |= place.replace(value).is_some();
            }
        }
    });
    read.is_some() && !twice
}

/// The items of an array, each as its JSON text. `None` unless the whole text is one array.
#[must_use]
pub fn items(text: &str) -> Option<Vec<&str>> {
    let mut items = Vec::new();
    Reader::whole(text, b'[', &mut |_, item| items.push(item))?;
    Some(items)
}

#[cfg(test)]
mod tests;
