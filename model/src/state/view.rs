//! The view of a list: which loaded addresses are shown, and in which order.

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
pub(crate) use filter::LONG_IDLE_DAYS;
pub use filter::{Filter, Usage};
pub use route::Route;
pub use selection::Selection;
pub use sort::{Sort, SortBy};

use search::{Block, Search};

/// Options of a view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewOptions {
    /// The region of the tab; `None` means all regions.
    pub region: Option<Region>,
    /// A CIDR block, or a piece of anything a row shows, as typed; blank for everything.
    pub search: String,
    /// The usages shown.
    pub filter: Filter,
    /// The column and its order.
    pub sort: Sort,
}

impl ViewOptions {
    /// Whether a search is set.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        !self.search.trim().is_empty()
    }

    /// The text to highlight in the rows, in lower case. `None` for a CIDR block: it matches whole
    /// addresses.
    #[must_use]
    pub fn highlight(&self) -> Option<String> {
        let is_block = Block::parse(&self.search).is_some();
        let text = self.search.trim().to_ascii_lowercase();
        Some(text).filter(|text| !is_block && !text.is_empty())
    }

    /// Whether a search or a filter is set.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.is_searching() || self.filter != Filter::All
    }

    /// Whether the known machines may change the view.
    #[must_use]
    pub fn depends_on_machines(&self) -> bool {
        self.is_searching() || self.filter != Filter::All || self.sort.by == SortBy::Machine
    }
}

/// Data besides the list that a view depends on.
#[derive(Clone, Copy)]
pub struct ViewContext<'a> {
    /// The machines.
    pub directory: &'a Directory,
    /// The notes on addresses.
    pub notes: &'a Notes,
    /// The usages of this very list.
    pub usages: &'a UsageIndex,
}

impl ViewContext<'_> {
    /// The position of a row's machine in the directory.
    fn machine(self, columns: &Columns, row: Row) -> Option<usize> {
        self.usages.machine(row, columns, self.directory)
    }
}

/// The rows shown, in order. Make it again when the list or the options change: an edit may give
/// its places in the columns to other addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The rows; `None` if they are all rows of the list in their order.
    matching: Option<Vec<Row>>,
    total: usize,
    idle: usize,
}

impl View {
    /// The rows of a list under these options.
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
            matching: None,
            total: list.len(),
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
            view.total = rows.len();
            let is_idle = |row: &&Row| columns.is_idle(**row);
            view.idle = rows.iter().filter(is_idle).count();
        }
        let usages = context.usages;
        match options.filter {
            Filter::All => {}
            Filter::Only(usage) => rows.retain(|row| usages.usage(*row) == usage),
            Filter::LongIdle => rows.retain(|row| usages.is_long_idle(columns, *row)),
        }
        if let Some(search) = search {
            rows.retain(|row| search.matches(columns, *row));
        }
        if !in_place {
            order::sort(columns, context, &mut rows, options.sort);
        }
        rows.shrink_to_fit();
        view.matching = Some(rows);
        view
    }

    /// The rows, given the list they were made of.
    #[must_use]
    pub fn rows<'a>(&'a self, list: &'a AddressList) -> &'a [Row] {
        self.matching.as_deref().unwrap_or(list.rows())
    }

    /// The number of loaded addresses in the region of the tab, matching or not.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// The number of those that are idle.
    #[must_use]
    pub fn idle(&self) -> usize {
        self.idle
    }
}

#[cfg(test)]
mod tests;
