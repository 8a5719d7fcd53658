//! Signing in and out.

use std::rc::Rc;

use model::domain::ApiKey;
use model::state::{Mode, Session, SessionStatus, SignOutTime, SignedOut};
use model::wire::{decode_page, verify};

use crate::foundation::Foundation;
use crate::ports::{Api, TabMessage};
use crate::task::spawn;

impl Foundation {
    /// Resumes the session that this tab has stored, within its limits. Whether
    /// the API still accepts the key shows with the first list.
    pub fn restore(self) {
        let Some(mut key) = self.session.stored() else {
            return;
        };
        if let Some(SignOutTime { locked, .. }) = self.session.signed_out_since(&key) {
            return self.session.end(SignedOut::Elsewhere { locked });
        }
        match key.check(self.ports.clock.now(), self.config.limits) {
            SessionStatus::Expired(why) => self.session.end(SignedOut::Expired(why)),
            SessionStatus::Active | SessionStatus::Expiring { .. } => {
                let api = self.connect(key.key());
                self.session.hold_stored(key);
                self.session.begin(api, Mode::Live);
            }
        }
    }

    /// Verifies a key and signs in. Nothing is stored before the API has
    /// accepted it, and nothing at all with `until_reload`. An insecure page
    /// accepts no key: someone on the network may have changed it. `true` when the
    /// text is a key and is being verified: then the field is to be hidden.
    pub fn sign_in(self, text: &str, until_reload: bool) -> bool {
        if self.session.get() == Session::Checking {
            return false;
        }
        if !self.ports.device.is_secure() {
            self.session.set(Session::SignedOut(SignedOut::Insecure));
            return false;
        }
        let key = match ApiKey::parse(text) {
            Ok(key) => key,
            Err(problem) => {
                let reason = SignedOut::NotAKey(problem);
                self.session.set(Session::SignedOut(reason));
                return false;
            }
        };
        self.session.set(Session::Checking);
        let api = self.connect(&key);
        let session = self.session.token();
        spawn(async move {
            let outcome = self.requests.with_retries(&*api, &verify(), &session).await;
            let page = outcome
                .map_err(|(failure, _)| failure)
                .and_then(|body| decode_page(&body));
            match page {
                Ok(_) => {
                    self.session.hold_new(key, until_reload);
                    self.session.begin(api, Mode::Live);
                }
                Err(failure) => {
                    let reason = SignedOut::Unverified(failure);
                    self.session.set(Session::SignedOut(reason));
                }
            }
        });
        true
    }

    /// Opens a simulated account inside the page.
    pub fn explore_demo(self, account: Rc<dyn Api>) {
        self.session.begin(account, Mode::Demo);
    }

    /// Forgets the key and empties the page, in all tabs of this origin.
    pub fn sign_out(self) {
        self.session.tell_tabs(TabMessage::SignedOut);
        self.session.end(SignedOut::ByChoice);
    }

    /// Locks the panel: ends the session in all tabs, for a user who comes back.
    pub fn lock(self) {
        self.session.tell_tabs(TabMessage::Locked);
        self.session.end(SignedOut::Locked);
    }

    fn connect(self, key: &ApiKey) -> Rc<dyn Api> {
        self.ports.api.live(&self.config.api_base, key)
    }
}
