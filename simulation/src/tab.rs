//! A tab of the browser, and what was seen of its page.

use std::collections::{BTreeMap, BTreeSet};

use app::App;
use app::ports::Storage;
use app::toasts::{Toast, ToastId};
use model::domain::Address;

use crate::checks::changes::Change;
use crate::checks::confirmed::Confirmations;
use crate::checks::knowledge::Knowledge;
use crate::checks::refreshes::Refreshes;
use crate::rules::{Rule, require};
use crate::world::browser::{Browser, OpenPage};

pub(crate) struct Tab {
    pub(crate) open: OpenPage,
    pub(crate) seen: Seen,
}

/// What was seen of a page since it was loaded.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) was_signed_in: bool,
    pub(crate) knowledge: Knowledge,
    /// The changes that are under way.
    pub(crate) changes: BTreeMap<Address, Change>,
    /// The requests of changes of which it was reported that nothing was changed.
    pub(crate) changed_nothing: BTreeSet<u32>,
    /// The addresses that somebody has pressed to change, until that begins.
    pub(crate) pressed: BTreeSet<Address>,
    /// The addresses of the bulk operation that was confirmed last.
    pub(crate) confirmed_in_bulk: BTreeSet<Address>,
    /// When a page with an odd item arrived last, or one that left an item out.
    pub(crate) misled_at: Option<usize>,
    /// A page came out of its order.
    pub(crate) has_looped: bool,
    pub(crate) confirmations: Confirmations,
    pub(crate) refreshes: Refreshes,
    /// A lost claim was looked for, which may bring what the page did not know of.
    pub(crate) has_looked: bool,
    /// How many claims were asked for, and how many were sent.
    pub(crate) claims_asked: usize,
    pub(crate) claims_sent: usize,
    /// A claim was sent that is not settled.
    pub(crate) has_open_claim: bool,
    /// What was claimed since the last report.
    pub(crate) claimed: Vec<Address>,
    /// What has just been claimed, and may be assigned without another press.
    pub(crate) claimed_now: Option<Address>,
    /// The claim that was sent last, until it is answered.
    pub(crate) last_claim: Option<u32>,
    /// The look for a lost claim that is under way, and the moment that it describes.
    pub(crate) look: Option<(usize, usize)>,
    pub(crate) toasts: Vec<Toast>,
    /// The toasts which say that an outcome is not known, by their titles.
    pub(crate) unknown: Vec<(ToastId, String)>,
    /// The request of the log that was counted last.
    pub(crate) logged: Option<usize>,
}

impl Tab {
    pub(crate) fn open(browser: &Browser) -> Self {
        Self {
            open: browser.open(),
            seen: Seen::default(),
        }
    }

    pub(crate) fn reload(&mut self, browser: &Browser) {
        let had_session = self.app().session.is_key_stored() && self.is_signed_in();
        let was_open = self.seen.has_open_claim && had_session;
        self.open = browser.reload(&self.open);
        self.seen = Seen::default();
        // A session that is over by now leaves it to the next one.
        let is_kept = if self.is_signed_in() {
            self.app().claim.check().is_some()
        } else {
            let kept = self.open.page.tab_storage.get("public-ips-open");
            kept.is_some_and(|text| text.contains(" claim "))
        };
        require!(
            Rule::OpenSurvives,
            is_kept || !was_open,
            "an open claim is gone"
        );
    }

    pub(crate) fn app(&self) -> App {
        self.open.app
    }

    pub(crate) fn is_signed_in(&self) -> bool {
        self.app().session.mode().is_some()
    }

    /// The addresses that are being changed.
    pub(crate) fn locked(&self) -> BTreeSet<Address> {
        let in_flight = self.app().changes.in_flight();
        if !in_flight.is_busy() {
            return BTreeSet::new();
        }
        let mut addresses: BTreeSet<Address> = self.seen.changes.keys().copied().collect();
        addresses.extend(&self.seen.pressed);
        addresses.extend(self.seen.claimed_now);
        self.app().bulk.with(|bulk| {
            let items = bulk.map(model::state::Bulk::items).unwrap_or_default();
            addresses.extend(items.iter().map(|item| item.confirmed.address()));
        });
        self.app().list.with(|list| {
            let columns = list.columns();
            addresses.extend(list.rows().iter().map(|row| columns.address(*row)));
        });
        addresses.retain(|address| in_flight.operation_on(*address).is_some());
        addresses
    }
}
