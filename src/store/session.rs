//! Signing in and out.

use model::domain::ApiKey;
use model::state::{Census, Feed, Locks, Mode, Session, SignedOut};
use model::wire::{decode_page, verify};

use super::Store;
use crate::browser::transport::{Demo, Live, Transport};
use crate::browser::{storage, task};

impl Store {
    /// Goes on with the key that this tab keeps. Should the API no longer
    /// accept it, the first list says so.
    pub fn restore(self) {
        if let Some(key) = storage::key() {
            self.enter(Transport::Live(self.live(key)), Mode::Live);
        }
    }

    /// Verifies what was typed and signs in; nothing is stored before that.
    pub fn sign_in(self, text: &str) {
        if self
            .session
            .with_untracked(|session| *session == Session::Checking)
        {
            return;
        }
        let key = match ApiKey::parse(text) {
            Ok(key) => key,
            Err(problem) => {
                return self
                    .session
                    .set(Session::SignedOut(SignedOut::NotAKey(problem)));
            }
        };
        self.session.set(Session::Checking);
        let live = self.live(key);
        task::begin(async move {
            let transport = Transport::Live(live.clone());
            let answer = self.deliver(&transport, &verify(), None).await;
            let answer = answer.map_err(|(failure, _)| failure);
            match answer.and_then(|body| decode_page(&body)) {
                Ok(_) => {
                    storage::keep_key(live.key());
                    self.enter(transport, Mode::Live);
                }
                Err(failure) => self
                    .session
                    .set(Session::SignedOut(SignedOut::Unverified(failure))),
            }
        });
    }

    /// Opens the simulated account inside the page.
    pub fn explore_demo(self) {
        self.enter(Transport::Demo(Demo::new()), Mode::Demo);
    }

    /// Forgets the key and empties the page.
    pub fn sign_out(self) {
        self.leave(SignedOut::ByChoice);
    }

    fn live(self, key: ApiKey) -> Live {
        Live::new(self.config.api_base.clone(), key)
    }

    fn enter(self, transport: Transport, mode: Mode) {
        self.transport.replace(Some(transport));
        self.session.set(Session::SignedIn(mode));
        if mode == Mode::Live {
            self.resume_claim();
        }
    }

    /// Ends the session: everything under way is given up, and no address
    /// stays in the page. The route stays, to come back to.
    pub(super) fn leave(self, reason: SignedOut) {
        self.epoch.set(self.epoch.get() + 1);
        if let Some(transport) = self.transport.take() {
            transport.abort();
        }
        storage::forget_key();
        storage::forget_claim();
        self.lists.borrow().abort();
        self.reconcile.replace(None);
        self.refresh.replace(None);
        self.drop_load_all();
        self.opener.replace(None);
        self.session.set(Session::SignedOut(reason));
        self.form.set(None);
        self.notices.set(Vec::new());
        self.locks.set(Locks::default());
        self.census.set(Census::default());
        self.feed.set(Feed::new(self.query()));
        self.changed.set(None);
        self.claim_check.set(None);
        self.news.set(Vec::new());
        self.is_stale.set(false);
        self.pause.set(None);
        self.held_back.set(None);
        self.refreshing.set(false);
        self.updated.set(None);
    }
}
