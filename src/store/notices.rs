//! What just happened, in words that outlive the form they came from.

use std::time::Duration;

use leptos::prelude::set_timeout;
use model::domain::Operation;
use model::wire::Failure;

use super::Store;

/// How long a success stays. A failure stays until it is dismissed.
const SHOWN_FOR: Duration = Duration::from_secs(8);

/// A message at the edge of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Names it among the others.
    pub id: u32,
    /// What happened.
    pub title: String,
    /// For a failure: why, whether anything changed, and what to do.
    pub failure: Option<String>,
    /// Whether nothing was done, for the reason that the title is.
    pub is_reason: bool,
    /// Whether it stays until it is dismissed, whatever fails or is tried again.
    pub lasts: bool,
}

impl Store {
    /// Says that something worked.
    pub fn tell(self, title: String) {
        self.add_for_a_while(title, false);
    }

    /// Says why nothing was done.
    pub(super) fn tell_why(self, reason: &str) {
        self.add_for_a_while(reason.to_owned(), true);
    }

    /// Says that something outside a form failed.
    pub(super) fn warn(self, title: &str, failure: &Failure, operation: Operation) {
        self.add(
            title.to_owned(),
            Some(failure.words(operation).sentence()),
            false,
        );
    }

    /// Says that something failed which no request is behind.
    pub fn warn_plainly(self, title: &str, why: &str) {
        self.add(title.to_owned(), Some(why.to_owned()), false);
    }

    /// Takes failures away that are about to be tried again.
    pub(super) fn forget_failures(self) {
        self.notices
            .update(|notices| notices.retain(|notice| notice.failure.is_none() || notice.lasts));
    }

    /// Keeps a message until it is dismissed.
    pub(super) fn make_last(self, id: u32) {
        self.notices.update(|notices| {
            if let Some(notice) = notices.iter_mut().find(|notice| notice.id == id) {
                notice.lasts = true;
            }
        });
    }

    /// Takes a message away.
    pub fn dismiss(self, id: u32) {
        self.offer.update(|offer| {
            offer.take_if(|offer| offer.id == id);
        });
        self.notices
            .update(|notices| notices.retain(|notice| notice.id != id));
    }

    fn add_for_a_while(self, title: String, is_reason: bool) {
        let id = self.add(title, None, is_reason);
        set_timeout(move || self.dismiss(id), SHOWN_FOR);
    }

    /// A newer message takes the place of the older one of its kind, but not
    /// the offer to take something back.
    pub(super) fn add(self, title: String, failure: Option<String>, is_reason: bool) -> u32 {
        // No name is used twice: the timer of a message that is gone must not take another one away.
        let id = self.told.get() + 1;
        self.told.set(id);
        let offer = self.offer.with_untracked(|it| it.as_ref().map(|it| it.id));
        self.notices.update(|notices| {
            let stays = |notice: &Notice| {
                notice.failure.is_some() != failure.is_some()
                    || notice.lasts
                    || Some(notice.id) == offer
            };
            notices.retain(stays);
            notices.push(Notice {
                id,
                title,
                failure,
                is_reason,
                lasts: false,
            });
        });
        id
    }
}
