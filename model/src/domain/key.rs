//! The API key: opaque, never printed, made into a header in one place.

mod redact;

use std::fmt;

/// The longest key accepted, in bytes. The vendor documents no limit; proxies commonly refuse
/// headers above 8 KiB.
const MAX_BYTES: usize = 4096;

const SCHEME: &str = "Bearer";

/// A key valid in an `Authorization` header.
///
/// It has no `Display` and no `Serialize`, and its `Debug` is redacted, so that it cannot slip into
/// a log, a message or a link.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(String);

/// The reason a text cannot be a key. Found before anything is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyProblem {
    /// Only white space.
    Empty,
    /// A space inside, a control character, or one beyond ASCII: no header may carry it.
    BadCharacter,
    /// More than 4,096 bytes.
    TooLong,
}

impl ApiKey {
    /// Reads a pasted key, without outer white space and a leading `Bearer `.
    ///
    /// # Errors
    /// A [`KeyProblem`] unless 1 to 4,096 visible ASCII characters remain.
    pub fn parse(text: &str) -> Result<Self, KeyProblem> {
        let text = text.trim();
        let text = match text.split_at_checked(SCHEME.len()) {
            Some((scheme, rest)) if is_scheme(scheme) && rest.starts_with(char::is_whitespace) => {
                rest.trim_start()
            }
            _ => text,
        };
        // The scheme alone would be dropped when the stored session is read.
        if text.is_empty() || is_scheme(text) {
            return Err(KeyProblem::Empty);
        }
        if text.len() > MAX_BYTES {
            return Err(KeyProblem::TooLong);
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(KeyProblem::BadCharacter);
        }
        Ok(Self(text.to_owned()))
    }

    /// The value of the `Authorization` header (`docs/api.md`, Base and authentication).
    #[must_use]
    pub fn authorization(&self) -> String {
        format!("Bearer {}", self.0)
    }

    /// The key itself, for [`crate::state::StoredSession`] and nothing else.
    #[must_use]
    pub(crate) fn secret(&self) -> &str {
        &self.0
    }
}

fn is_scheme(text: &str) -> bool {
    text.eq_ignore_ascii_case(SCHEME)
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(redacted)")
    }
}

impl KeyProblem {
    /// The sentence under the field.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Empty => "Enter your API key.",
            Self::BadCharacter => {
                "It contains a space or a character that API keys don't have. Copy it again."
            }
            Self::TooLong => "It's longer than 4,096 characters.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // `ToString` comes with `Display`. Other crates can implement neither.
    static_assertions::assert_not_impl_any!(
        ApiKey: fmt::Display, serde::Serialize, serde::de::DeserializeOwned
    );

    fn secret(text: &str) -> Result<String, KeyProblem> {
        ApiKey::parse(text).map(|key| key.secret().to_owned())
    }

    #[test]
    fn white_space_and_a_pasted_scheme_are_dropped() {
        for text in [
            "abc",
            "  abc\n",
            "Bearer abc",
            "bearer   abc ",
            "BEARER\tabc",
        ] {
            assert_eq!(secret(text).as_deref(), Ok("abc"), "{text:?}");
        }
        assert_eq!(secret("bearerabc").as_deref(), Ok("bearerabc"));
        assert_eq!(secret("béarer abc"), Err(KeyProblem::BadCharacter));
    }

    #[test]
    fn a_key_that_was_taken_is_read_from_its_own_text_unchanged() {
        for text in [
            "abc",
            "Bearer abc",
            "Bearer bearerabc",
            "Bearer BearerBearer",
            "bearer,abc",
        ] {
            let key = secret(text).unwrap();
            assert_eq!(secret(&key), Ok(key.clone()), "{text:?}");
        }
    }

    #[test]
    fn what_no_header_can_carry_is_refused() {
        for text in ["", "  ", "Bearer", "Bearer  ", "bearer\tBEARER"] {
            assert_eq!(secret(text), Err(KeyProblem::Empty), "{text:?}");
        }
        for text in ["a b", "a\u{7f}b", "a\nb", "schlüssel", "abc\u{200b}"] {
            assert_eq!(secret(text), Err(KeyProblem::BadCharacter), "{text:?}");
        }
        assert!(ApiKey::parse(&"k".repeat(4096)).is_ok());
        assert_eq!(secret(&"k".repeat(4097)), Err(KeyProblem::TooLong));
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "its own test")]
    fn debug_does_not_tell_the_key() {
        let key = ApiKey::parse("sentinel").unwrap();
        assert_eq!(format!("{key:?}"), "ApiKey(redacted)");
        assert_eq!(key.authorization(), "Bearer sentinel");
    }

    #[test]
    fn each_problem_has_its_sentence_under_the_field() {
        for (problem, beginning) in [
            (KeyProblem::Empty, "Enter your API key."),
            (KeyProblem::BadCharacter, "It contains a space "),
            (KeyProblem::TooLong, "It's longer than 4,096 "),
        ] {
            assert!(problem.words().starts_with(beginning), "{problem:?}");
            assert!(problem.words().ends_with('.'), "{problem:?}");
        }
    }
}
