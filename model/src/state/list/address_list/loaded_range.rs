//! What the dates of a list prove about how far it has come.

use crate::domain::{Claimed, Timestamp};
use crate::wire::{Order, Page};

/// The dates of the first and the last item that came, shown or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LoadedRange {
    dates: Option<(Timestamp, Timestamp)>,
    doubtful: bool,
}

impl LoadedRange {
    /// Takes a page in, before or after its addresses.
    pub(crate) fn add_page(&mut self, order: Order, page: &Page) {
        self.doubtful |= page.skipped > 0;
        for ip in &page.items {
            let Claimed::At(date) = ip.claimed else {
                self.doubtful = true;
                return;
            };
            let (first, last) = self.dates.unwrap_or((date, date));
            self.doubtful |= match order {
                Order::Desc => date > last,
                Order::Asc => date < last,
            };
            self.dates = Some((first, date));
        }
    }

    /// Whether an item could not be read, a date neither, or one stood out of
    /// order: then the dates prove nothing.
    pub(crate) fn is_unreliable(&self) -> bool {
        self.doubtful
    }

    /// The date of the last item, once two different dates have shown that the
    /// list is in the order that was asked for.
    pub(crate) fn end(&self) -> Option<Timestamp> {
        self.dates
            .filter(|(first, last)| first != last && !self.doubtful)
            .map(|(_, last)| last)
    }
}
