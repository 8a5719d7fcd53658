//! The words for every failure: what happened, whether anything changed, and what to do next.

use super::{Diagnosis, Effect, Failure, ListGap};
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
                Effect::NotSent => "The address couldn't be checked first, so nothing was sent.",
                Effect::NotSeen => "The refreshed list shows no change.",
                Effect::NoMachine => {
                    "The refreshed list shows no change. It has the address, so the API doesn't know the machine."
                }
                Effect::Unknown => "The change may have gone through anyway.",
            },
            next: self.next(operation, effect),
        }
    }

    fn title(&self, operation: Operation, unknown: bool) -> &'static str {
        match (operation, unknown) {
            (Operation::SignIn, _) if self.is_unauthorized() => "API key not accepted",
            (Operation::SignIn, _) => "Couldn't check the API key",
            (Operation::List, _) => "Couldn't load addresses",
            (Operation::Claim, false) => "Couldn't claim an address",
            (Operation::Claim, true) => "Couldn't confirm that an address was claimed",
            (Operation::Assign, false) => "Couldn't assign the address",
            (Operation::Assign, true) => "Couldn't confirm that the address was assigned",
            (Operation::Move, false) => "Couldn't move the address",
            (Operation::Move, true) => "Couldn't confirm that the address was moved",
            (Operation::Unassign, false) => "Couldn't unassign the address",
            (Operation::Unassign, true) => "Couldn't confirm that the address was unassigned",
            (Operation::Release, false) => "Couldn't release the address",
            (Operation::Release, true) => "Couldn't confirm that the address was released",
        }
    }

    fn what(&self) -> String {
        match self {
            Self::Offline => "You're offline, so nothing was sent.".to_owned(),
            Self::ReadOnly => "Read-only is on, so nothing was sent.".to_owned(),
            Self::Unreachable(reach) => reach.what().to_owned(),
            Self::IncompleteList(gap) => gap.what().to_owned(),
            Self::NotShown => {
                "The API accepted the request, but its response doesn't show the change.".to_owned()
            }
            Self::NoBaseline(failure) => format!(
                "The list is loaded before each claim, and that failed. {}",
                failure.what()
            ),
            Self::TimedOut => "The API didn't respond in time.".to_owned(),
            Self::Cancelled => "The request was cancelled.".to_owned(),
            Self::Refused {
                status,
                code,
                message,
                ..
            } => {
                let said = message.trim_end_matches('.');
                format!("{said} ({code}, {status}).")
            }
            Self::Unreadable {
                status, excerpt, ..
            } => {
                let body = if excerpt.is_empty() {
                    "It's empty.".to_owned()
                } else {
                    format!("It begins: “{excerpt}”.")
                };
                let who = if *status == 401 {
                    "Something in front of the API, such as a proxy, requires its own sign-in. "
                } else {
                    ""
                };
                format!("{who}The response isn't from the API (status {status}). {body}")
            }
        }
    }

    fn next(&self, operation: Operation, effect: Effect) -> &'static str {
        if self.is_unauthorized() {
            return "Check that the API key is complete and hasn't been revoked.";
        }
        match self {
            _ if effect == Effect::Unknown && operation == Operation::Claim => {
                "Don't claim again yet. First check the newest addresses in the list for one you don't know."
            }
            _ if effect == Effect::Unknown => "Refresh the list before you try again.",
            _ if effect == Effect::NoMachine => "Check the machine ID, then try again.",
            Self::Offline => "Reconnect, then try again.",
            Self::ReadOnly => "Turn off Read-only in the Menu, unless the host has set it.",
            Self::Unreachable(reach) => reach.next(),
            Self::TimedOut | Self::Cancelled | Self::IncompleteList(_) | Self::NotShown => {
                "Try again."
            }
            Self::NoBaseline(failure) => failure.next(Operation::List, Effect::Nothing),
            Self::Refused { status: 403, .. } => {
                "This API key isn't allowed to do that. Ask a team owner."
            }
            Self::Refused { status: 429, .. } | Self::Unreadable { status: 429, .. } => {
                "Rate limited. Wait a minute, then try again."
            }
            Self::Refused { status: 500.., .. } => "Try again in a moment.",
            Self::Refused { .. } if operation == Operation::List => "Try again.",
            Self::Refused { .. } => "Fix this and try again.",
            Self::Unreadable { status: 401, .. } => {
                "It says nothing about your API key. Sign in there or check any proxy, then try again."
            }
            Self::Unreadable { .. } => {
                "Something between this page and the API responded instead. Check apiBase in config.json and any proxy."
            }
        }
    }
}

impl ListGap {
    fn what(self) -> &'static str {
        match self {
            Self::UnreadableItems => "The list has items that couldn't be read.",
            Self::MissingCursor => "The API didn't say where the list goes on.",
            Self::TooManyPages => "Too many addresses are new.",
            Self::Contradiction => "The list showed something else a moment before.",
        }
    }
}

impl Diagnosis {
    fn what(self) -> &'static str {
        match self {
            Self::Unknown => "Couldn't reach the API.",
            Self::NoConnection => "Couldn't reach the API or this page's server.",
            Self::NoAnswer => {
                "This page's server responds, but no response from the API gets through."
            }
            Self::Blocked => "The API responds, but this page can't read the response.",
            Self::Broken => {
                "The connection broke before the response arrived. The API is responding again."
            }
        }
    }

    fn next(self) -> &'static str {
        match self {
            Self::Unknown | Self::Broken => "Try again.",
            Self::NoConnection => "Check your network and any VPN, then try again.",
            Self::NoAnswer => {
                "The API may be down, apiBase in config.json may be wrong, the API may not allow calls from this origin (CORS), or \
                 a firewall, an extension or this page's policy (connect-src) may block the request. The browser doesn't say which."
            }
            Self::Blocked => {
                "Either the API doesn't allow calls from this origin (CORS), or the connection broke. The browser doesn't \
                 say which. If it keeps failing, run the panel behind a proxy on its own origin."
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
