//! Changes of the account: forms, requests in flight, retries, and the outcome of lost answers.

mod bulk;
mod claim_batch;
mod confirm_change;
mod confirmed;
mod in_flight;
mod look_up;
mod lost_claim;
mod machine_picker;
mod newest_pages;
pub(crate) mod retry;
mod swap;
mod undo;

pub use bulk::{Bulk, BulkCounts, BulkItem, ItemStatus, NotMade};
pub use claim_batch::ClaimBatch;
pub use confirm_change::{ConfirmChange, Confirmation, Expected};
pub use confirmed::{Confirmed, Difference, Recheck, RecheckOutcome};
pub use in_flight::InFlight;
pub use look_up::{Found, LookUp};
pub use lost_claim::{
    Baseline, BaselineRead, BaselineStep, LostClaim, LostClaimStep, News, SentClaim, Verdict,
};
pub use machine_picker::{Eligibility, MachineChoice, MachinePicker};
pub use retry::{Attempts, RetryBudget, RetryDecision, is_transient};
pub use swap::{StepOutcome, StepStatus, Swap, SwapResult, SwapStep};
pub use undo::{Undo, UndoAction};
