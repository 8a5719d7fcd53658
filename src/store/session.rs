//! Signing in and out.

use model::domain::ApiKey;
use model::state::{
    AddressList, FormState, InFlight, Log, Mode, RegionCounts, Session, SessionStatus, SignedOut,
    StoredSession,
};
use model::wire::{decode_page, verify};

use super::Store;
use super::find::Found;
use crate::browser::channel::TabMessage;
use crate::browser::focus::{self, FocusTarget};
use crate::browser::transport::{Demo, Live, Transport};
use crate::browser::{clock, storage, task};

impl Store {
    /// Goes on with the session that this tab keeps, within its limits. Should
    /// the API no longer accept the key, the first list says so.
    pub fn restore(self) {
        let Some(mut record) = storage::record() else {
            return;
        };
        match record.check(clock::now(), self.config.limits) {
            SessionStatus::Expired(why) => self.leave(SignedOut::Expired(why)),
            SessionStatus::Active | SessionStatus::Expiring { .. } => {
                let live = self.live(record.key().clone());
                self.hold(record, true);
                self.enter(Transport::Live(live), Mode::Live);
            }
        }
    }

    /// Verifies what was typed and signs in; nothing is stored before that, and
    /// nothing at all if the key is to be forgotten at a reload. Whether the
    /// text was a key, which the field is then rid of.
    pub fn sign_in(self, text: &str, until_reload: bool) -> bool {
        if self
            .session
            .with_untracked(|session| *session == Session::Checking)
        {
            return false;
        }
        let key = match ApiKey::parse(text) {
            Ok(key) => key,
            Err(problem) => {
                self.session
                    .set(Session::SignedOut(SignedOut::NotAKey(problem)));
                return false;
            }
        };
        self.session.set(Session::Checking);
        let live = self.live(key);
        task::spawn(async move {
            let transport = Transport::Live(live.clone());
            let answer = self.deliver(&transport, &verify(), None).await;
            let answer = answer.map_err(|(failure, _)| failure);
            match answer.and_then(|body| decode_page(&body)) {
                Ok(_) => {
                    let record = StoredSession::new(live.key().clone(), clock::now());
                    self.hold(record, !until_reload);
                    self.enter(transport, Mode::Live);
                    begin_at_the_top();
                }
                Err(failure) => self
                    .session
                    .set(Session::SignedOut(SignedOut::Unverified(failure))),
            }
        });
        true
    }

    /// Opens the simulated account inside the page.
    pub fn explore_demo(self) {
        self.enter(Transport::Demo(Demo::new()), Mode::Demo);
        begin_at_the_top();
    }

    /// Forgets the key and empties the page, in all tabs of this origin.
    pub fn sign_out(self) {
        self.tell_tabs(TabMessage::SignedOut);
        self.leave(SignedOut::ByChoice);
    }

    /// Does the same for somebody who comes back, and says so.
    pub fn lock_panel(self) {
        self.tell_tabs(TabMessage::Locked);
        self.leave(SignedOut::Locked);
    }

    fn live(self, key: ApiKey) -> Live {
        Live::new(self.config.api_base.clone(), key)
    }

    fn enter(self, transport: Transport, mode: Mode) {
        self.transport.replace(Some(transport));
        self.session.set(Session::SignedIn(mode));
        self.read_notes();
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
        self.lists.borrow().abort();
        self.reconcile.replace(None);
        storage::forget_session();
        self.record.replace(None);
        self.found.replace(Found::default());
        self.refresh.replace(None);
        self.drop_load_all();
        self.forget_knowing();
        self.opener.replace(None);
        self.leave_notes(&reason);
        self.session.set(Session::SignedOut(reason));
        self.ends_soon.set(None);
        self.form.set(None);
        self.sheet.set(None);
        self.log.set(Log::default());
        self.draft.set(FormState::new());
        self.notices.set(Vec::new());
        self.claims.set(None);
        self.swapping.set(None);
        self.offer.set(None);
        self.locks.set(InFlight::default());
        self.clear_selection();
        self.bulk.set(None);
        self.bulk_is_open.set(false);
        self.census.set(RegionCounts::default());
        self.feed.set(AddressList::new(self.query()));
        self.changed.set(None);
        self.claim_check.set(None);
        self.news.set(Vec::new());
        self.is_stale.set(false);
        self.pause.set(None);
        self.held_back.set(None);
        self.copied.set(None);
        self.refreshing.set(false);
        self.updated.set(None);
    }
}

/// Has the keyboard and a screen reader begin with the name of the page, since the form that had the focus is gone.
fn begin_at_the_top() {
    focus::restore_focus(None, vec![FocusTarget::Id("brand".to_owned())]);
}
