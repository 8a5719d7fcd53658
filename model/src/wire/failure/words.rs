//! The words for every failure: what happened, whether anything changed, and what to do next.

use super::{Diagnosis, Effect, Failure};
use crate::domain::Operation;

/// The words for a failure. A part may be empty: loading a list changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureText {
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
    /// The words, with the effect as far as the failure itself tells.
    #[must_use]
    pub fn words(&self, operation: Operation) -> FailureText {
        self.words_with_effect(operation, self.effect(operation))
    }

    /// The words, with the effect that was found out.
    #[must_use]
    pub fn words_with_effect(&self, operation: Operation, effect: Effect) -> FailureText {
        FailureText {
            title: self.title(operation, effect == Effect::Unknown),
            what: self.what(),
            changed: match effect {
                _ if !operation.changes() => "",
                Effect::Nothing => "Nothing was changed.",
                Effect::NotSeen => "The list, read again, shows no change.",
                Effect::Unknown => "It may have been carried out all the same.",
            },
            next: self.next(operation, effect),
        }
    }

    fn title(&self, operation: Operation, unknown: bool) -> &'static str {
        match (operation, unknown) {
            (Operation::SignIn, _) if self.is_unauthorized() => "This key was not accepted",
            (Operation::SignIn, _) => "The key could not be checked",
            (Operation::List, _) => "The addresses could not be loaded",
            (Operation::Claim, false) => "No address was claimed",
            (Operation::Claim, true) => "It is not known whether an address was claimed",
            (Operation::Assign, false) => "The address was not assigned",
            (Operation::Assign, true) => "It is not known whether the address was assigned",
            (Operation::Move, false) => "The address was not moved",
            (Operation::Move, true) => "It is not known whether the address was moved",
            (Operation::Unassign, false) => "The address was not unassigned",
            (Operation::Unassign, true) => "It is not known whether the address was unassigned",
            (Operation::Release, false) => "The address was not released",
            (Operation::Release, true) => "It is not known whether the address was released",
        }
    }

    fn what(&self) -> String {
        match self {
            Self::Offline => "The browser is offline, so nothing was sent.".to_owned(),
            Self::ReadOnly => "The panel is read-only, so nothing was sent.".to_owned(),
            Self::Unreachable(reach) => reach.what().to_owned(),
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
                match code {
                    Some(code) => format!("{said} ({code}, {status})."),
                    None => format!("{said} ({status})."),
                }
            }
            Self::Unreadable {
                status, excerpt, ..
            } => {
                let begins = if excerpt.is_empty() {
                    "is empty".to_owned()
                } else {
                    format!("begins: “{excerpt}”")
                };
                format!("The answer is not the API’s (status {status}). It {begins}.")
            }
        }
    }

    fn next(&self, operation: Operation, effect: Effect) -> &'static str {
        if self.is_unauthorized() {
            return "Check that the key is complete and has not been revoked.";
        }
        match self {
            _ if effect == Effect::Unknown && operation == Operation::Claim => {
                "Do not claim again yet: look at the list first, newest on top, for an address you do not know."
            }
            _ if effect == Effect::Unknown => "Refresh the list to see what is true, then decide.",
            Self::Offline => "Connect, then try again.",
            Self::ReadOnly => "Switch Read-only off in the Menu first, unless the host has set it.",
            Self::Unreachable(reach) => reach.next(),
            Self::TimedOut | Self::Cancelled => "Try again.",
            Self::Refused { status: 403, .. } => {
                "Ask an owner of the team: this key may not do that."
            }
            Self::Refused { status: 429, .. } | Self::Unreadable { status: 429, .. } => {
                "Too many requests were sent. Wait a minute, then try again."
            }
            Self::Refused { status: 500.., .. } => "Try again in a moment.",
            Self::Refused { .. } if operation == Operation::List => "Try again.",
            Self::Refused { .. } => "Correct what it names, then try again.",
            Self::Unreadable { .. } => {
                "Something between this page and the API answered instead. Check apiBase in config.json, and any proxy."
            }
        }
    }
}

impl Diagnosis {
    fn what(self) -> &'static str {
        match self {
            Self::Unknown => "The API could not be reached.",
            Self::NoConnection => "Neither the API nor the host of this page can be reached.",
            Self::NoAnswer => {
                "The host of this page answers, but no answer of the API reaches this page."
            }
            Self::Blocked => "The API answers, but this page cannot read its answer.",
            Self::Broken => {
                "The connection broke before the answer was there. The API answers again."
            }
        }
    }

    fn next(self) -> &'static str {
        match self {
            Self::Unknown | Self::Broken => "Try again.",
            Self::NoConnection => "Check the network of this device and any VPN, then try again.",
            Self::NoAnswer => {
                "It may be down, apiBase in config.json may be wrong, the API may not let pages of other origins call it (CORS), or \
                 a firewall, an extension or the policy of the page (connect-src) may stop the request; the browser does not say which."
            }
            Self::Blocked => {
                "Either it does not let pages of other origins call it (CORS), or the connection broke; the browser does not \
                 say which. If this stays, run the panel behind a proxy on its own origin."
            }
        }
    }
}

impl FailureText {
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
