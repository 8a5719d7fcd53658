//! Replaces the key in a text from outside: an API, or something in front of it, may repeat what it
//! was sent.

use super::ApiKey;

/// A shorter key is no secret, and would be found in the names of JSON members.
const MIN_LENGTH: usize = 4;

/// Stands in place of the key.
const MARK: &str = "…";

impl ApiKey {
    /// Replaces the key by "…", also where JSON or percent encoding spells its characters otherwise.
    ///
    /// Before the text is read or cut: half a key is a secret too.
    #[must_use]
    pub fn redact(&self, text: String) -> String {
        let key = self.secret().as_bytes();
        if key.len() < MIN_LENGTH {
            return text;
        }
        let (mut redacted, mut copied, mut at) = (String::new(), 0, 0);
        while let Some(rest) = text.as_bytes().get(at..).filter(|rest| !rest.is_empty()) {
            if let Some(length) = length_at(rest, key) {
                redacted.push_str(text.get(copied..at).unwrap_or_default());
                redacted.push_str(MARK);
                at += length;
                copied = at;
            } else {
                at += 1;
            }
        }
        if copied == 0 {
            return text;
        }
        redacted.push_str(text.get(copied..).unwrap_or_default());
        redacted
    }
}

/// The length of the key at the start of a text; `None` if the text starts otherwise.
fn length_at(text: &[u8], key: &[u8]) -> Option<usize> {
    let mut length = 0;
    for byte in key {
        length += spelling(text.get(length..)?, *byte)?;
    }
    Some(length)
}

/// The length of a character at the start of a text: as it is, `\/`, `\u002f` or `%2f`.
fn spelling(text: &[u8], byte: u8) -> Option<usize> {
    match text {
        [b'\\', b'u', digits @ ..] if is_hex(digits.get(..4)?, byte) => Some(6),
        [b'\\', escaped, ..] if *escaped == byte && b"\"\\/".contains(&byte) => Some(2),
        [b'%', digits @ ..] if digits.get(..2).is_some_and(|it| is_hex(it, byte)) => Some(3),
        [plain, ..] if *plain == byte => Some(1),
        _ => None,
    }
}

fn is_hex(digits: &[u8], byte: u8) -> bool {
    let digits = std::str::from_utf8(digits).ok();
    let value = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
    value == Some(byte.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::test_support::TestRng;

    fn redact(key: &str, text: &str) -> String {
        ApiKey::parse(key).unwrap().redact(text.to_owned())
    }

    #[test]
    fn a_key_is_replaced_wherever_it_stands() {
        for (text, expected) in [
            ("", ""),
            ("nothing of it", "nothing of it"),
            ("s3cr3t/Key", "…"),
            ("é s3cr3t/Key, s3cr3t/Key é", "é …, … é"),
            ("s3cr3t/Keys3cr3t/Key", "……"),
            ("s3cr3s3cr3t/Key", "s3cr3…"),
            ("S3CR3T/KEY s3cr3t/Ke", "S3CR3T/KEY s3cr3t/Ke"),
            (
                r#"{"message":"Bearer s3cr3t/Key is wrong"}"#,
                r#"{"message":"Bearer … is wrong"}"#,
            ),
            ("<p>s3cr3t/Key</p>", "<p>…</p>"),
        ] {
            assert_eq!(redact("s3cr3t/Key", text), expected);
        }
    }

    #[test]
    fn every_spelling_of_json_and_urls_is_found() {
        for text in [
            r"s3cr3t\/Key",
            r"\u0073\u0033cr3t\u002fKey",
            r"s3cr3t\u002FKey",
            "s3cr3t%2FKey",
            "s3cr3t%2fKey",
            "%73%33%63%72%33%74%2f%4b%65%79",
        ] {
            assert_eq!(redact("s3cr3t/Key", &format!("é {text}!")), "é …!");
        }
        assert_eq!(redact(r#"a"b\c%d"#, r#"a\"b\\c%25d"#), "…");
        assert_eq!(redact(r#"a"b\c%d"#, r#"a"b\c%d"#), "…");
        for text in [r"s3cr3t\u02fKey", r"s3cr3t\u00", "s3cr3t%2"] {
            assert_eq!(redact("s3cr3t/Key", text), text);
        }
    }

    #[test]
    fn a_key_of_three_characters_would_spoil_the_json_and_is_left() {
        assert_eq!(redact("ip1", "ip1"), "ip1");
        assert_eq!(redact("demo", "demo"), "…");
    }

    /// No text keeps a key that was put into it, in any spelling, between any others.
    #[test]
    fn no_key_is_left_in_any_text() {
        for seed in 1..=2_000 {
            let rng = &mut TestRng::for_run(seed);
            let letters: Vec<char> = ('!'..='~').filter(|it| !"\\%\"".contains(*it)).collect();
            let length = 4 + rng.below(40);
            let key: String = (0..length)
                .map(|_| letters[rng.below(letters.len())])
                .collect();
            let noise = |rng: &mut TestRng| -> String {
                let cut = rng.below(key.len());
                [&key[..cut], "é", "\\", "%", "\\u00", " "][rng.below(6)].to_owned()
            };
            let mut text = noise(rng);
            for character in key.chars() {
                let code = u32::from(character);
                match rng.below(4) {
                    0 => text.push_str(&format!("\\u{code:04x}")),
                    1 => text.push_str(&format!("%{code:02X}")),
                    _ => text.push(character),
                }
            }
            text.push_str(&noise(rng));
            let redacted = redact(&key, &text);
            assert!(
                redacted.contains(MARK),
                "{seed}: {key} in {text}: {redacted}"
            );
            assert!(!redacted.contains(&key), "{seed}: {redacted}");
        }
    }
}
