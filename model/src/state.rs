//! State machines of the list, of changes and of the session.
//!
//! None of them sends anything. Each says which request comes next and takes in its answer with the
//! ticket of that request; an answer under an older ticket is dropped.

mod changes;
mod extras;
mod list;
mod session;
#[cfg(test)]
pub(crate) mod test_support;
mod view;

pub use changes::{
    Attempts, Baseline, BaselineRead, BaselineStep, Bulk, BulkCounts, BulkItem, ClaimBatch,
    ConfirmChange, Confirmation, Confirmed, Difference, Eligibility, Expected, Found, InFlight,
    ItemStatus, LookUp, LostClaim, LostClaimStep, MachineChoice, MachinePicker, News, NotMade,
    Recheck, RecheckOutcome, RetryBudget, RetryDecision, SentClaim, StepOutcome, StepStatus, Swap,
    SwapResult, SwapStep, Undo, UndoAction, Verdict, is_transient,
};
pub use extras::{
    Format, ImportError, ImportSummary, Log, LogEntry, NoteTooLong, Notes, file_contents,
    file_name, find_rows,
};
pub use list::{
    AddressList, Columns, Directory, IncompleteReason, ListEnd, ListPage, ListSize, LoadAll,
    LoadAllStatus, LoadAllStep, PageRequest, Refresh, RefreshStep, RegionCounts, RemoteChanges,
    Row, RowPlace, RowPool, Tail, Ticket, UsageCounts, UsageIndex, VirtualScroll,
};
pub use session::{
    Expiry, Mode, OpenBulk, OpenChange, OpenItem, OpenSwap, OpenWork, OwnedWork, Session,
    SessionStatus, SignOutTime, SignedOut, StoredSession,
};
pub use view::{
    DeepLink, Filter, Route, Selection, Sort, SortBy, Usage, View, ViewContext, ViewOptions,
};
