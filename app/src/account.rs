//! The owner of the key, read in the background. Optional.

use std::cell::Cell;

use model::wire::{CurrentUser, decode_session, session};
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set};

use crate::requests::RequestsSlice;
use crate::task::spawn;

/// The user and team of the key.
pub struct AccountSlice {
    requests: &'static RequestsSlice,
    user: RwSignal<Option<CurrentUser>, LocalStorage>,
    has_begun: Cell<bool>,
}

impl AccountSlice {
    pub(crate) fn new(requests: &'static RequestsSlice) -> Self {
        Self {
            requests,
            user: RwSignal::new_local(None),
            has_begun: Cell::new(false),
        }
    }

    pub(crate) fn reset(&self) {
        self.has_begun.set(false);
        self.user.set(None);
    }

    /// The owner of the key, once the API has answered.
    #[must_use]
    pub fn user(&self) -> Option<CurrentUser> {
        self.user.get()
    }

    /// Loads the owner, once in a session.
    pub(crate) fn begin(&'static self) {
        if self.has_begun.replace(true) {
            return;
        }
        spawn(async move {
            if let Some(Ok(body)) = self.requests.send_ignoring_401(session()).await {
                self.user.set(decode_session(&body));
            }
        });
    }
}
