//! Why a request did not do what was asked, and the only human wording of it.
//!
//! Every failure says three things: what happened, whether anything changed,
//! and what to do next.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::answer::text;
use crate::domain::Operation;

/// How much of an answer that is not the API's is shown, in characters.
const EXCERPT: usize = 200;

/// Why a request failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The browser could not make the request or read its answer: offline, a
    /// wrong base, or an API that does not allow this origin. It never says
    /// which (`docs/api.md`, CORS).
    Unreachable,
    /// No whole answer within the time limit.
    TimedOut,
    /// The panel gave the request up itself.
    Cancelled,
    /// The API answered with an error (`docs/api.md`, Errors).
    Refused {
        /// The HTTP status.
        status: u16,
        /// The API's code, such as `CONFLICT`.
        code: Option<String>,
        /// The API's own message, with that of each issue.
        message: Option<String>,
    },
    /// An answer that is not the API's: HTML, broken JSON, another shape.
    Unreadable {
        /// The HTTP status.
        status: u16,
        /// Its first 200 characters without tags.
        excerpt: String,
    },
}

/// Whether a failed request changed anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing was changed.
    Nothing,
    /// It may have been carried out all the same.
    Unknown,
}

/// The three things a failure says. A part may be empty when it says nothing
/// (a list changes nothing, so there is nothing to say about it).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What happened.
    pub what: String,
    /// Whether anything changed.
    pub changed: &'static str,
    /// What to do next.
    pub next: &'static str,
}

#[derive(Deserialize)]
struct RawError<'a> {
    #[serde(default, borrow)]
    code: Option<&'a RawValue>,
    #[serde(default, borrow)]
    message: Option<&'a RawValue>,
    #[serde(default, borrow)]
    issues: Option<&'a RawValue>,
    #[serde(default, borrow)]
    details: Option<&'a RawValue>,
}

impl Failure {
    /// Reads an answer whose status is not 200 (`docs/api.md`, Errors). Text
    /// first, then JSON, whatever the Content-Type says.
    #[must_use]
    pub fn from_answer(status: u16, body: &str) -> Self {
        let Ok(raw) = serde_json::from_str::<RawError<'_>>(body) else {
            return Self::unreadable(status, body);
        };
        let (code, message) = (text(raw.code), text(raw.message));
        if code.is_none() && message.is_none() {
            return Self::unreadable(status, body);
        }
        let mut parts: Vec<String> = message.into_iter().collect();
        for list in [raw.issues, raw.details] {
            parts.extend(issue_messages(list));
        }
        parts.dedup();
        Self::Refused {
            status,
            code,
            message: (!parts.is_empty()).then(|| parts.join(" ")),
        }
    }

    /// An answer that is not the API's.
    #[must_use]
    pub fn unreadable(status: u16, body: &str) -> Self {
        Self::Unreadable {
            status,
            excerpt: excerpt(body),
        }
    }

    /// Whether the key is what was refused (`docs/api.md`, Errors).
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        matches!(
            self,
            Self::Refused { status: 401, .. } | Self::Unreadable { status: 401, .. }
        )
    }

    /// Whether the account may have changed: certain only for a refusal with a 4xx status.
    #[must_use]
    pub fn effect(&self, operation: Operation) -> Effect {
        match self {
            Self::Refused {
                status: 400..=499, ..
            }
            | Self::Unreadable {
                status: 400..=499, ..
            } => Effect::Nothing,
            _ if !operation.changes() => Effect::Nothing,
            Self::Unreachable
            | Self::TimedOut
            | Self::Cancelled
            | Self::Refused { .. }
            | Self::Unreadable { .. } => Effect::Unknown,
        }
    }

    /// The words for a person.
    #[must_use]
    pub fn words(&self, operation: Operation) -> Words {
        Words {
            what: self.what(),
            changed: self.changed(operation),
            next: self.next(operation),
        }
    }

    fn what(&self) -> String {
        match self {
            Self::Unreachable => "The API could not be reached.".to_owned(),
            Self::TimedOut => "The API did not answer in time.".to_owned(),
            Self::Cancelled => "The request was given up.".to_owned(),
            Self::Refused {
                status,
                code,
                message,
            } => {
                let said = message.as_deref().unwrap_or("The API gave no reason.");
                let status = status.to_string();
                let code = code.as_deref().unwrap_or_default();
                let mark = if code.is_empty() { "" } else { ", " };
                [said, " (", code, mark, &status, ")"].concat()
            }
            Self::Unreadable { status, excerpt } => {
                let status = status.to_string();
                let (mark, excerpt) = if excerpt.is_empty() {
                    (". It was empty.", "")
                } else {
                    (": ", excerpt.as_str())
                };
                [
                    "The answer is not the API’s, status ",
                    &status,
                    mark,
                    excerpt,
                ]
                .concat()
            }
        }
    }

    fn changed(&self, operation: Operation) -> &'static str {
        if !operation.changes() {
            return "";
        }
        match (self.effect(operation), operation) {
            (Effect::Nothing, _) => "Nothing was changed.",
            (Effect::Unknown, Operation::Claim) => {
                "The address may have been claimed all the same."
            }
            (Effect::Unknown, Operation::Release) => {
                "The address may have been released all the same."
            }
            (Effect::Unknown, _) => "The change may have been made all the same.",
        }
    }

    fn next(&self, operation: Operation) -> &'static str {
        if self.is_unauthorized() {
            return "Check that the key is complete and has not been revoked.";
        }
        let unknown = self.effect(operation) == Effect::Unknown;
        match self {
            _ if unknown && operation == Operation::Claim => {
                "Do not claim again yet: look at the list first, newest on top, for an address you do not know."
            }
            _ if unknown => "Refresh the list to see what is true, then decide.",
            Self::Unreachable => {
                "You may be offline, the API address may be wrong, or the API may not allow this page to call it (CORS); \
                 the browser does not say which. Check the connection, or run the panel behind a proxy on its own origin."
            }
            Self::TimedOut | Self::Cancelled => "Try again.",
            Self::Refused { status: 403, .. } => {
                "Ask an owner of the team: this key may not do that."
            }
            Self::Refused { status: 429, .. } => "Wait a minute, then try again.",
            Self::Refused { status: 500.., .. } => "Try again in a moment.",
            Self::Refused { .. } if operation == Operation::List => "Try again.",
            Self::Refused { .. } => "Correct what it names, then try again.",
            Self::Unreadable { .. } => {
                "Something between this page and the API answered instead. Check apiBase in config.json, and any proxy."
            }
        }
    }
}

impl Words {
    /// All parts as one text, for an announcement.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut sentence = self.what.clone();
        for part in [self.changed, self.next] {
            if !part.is_empty() {
                sentence.push(' ');
                sentence.push_str(part);
            }
        }
        sentence
    }
}

/// The `message` of each element of a list of issues; nothing for any other shape.
fn issue_messages(list: Option<&RawValue>) -> Vec<String> {
    list.and_then(|raw| serde_json::from_str::<Vec<RawError<'_>>>(raw.get()).ok())
        .unwrap_or_default()
        .into_iter()
        .filter_map(|issue| text(issue.message))
        .collect()
}

/// The first characters a reader would see: no head of a page, no tags, white space folded.
fn excerpt(body: &str) -> String {
    let body = body
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
        if plain.len() > EXCERPT * 8 {
            break;
        }
    }
    let folded = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.chars().take(EXCERPT).collect()
}
