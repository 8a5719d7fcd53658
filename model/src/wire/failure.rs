//! Failures of requests.

mod evidence;
mod words;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::lenient::{Lenient, Object, object};

pub use evidence::Evidence;
pub use words::FailureText;

/// Characters shown of an answer that is not the API's.
const EXCERPT_LENGTH: usize = 200;

/// The longest wait that a service is granted, in seconds, since a user is waiting.
pub(crate) const MAX_WAIT_SECONDS: u32 = 60;

/// The reason a request failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The browser is offline. Nothing was sent.
    Offline,
    /// The browser could not send the request or read its answer. It never says why (`docs/api.md`,
    /// CORS), so the panel diagnoses it.
    Unreachable(Diagnosis),
    /// No whole answer within the timeout.
    TimedOut,
    /// The panel aborted the request itself.
    Cancelled,
    /// The panel is read-only, and the request is a change. Nothing was sent.
    ReadOnly,
    /// The list was read, and does not tell.
    IncompleteList(ListGap),
    /// The API accepted the change, and the address that it answered with does not show it.
    NotShown,
    /// The list could not be read before a claim, so the claim was not sent: had its answer been
    /// lost, nothing would have told its address.
    NoBaseline(Box<Failure>),
    /// The API answered with its own error object, which has a code and a message (`docs/api.md`,
    /// Errors). What has only one of them is a proxy's.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The API's code, such as `CONFLICT`.
        code: String,
        /// The API's own message, with that of each issue.
        message: String,
        /// Seconds to wait, if the answer said so and the page could read it.
        retry_after: Option<u32>,
    },
    /// An answer that is not the API's: HTML, broken JSON, another shape.
    Unreadable {
        /// The HTTP status.
        status: u16,
        /// Its first 200 characters without tags.
        excerpt: String,
        /// Seconds to wait: a proxy in front of the API may ask for them too.
        retry_after: Option<u32>,
    },
}

/// Why a list that was read does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListGap {
    /// Items could not be read.
    UnreadableItems,
    /// The service has more, and did not say where.
    MissingCursor,
    /// There was more to read than is read at once.
    TooManyPages,
    /// One read contradicts another.
    Contradiction,
}

/// The diagnosis of a request without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Diagnosis {
    /// Not diagnosed.
    Unknown,
    /// Neither the API nor the host of this page answers.
    NoConnection,
    /// The host of this page answers; no answer of the API reaches this page. That may be the API's
    /// own doing: with `Cross-Origin-Resource-Policy` it blocks even opaque answers.
    NoAnswer,
    /// The API answers, but this page, of another origin, may not read it (`docs/api.md`, CORS), or
    /// the connection broke.
    Blocked,
    /// The API is on the origin of this page, and answers again.
    Broken,
}

/// The effect of a failed request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing was changed.
    Nothing,
    /// It was never sent: the address, read before, could not be read.
    NotSent,
    /// The list, read after it, does not show the change.
    NotSeen,
    /// The list, read after it, has the address unchanged, so it is the machine that the API does
    /// not know.
    NoMachine,
    /// It may have been carried out.
    Unknown,
}

/// What became of a change that was not made, or is not known to be. The words on the screen are made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The team no longer has the address.
    Gone,
    /// It failed, with this effect.
    Failed(Effect),
}

impl Outcome {
    /// Whether it may have been made.
    #[must_use]
    pub fn is_unknown(self) -> bool {
        self == Self::Failed(Effect::Unknown)
    }
}

impl Failure {
    /// Reads an answer whose status is not 200 (`docs/api.md`, Errors). Tries JSON whatever the
    /// Content-Type says.
    #[must_use]
    pub fn from_answer(status: u16, body: &str) -> Self {
        let Some(envelope) = object::<Envelope>(body) else {
            return Self::unreadable(status, body);
        };
        let (Some(code), Some(message)) = (envelope.code.text(), envelope.message.text()) else {
            return Self::unreadable(status, body);
        };
        let mut parts = vec![message];
        parts.extend(messages(&envelope.issues));
        if let Some(details) = envelope.details.map(RawValue::get) {
            let issues = messages(&serde_json::from_str(details).unwrap_or_default());
            // The reference leaves the shape of `details` open: anything but a list is shown
            // unchanged.
            if issues.is_empty() {
                parts.push(format!("Details: {}", excerpt(details)));
            }
            parts.extend(issues);
        }
        parts.dedup();
        Self::Refused {
            status,
            code,
            message: parts.join(" "),
            retry_after: None,
        }
    }

    /// An answer that is not the API's.
    #[must_use]
    pub fn unreadable(status: u16, body: &str) -> Self {
        Self::Unreadable {
            status,
            excerpt: excerpt(body),
            retry_after: None,
        }
    }

    /// Adds the seconds of the answer's `Retry-After` header (`docs/api.md`, Errors).
    #[must_use]
    pub fn with_retry_after(mut self, seconds: Option<u32>) -> Self {
        if let Self::Refused { retry_after, .. } | Self::Unreadable { retry_after, .. } = &mut self
        {
            *retry_after = seconds;
        }
        self
    }

    /// The seconds that the answer asked to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<u32> {
        self.answered()?.1
    }

    /// The seconds before the user may try again, a minute at most, whatever the answer asked for.
    #[must_use]
    pub fn granted_wait(&self) -> Option<u32> {
        Some(self.retry_after()?.min(MAX_WAIT_SECONDS))
    }

    /// The HTTP status, if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.answered().map(|(status, _)| status)
    }

    /// The HTTP status of the answer, and the seconds it asked to wait.
    fn answered(&self) -> Option<(u16, Option<u32>)> {
        match self {
            Self::Refused {
                status,
                retry_after,
                ..
            }
            | Self::Unreadable {
                status,
                retry_after,
                ..
            } => Some((*status, *retry_after)),
            Self::Offline
            | Self::Unreachable(_)
            | Self::TimedOut
            | Self::Cancelled
            | Self::IncompleteList(_)
            | Self::NotShown
            | Self::ReadOnly => None,
            Self::NoBaseline(failure) => failure.answered(),
        }
    }

    /// Whether the API refused the key (`docs/api.md`, Errors). A 401 without the API's own error
    /// object is that of a proxy or a login page in front of it.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        matches!(self, Self::Refused { status: 401, .. })
    }
}

/// The error object as sent (`docs/api.md`, Errors).
#[derive(Default, Deserialize)]
#[serde(default)]
struct Envelope<'a> {
    #[serde(borrow)]
    code: Lenient<'a, String>,
    message: Lenient<'a, String>,
    issues: Lenient<'a, Issues<'a>>,
    details: Option<&'a RawValue>,
}

type Issues<'a> = Vec<Lenient<'a, Object<Issue<'a>>>>;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Issue<'a> {
    #[serde(borrow)]
    message: Lenient<'a, String>,
}

/// The message of each issue; empty for any other shape.
fn messages(issues: &Lenient<Issues>) -> Vec<String> {
    let issues = issues.value().unwrap_or_default();
    issues
        .into_iter()
        .filter_map(|issue| issue.value()?.0.message.text())
        .collect()
}

/// The first visible characters of a page: no head, no tags, white space folded.
fn excerpt(body: &str) -> String {
    let body = body
        .to_ascii_lowercase()
        .find("<body")
        .and_then(|start| body.get(start..))
        .unwrap_or(body);
    let mut plain = String::new();
    let mut in_tag = false;
    for character in body.chars() {
        match character {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                plain.push(' ');
            }
            _ if in_tag => {}
            other => plain.push(other),
        }
        if plain.len() > EXCERPT_LENGTH * 8 {
            break;
        }
    }
    let folded = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.chars().take(EXCERPT_LENGTH).collect()
}

#[cfg(test)]
mod tests;
