//! Which of the loaded addresses are shown, and in which order.

mod deep_link;
mod filter;
mod order;
mod route;
mod search;
mod selection;
mod sort;

use crate::domain::Region;
use crate::state::Directory;
use crate::state::Notes;
use crate::state::UsageIndex;
use crate::state::{AddressList, Columns, Row};
pub use deep_link::DeepLink;
pub use filter::{Filter, Usage};
pub use route::Route;
pub use selection::Selection;
pub use sort::{Sort, SortBy};

use search::{Block, Search};

/// What of the loaded addresses is shown, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewOptions {
    /// The region of the tab; none means all regions.
    pub region: Option<Region>,
    /// A block of addresses or a piece of what a row shows, as it was typed; blank for everything.
    pub search: String,
    /// Which uses are shown.
    pub filter: Filter,
    /// The column the rows stand by.
    pub sort: Sort,
}

impl ViewOptions {
    /// Whether something is searched for.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        !self.search.trim().is_empty()
    }

    /// The text to mark in the rows, in small letters; none for a block of
    /// addresses, whose rows are all alike found by the whole address.
    #[must_use]
    pub fn highlight(&self) -> Option<String> {
        let is_block = Block::parse(&self.search).is_some();
        let text = self.search.trim().to_ascii_lowercase();
        Some(text).filter(|text| !is_block && !text.is_empty())
    }

    /// Whether only a part of the addresses of the tab is wanted.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.is_searching() || self.filter != Filter::All
    }

    /// Whether what is known of the machines may change what is shown.
    #[must_use]
    pub fn depends_on_machines(&self) -> bool {
        let by_usage = matches!(self.filter, Filter::Only(Usage::Assigned | Usage::Orphaned));
        self.is_searching() || by_usage || self.sort.by == SortBy::Machine
    }
}

/// What is known beside the list.
#[derive(Clone, Copy)]
pub struct ViewContext<'a> {
    /// The machines.
    pub directory: &'a Directory,
    /// What the person has noted about addresses.
    pub notes: &'a Notes,
    /// How the addresses of this very list are used.
    pub usages: &'a UsageIndex,
}

impl ViewContext<'_> {
    /// The place of a row's machine among those of the directory.
    fn machine(self, columns: &Columns, row: Row) -> Option<usize> {
        self.usages.machine(row, columns, self.directory)
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
    pub fn new(list: &AddressList, options: &ViewOptions, context: ViewContext<'_>) -> Self {
        let columns = list.columns();
        let region = options
            .region
            .as_ref()
            .filter(|region| list.query().region.as_ref() != Some(*region));
        let search = Search::new(&options.search, columns, context);
        let in_place =
            options.sort.by == SortBy::Claimed && options.sort.order == list.query().order;
        let mut view = Self {
            chosen: None,
            listed: list.len(),
            idle: columns.idle(),
        };
        let is_all = search.is_none() && options.filter == Filter::All;
        if region.is_none() && is_all && in_place {
            return view;
        }
        let mut rows = list.rows().to_vec();
        if let Some(region) = region {
            let number = columns.regions().iter().position(|(it, _)| it == region);
            rows.retain(|row| Some(columns.region_index(*row)) == number);
            view.listed = rows.len();
            let is_idle = |row: &&Row| columns.machine(**row).is_none();
            view.idle = rows.iter().filter(is_idle).count();
        }
        if let Filter::Only(usage) = options.filter {
            rows.retain(|row| context.usages.usage(*row) == usage);
        }
        if let Some(search) = search {
            rows.retain(|row| search.finds(columns, *row));
        }
        if !in_place {
            order::sort(columns, context, &mut rows, options.sort);
        }
        rows.shrink_to_fit();
        view.chosen = Some(rows);
        view
    }

    /// The rows, given the list they were made of.
    #[must_use]
    pub fn rows<'a>(&'a self, list: &'a AddressList) -> &'a [Row] {
        self.chosen.as_deref().unwrap_or(list.rows())
    }

    /// How many loaded addresses there are in the region of the tab, found or not.
    #[must_use]
    pub fn total(&self) -> usize {
        self.listed
    }

    /// How many of those are assigned to no machine.
    #[must_use]
    pub fn idle(&self) -> usize {
        self.idle
    }
}

#[cfg(test)]
mod tests;
