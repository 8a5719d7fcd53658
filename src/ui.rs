//! Controls that know nothing of public IPs.

mod dialog;
mod error_notice;
mod field;
mod icon;

pub use dialog::Dialog;
pub use error_notice::ErrorNotice;
pub use field::TextField;
pub use icon::{Icon, Mark};
