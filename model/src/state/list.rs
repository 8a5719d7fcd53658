//! Addresses and machines as they arrive, page by page, built for very long lists.
//!
//! A dozen addresses need a `Vec` and a loop. A list of 100,000 has to be searched, sorted,
//! filtered and scrolled within one frame of 16 ms, and to fit into the memory of a phone
//! (`docs/performance.md`). These modules serve only that:
//!
//! * [`columns`], [`machine_ids`]: one column for each part of an address, 20 bytes a row.
//! * [`row_index`]: finds the row of an address, since pages may repeat addresses.
//! * [`text_matcher`]: searches addresses without writing out their texts.
//! * [`keyed_row`]: sorts rows by a number.
//! * [`row_pool`], [`virtual_scroll`]: draw only the rows in view, below the tallest element a
//!   browser can lay out.
//! * [`load_all`]: reads a list from both ends, since a cursor is sequential.
//! * [`directory`] finds machines by ID; [`usage_index`] remembers the usage of each row.

mod address_list;
mod columns;
mod directory;
pub(crate) mod keyed_row;
mod load_all;
mod machine_ids;
mod refresh;
mod region_counts;
mod row_index;
mod row_pool;
pub(crate) mod text_matcher;
mod usage_index;
mod virtual_scroll;

pub use address_list::{
    AddressList, IncompleteReason, ListEnd, ListPage, PageRequest, RemoteChanges, RowPlace, Tail,
    Ticket,
};
pub use columns::{Columns, Row};
pub use directory::Directory;
pub use load_all::{LoadAll, LoadAllStatus, LoadAllStep};
pub use refresh::{Refresh, RefreshStep};
pub use region_counts::RegionCounts;
pub use row_pool::RowPool;
pub use usage_index::{UsageCounts, UsageIndex};
pub use virtual_scroll::{ListSize, VirtualScroll};
