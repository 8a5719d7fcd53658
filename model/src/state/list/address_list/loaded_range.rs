//! The range of dates that a list has certainly loaded.

use crate::domain::{Claimed, Timestamp};
use crate::wire::{Order, Page};

/// The dates of the first and the last item received, shown or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LoadedRange {
    dates: Option<(Timestamp, Timestamp)>,
    doubtful: bool,
}

impl LoadedRange {
    /// Takes in the dates of a page.
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

    /// Whether an item or a date was unreadable, or out of order: then the dates prove nothing.
    pub(crate) fn is_unreliable(&self) -> bool {
        self.doubtful
    }

    /// The date of the last item, once two different dates have shown that the list is in the
    /// requested order.
    pub(crate) fn end(&self) -> Option<Timestamp> {
        self.dates
            .filter(|(first, last)| first != last && !self.doubtful)
            .map(|(_, last)| last)
    }
}
