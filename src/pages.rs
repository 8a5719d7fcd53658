//! Pages: sign-in, addresses, and the error of a wrong `config.json`.

mod addresses;
mod config_error;
mod part;
mod sign_in;

pub use addresses::addresses_page;
pub use config_error::config_error_page;
pub use part::{awaited_page, missing_page};
pub use sign_in::sign_in_page;
