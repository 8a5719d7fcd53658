//! Parts of the pages. They know the store; `ui` does not.

mod address_list;
mod address_row;
mod brand;
mod claim_check;
mod demo_banner;
mod found_line;
mod list_state;
mod list_tail;
mod load_all;
mod offline_banner;
mod region_tabs;
mod remedy;
mod search_box;
mod status_line;
mod summary;
mod table_head;
mod theme_switch;
mod toasts;
mod top_bar;
mod virtual_rows;

pub use address_list::address_list;
pub use brand::brand;
pub use claim_check::claim_check;
pub use demo_banner::demo_banner;
pub use found_line::found_line;
pub use offline_banner::offline_banner;
pub use region_tabs::region_tabs;
pub use remedy::remedy;
pub use search_box::search_box;
pub use status_line::status_line;
pub use summary::summary;
pub use theme_switch::theme_switch;
pub use toasts::toasts;
pub use top_bar::top_bar;
pub use virtual_rows::Rows;
