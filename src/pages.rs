//! What fills the window.

mod addresses;
mod config_error;
mod sign_in;

pub use addresses::AddressesPage;
pub use config_error::ConfigErrorPage;
pub use sign_in::SignInPage;
