//! The owner of the key, read in the background. Optional.

use std::cell::Cell;

use model::wire::{CurrentUser, decode_session, session};
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set, With};

use crate::requests::RequestsSlice;
use crate::task::spawn;

/// The user and team of the key.
pub struct AccountSlice {
    requests: &'static RequestsSlice,
    /// The answer, once there is one: the API may say nothing of the owner.
    answer: RwSignal<Option<Option<CurrentUser>>, LocalStorage>,
    has_begun: Cell<bool>,
}

impl AccountSlice {
    pub(crate) fn new(requests: &'static RequestsSlice) -> Self {
        Self {
            requests,
            answer: RwSignal::new_local(None),
            has_begun: Cell::new(false),
        }
    }

    pub(crate) fn reset(&self) {
        self.has_begun.set(false);
        self.answer.set(None);
    }

    /// The owner of the key, once the API has answered.
    #[must_use]
    pub fn user(&self) -> Option<CurrentUser> {
        self.answer.get().flatten()
    }

    /// The id of the team, if the API has told it.
    pub(crate) fn team(&self) -> Option<String> {
        self.answer
            .with(|answer| answer.as_ref()?.as_ref()?.team_id.clone())
    }

    /// Whether the API has answered, or failed to.
    pub(crate) fn has_answered(&self) -> bool {
        self.answer.with(Option::is_some)
    }

    /// Loads the owner once more with the next page of the list.
    pub(crate) fn ask_again(&self) {
        self.has_begun.set(false);
    }

    /// Loads the owner, once in a session.
    pub(crate) fn begin(&'static self) {
        if self.has_begun.replace(true) {
            return;
        }
        spawn(async move {
            if let Some(answer) = self.requests.send_ignoring_401(session()).await {
                let user = answer.ok().and_then(|body| decode_session(&body));
                self.answer.set(Some(user));
            }
        });
    }
}
