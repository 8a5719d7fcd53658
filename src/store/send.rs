//! Sending the requests of a session.

use model::state::SignedOut;
use model::wire::{Failure, Request};

use super::Store;

impl Store {
    /// Sends a request of this session. `None` when the session has ended
    /// meanwhile, so that there is nobody left to tell.
    pub(super) async fn send(self, request: Request) -> Option<Result<String, Failure>> {
        let transport = self.transport.borrow().clone()?;
        let epoch = self.epoch.get();
        let answer = transport.send(&request).await;
        if self.epoch.get() != epoch {
            return None;
        }
        if answer.as_ref().is_err_and(Failure::is_unauthorized) {
            self.leave(SignedOut::KeyRefused);
            return None;
        }
        Some(answer)
    }
}
