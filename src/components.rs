//! Parts of the pages. They know the store; `ui` does not.

mod address_list;
mod address_row;
mod address_table;
mod demo_banner;
mod list_state;
mod list_tail;
mod region_tabs;
mod status_line;
mod summary;
mod theme_switch;
mod tick;
mod toasts;
mod top_bar;

pub use address_list::AddressList;
pub use demo_banner::DemoBanner;
pub use region_tabs::RegionTabs;
pub use status_line::StatusLine;
pub use summary::Summary;
pub use theme_switch::ThemeSwitch;
pub use tick::Tick;
pub use toasts::Toasts;
pub use top_bar::TopBar;
