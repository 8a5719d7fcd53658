//! Reads the list of all regions, newest first, as far as is needed.

use crate::domain::PublicIp;
use crate::wire::{Cursor, LARGEST_PAGE, ListGap, ListQuery, Next, Page, Request, list};

/// Pages read at most.
const MAX_PAGES: u8 = 5;

/// What follows a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadStep {
    /// Read another page.
    NextPage,
    /// Read far enough, or as far as possible: then something may be missing.
    Done(Option<ListGap>),
}

/// The pages read so far.
#[derive(Clone, Debug, Default)]
pub(super) struct NewestPages {
    /// Their items, in the service's order.
    pub(super) items: Vec<PublicIp>,
    cursor: Option<Cursor>,
    pages: u8,
    has_unreadable: bool,
}

impl NewestPages {
    /// The page to read now, of all regions: the service may store a region under another name than
    /// the one asked for (`docs/api.md`, Regions).
    pub(super) fn request(&self) -> Request {
        list(&ListQuery::default(), self.cursor.as_ref(), LARGEST_PAGE)
    }

    /// Takes in a page. `is_far_enough` is asked of all items.
    pub(super) fn receive(
        &mut self,
        page: Page,
        is_far_enough: impl Fn(&[PublicIp]) -> bool,
    ) -> ReadStep {
        self.pages += 1;
        self.has_unreadable |= page.skipped > 0;
        self.items.extend(page.items);
        let is_complete = page.next == Next::End || is_far_enough(&self.items);
        let gap = match page.next {
            _ if is_complete => None,
            Next::Page(cursor) if self.pages < MAX_PAGES => {
                self.cursor = Some(cursor);
                return ReadStep::NextPage;
            }
            Next::Page(_) => Some(ListGap::TooManyPages),
            Next::End | Next::MissingCursor => Some(ListGap::MissingCursor),
        };
        let unreadable = self.has_unreadable.then_some(ListGap::UnreadableItems);
        ReadStep::Done(gap.or(unreadable))
    }
}
