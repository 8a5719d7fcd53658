//! Reads the query of a list.

use crate::refusal::Refusal;

/// The decoded value of a parameter; the first one counts.
pub(crate) fn value(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (key == name).then(|| decode(value))
    })
}

/// Reads `limit`: 1 to 120, otherwise 400. Source: docs/api.md, List.
pub(crate) fn limit(query: &str) -> Result<usize, Refusal> {
    let Some(text) = value(query, "limit") else {
        // The live API's default is unknown. Source: docs/api.md, List and Unknown.
        return Ok(20);
    };
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(limit @ 1..=120) if digits => Ok(limit),
        Ok(_) | Err(_) => Err(Refusal::invalid(
            "limit",
            "Expected a whole number from 1 to 120.",
        )),
    }
}

/// Reads `order`: `true` for `desc`, the default, `false` for `asc`; otherwise 400.
/// Source: docs/api.md, List.
pub(crate) fn descending(query: &str) -> Result<bool, Refusal> {
    match value(query, "order").as_deref() {
        None | Some("desc") => Ok(true),
        Some("asc") => Ok(false),
        Some(_) => Err(Refusal::invalid("order", "Expected asc or desc.")),
    }
}

/// Decodes percent-encoding and `+`. Invalid encoding stays as it is.
fn decode(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, tail @ ..] = rest {
        let escaped = match rest {
            [b'%', high, low, tail @ ..] => digit(*high).zip(digit(*low)).map(|pair| (pair, tail)),
            _ => None,
        };
        if let Some(((high, low), tail)) = escaped {
            out.push(high << 4 | low);
            rest = tail;
        } else {
            out.push(if *byte == b'+' { b' ' } else { *byte });
            rest = tail;
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded() {
        let query = "a=1&after=d%2B1f%2b2+x&b&after=2&region=%zz%4";
        assert_eq!(value(query, "after").as_deref(), Some("d+1f+2 x"));
        assert_eq!(value(query, "b").as_deref(), Some(""));
        assert_eq!(value(query, "region").as_deref(), Some("%zz%4"));
        assert_eq!(value(query, "c"), None);
        assert_eq!(value("", "a"), None);
    }
}
