//! Elements and controls that know nothing of public IPs.

mod bind;
mod dialog;
mod el;
mod error_notice;
mod icon;
mod menu;
mod parts;
mod place;
mod text_field;
mod value;

pub use bind::run;
pub use dialog::{dialog, dialog_form};
pub use el::{El, el};
pub use error_notice::error_notice;
pub use icon::{Icon, icon, icon_of, mark};
pub use menu::{menu, menu_check, menu_item};
pub use text_field::TextField;
pub use value::Value;
