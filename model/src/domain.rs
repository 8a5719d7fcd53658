//! Nouns and rules of public IPs, without HTTP and without a screen.

mod address;
mod assignee;
pub mod capability;
mod digits;
mod key;
mod limits;
mod machine;
mod numbers;
mod operation;
mod price;
mod public_ip;
mod region;
mod text;
mod timestamp;

pub use address::{Address, NoAddress};
pub use assignee::Assignee;
pub use capability::Reason;
pub use digits::{push_address, push_number};
pub use key::{ApiKey, KeyProblem};
pub use limits::{Limits, format_minutes};
pub use machine::{Machine, MachineId, MachineIdProblem, left_over_from};
pub use numbers::{NumberFormat, format_count, set_number_format};
pub use operation::Operation;
pub use price::Price;
pub use public_ip::{Claimed, PublicIp};
pub use region::{KNOWN_REGIONS, Region};
pub use text::contains_ignoring_case;
pub use timestamp::Timestamp;
