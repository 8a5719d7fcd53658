//! Elements and controls that know nothing of public IPs.

mod dialog;
mod el;
mod error_notice;
mod icon;
mod reactive;
mod text_field;

pub use dialog::dialog;
pub use el::{El, el};
pub use error_notice::error_notice;
pub use icon::{Icon, icon, icon_of, mark};
pub use reactive::run;
pub use text_field::TextField;
