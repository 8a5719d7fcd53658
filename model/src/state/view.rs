//! Which of the loaded addresses are shown, and in which order.

mod order;

use super::feed::{Columns, Feed, Row};
use super::needle::Needle;
use super::sort::{Sort, SortBy};
use crate::domain::Region;

/// What of the loaded addresses is shown, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The region of the tab; none means all regions.
    pub region: Option<Region>,
    /// A piece of an address or of a machine id, as it was typed; blank for everything.
    pub search: String,
    /// The column the rows stand by.
    pub sort: Sort,
}

impl Look {
    /// Whether something is searched for.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        !self.search.trim().is_empty()
    }
}

/// The rows shown, in order. It is made anew when the list or the look
/// changes: it holds places in the columns, which a change may give to others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The rows; none when they are those of the list as they stand there.
    chosen: Option<Vec<Row>>,
    listed: usize,
    idle: usize,
}

impl View {
    /// The rows of a list that a look shows.
    #[must_use]
    pub fn of(feed: &Feed, look: &Look) -> Self {
        let columns = feed.columns();
        let region = look
            .region
            .as_ref()
            .filter(|region| feed.query().region.as_ref() != Some(*region));
        let needle = Needle::new(&look.search);
        let in_place = look.sort.by == SortBy::Claimed && look.sort.order == feed.query().order;
        let mut view = Self {
            chosen: None,
            listed: feed.len(),
            idle: columns.idle(),
        };
        if region.is_none() && needle.is_none() && in_place {
            return view;
        }
        let mut rows = feed.rows().to_vec();
        if let Some(region) = region {
            let number = columns.regions().iter().position(|(it, _)| it == region);
            rows.retain(|row| Some(columns.region_index(*row)) == number);
            view.listed = rows.len();
            let is_idle = |row: &&Row| columns.machine(**row).is_none();
            view.idle = rows.iter().filter(is_idle).count();
        }
        if let Some(needle) = needle {
            rows.retain(|row| is_found(columns, *row, &needle));
        }
        if !in_place {
            order::sort(columns, &mut rows, look.sort);
        }
        rows.shrink_to_fit();
        view.chosen = Some(rows);
        view
    }

    /// The rows, given the list they were made of.
    #[must_use]
    pub fn rows<'a>(&'a self, feed: &'a Feed) -> &'a [Row] {
        self.chosen.as_deref().unwrap_or(feed.rows())
    }

    /// How many loaded addresses there are in the region of the tab, found or not.
    #[must_use]
    pub fn listed(&self) -> usize {
        self.listed
    }

    /// How many of those are assigned to no machine.
    #[must_use]
    pub fn idle(&self) -> usize {
        self.idle
    }
}

fn is_found(columns: &Columns, row: Row, needle: &Needle) -> bool {
    needle.is_in_address(columns.number(row))
        || columns
            .machine(row)
            .is_some_and(|id| needle.is_in_machine(id))
}

#[cfg(test)]
mod tests;
