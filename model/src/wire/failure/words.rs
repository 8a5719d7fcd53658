//! The only human wording of a failure: what happened, whether anything
//! changed, and what to do next.

use super::{Effect, Failure};
use crate::domain::Operation;

/// What a failure says. A part may be empty when it says nothing (a list
/// changes nothing, so there is nothing to say about it).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What was not done, or may not have been.
    pub title: &'static str,
    /// What happened.
    pub what: String,
    /// Whether anything changed.
    pub changed: &'static str,
    /// What to do next.
    pub next: &'static str,
}

impl Failure {
    /// The words for a person.
    #[must_use]
    pub fn words(&self, operation: Operation) -> Words {
        Words {
            title: self.title(operation),
            what: self.what(),
            changed: self.changed(operation),
            next: self.next(operation),
        }
    }

    fn title(&self, operation: Operation) -> &'static str {
        match (operation, self.effect(operation)) {
            (Operation::SignIn, _) if self.is_unauthorized() => "This key was not accepted",
            (Operation::SignIn, _) => "The key could not be checked",
            (Operation::List, _) => "The addresses could not be loaded",
            (Operation::Claim, Effect::Nothing) => "No address was claimed",
            (Operation::Claim, Effect::Unknown) => "It is not known whether an address was claimed",
            (Operation::Assign, Effect::Nothing) => "The address was not assigned",
            (Operation::Assign, Effect::Unknown) => {
                "It is not known whether the address was assigned"
            }
            (Operation::Move, Effect::Nothing) => "The address was not moved",
            (Operation::Move, Effect::Unknown) => "It is not known whether the address was moved",
            (Operation::Unassign, Effect::Nothing) => "The address was not unassigned",
            (Operation::Unassign, Effect::Unknown) => {
                "It is not known whether the address was unassigned"
            }
            (Operation::Release, Effect::Nothing) => "The address was not released",
            (Operation::Release, Effect::Unknown) => {
                "It is not known whether the address was released"
            }
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
                ..
            } => {
                let said = message
                    .as_deref()
                    .unwrap_or("The API gave no reason")
                    .trim_end_matches('.');
                let status = status.to_string();
                let code = code.as_deref().unwrap_or_default();
                let mark = if code.is_empty() { "" } else { ", " };
                [said, " (", code, mark, &status, ")."].concat()
            }
            Self::Unreadable {
                status, excerpt, ..
            } => {
                let status = status.to_string();
                let (mark, excerpt, end) = if excerpt.is_empty() {
                    (". It is empty.", "", "")
                } else {
                    (". It begins: “", excerpt.as_str(), "”.")
                };
                [
                    "The answer is not the API’s (status ",
                    &status,
                    ")",
                    mark,
                    excerpt,
                    end,
                ]
                .concat()
            }
        }
    }

    fn changed(&self, operation: Operation) -> &'static str {
        match (operation.changes(), self.effect(operation)) {
            (false, _) => "",
            (true, Effect::Nothing) => "Nothing was changed.",
            (true, Effect::Unknown) => "It may have been carried out all the same.",
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
