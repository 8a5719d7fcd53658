//! Who there is: the machines by their names, and whose key it is. Both are
//! read in the background and are extras: without them the panel works with ids.

use model::domain::{Price, PublicIp};
use model::state::{Directory, RemoteChanges};
use model::wire::{decode_machines, decode_session, machines, session};

use super::Store;
use crate::browser::{clock, storage, task};

/// How often it is looked whether something more important is still under way, in milliseconds.
const SECOND: u32 = 1_000;

const NO_NAMES: &str = "Machine names could not be loaded; IDs are shown";

impl Store {
    /// Takes another price for an estimate, and remembers it.
    pub fn set_price(self, price: Price) {
        storage::save_price(price);
        self.price.set(price);
    }

    /// Begins to read both, once in a session: when the first addresses are there.
    pub(super) fn begin_knowing(self) {
        if !self.knows.replace(true) {
            self.read_who();
            self.read_machines();
        }
    }

    /// Forgets both, with the session they are of.
    pub(super) fn forget_knowing(self) {
        self.knows.set(false);
        self.is_told_of_names.set(false);
        self.who.set(None);
        self.directory.set(Directory::default());
    }

    /// Reads the machines, page after page, unless that is under way.
    pub(super) fn read_machines(self) {
        if !self.directory.update(Directory::start) {
            return;
        }
        task::spawn(async move {
            let epoch = self.epoch.get();
            loop {
                while self.is_loading_all() || self.pause.with_untracked(Option::is_some) {
                    clock::sleep(SECOND).await;
                }
                if self.epoch.get() != epoch {
                    return;
                }
                let Some((ticket, after)) = self.directory.update(Directory::next_page) else {
                    return self.tell_of_names();
                };
                let Some(answer) = self.send(machines(after.as_ref()), None).await else {
                    return;
                };
                let page = answer.and_then(|body| decode_machines(&body));
                self.directory.update(|it| it.settle(ticket, page));
            }
        });
    }

    /// Reads the machines again when an address is on one that none of them is:
    /// it may be newer than they are.
    pub(super) fn doubt_orphan(self, ip: &PublicIp) {
        let is_orphan = ip.machine.as_ref().is_some_and(|id| {
            self.directory
                .with_untracked(|it| it.is_orphan(id.as_str()))
        });
        if is_orphan {
            self.read_machines();
        }
    }

    /// As [`Self::doubt_orphan`], for what somebody else has changed.
    pub(super) fn doubt_orphans(self, news: &RemoteChanges) {
        for address in &news.changed {
            let ip = self.feed.with_untracked(|feed| feed.get(*address));
            if let Some(ip) = ip {
                self.doubt_orphan(&ip);
            }
        }
    }

    /// Says once that the names are missing, and interrupts nobody.
    fn tell_of_names(self) {
        if self.directory.with_untracked(Directory::has_failed)
            && !self.is_told_of_names.replace(true)
        {
            self.tell(NO_NAMES.to_owned());
        }
    }

    /// A refusal here says nothing of the key (`docs/api.md`, Who am I), so it ends no session.
    fn read_who(self) {
        let Some(transport) = self.transport.borrow().clone() else {
            return;
        };
        task::spawn(async move {
            let epoch = self.epoch.get();
            let answer = self.deliver(&transport, &session(), None).await;
            if self.epoch.get() == epoch
                && let Ok(body) = answer
            {
                self.who.set(decode_session(&body));
            }
        });
    }
}
