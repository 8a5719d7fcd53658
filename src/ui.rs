//! Controls that know nothing of public IPs.

mod button;
mod checkbox;
mod combo_box;
mod dialog;
mod field;
mod file_button;
mod icon;
mod menu;
mod notice;
mod popover;
mod radio;
mod roving_focus;
mod select;
mod text_field;

pub use button::{button, collapsible_button, icon_and_label, icon_button, submit_button};
pub use checkbox::{checkbox, tick};
pub use combo_box::{combo_box_input, listbox, listbox_group, listbox_option, option_id};
pub use dialog::{dialog, dialog_form};
pub use field::{field, field_message};
pub use file_button::file_button;
pub use icon::{Icon, followed_icon, icon, logo};
pub use menu::{menu, menu_checkbox, menu_item, menu_switch};
pub use notice::{error_notice, notice};
pub use popover::{close_when_pressed, lazy_children, popover};
pub use radio::radio;
pub use roving_focus::{Axis, roving_focus};
pub use select::select;
pub use text_field::{TextField, identifier_input};
