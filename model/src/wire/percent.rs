//! Percent encoding for a query value, a path segment and the fragment.

use crate::domain::Address;

const HEX: [char; 16] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
];

/// Encodes all but the unreserved characters of RFC 3986.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for nibble in [byte >> 4, byte & 15] {
                encoded.extend(HEX.get(usize::from(nibble)));
            }
        }
    }
    encoded
}

/// An address for storage: it holds no separator of what is stored, such as `,`, `@`, ` ` or `-`.
pub(crate) fn encode_address(address: Address) -> String {
    encode(&address.to_string()).replace('-', "%2D")
}

/// Reads what [`encode_address`] wrote, whether the address has been read in this page or not.
pub(crate) fn decode_address(text: &str) -> Option<Address> {
    Address::read(&decode(text)?)
}

/// Decodes [`encode`], and `+` as a space since people type it. `None` for a broken escape or
/// invalid UTF-8.
#[must_use]
pub fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? << 4 | hex(rest.next()?)?,
            b'+' => b' ',
            plain => plain,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_reads_back() {
        for text in [
            "",
            "ny2",
            "East Asia (TYO9)",
            "a+b&c=d#e/f?g%h",
            "é\u{1F600}\n",
        ] {
            let encoded = encode(text);
            assert!(
                encoded
                    .bytes()
                    .all(|byte| byte.is_ascii_graphic() && !b"&=+#?/".contains(&byte)),
                "{encoded}"
            );
            assert_eq!(decode(&encoded).as_deref(), Some(text));
        }
        assert_eq!(encode("a b"), "a%20b");
        assert_eq!(decode("a+b").as_deref(), Some("a b"));
    }

    #[test]
    fn broken_escapes_are_none() {
        for text in ["%", "%2", "%zz", "%ff", "a%c3"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }

    #[test]
    fn a_stored_address_reads_back_without_a_separator_in_its_text() {
        for text in ["203.0.113.7", "2001:db8::7", "a-b.example", "a,b@c d?e+f!%"] {
            let address = Address::read(text).unwrap();
            let stored = encode_address(address);
            assert!(
                !stored.contains([',', '@', ' ', '-', '?', '+', '!']),
                "{stored}"
            );
            assert_eq!(decode_address(&stored), Some(address));
        }
        assert_eq!(encode_address(Address::new(203, 0, 113, 7)), "203.0.113.7");
        assert_eq!(decode_address(".."), None);
    }
}
