//! Forms that change addresses, all in a `FormDialog`.

mod assign;
mod bulk;
mod claim;
mod curl_preview;
mod form_dialog;
mod machine_picker;
mod release;
mod swap_preview;
mod unassign;

pub use bulk::bulk_dialog;
use dom::El;
use model::domain::Operation;

use crate::store::{Form, Store};

#[must_use]
pub fn open_form(store: Store, form: &Form) -> El {
    match form {
        Form::Claim => claim::claim_form(store),
        Form::On(Operation::Unassign, ip) => unassign::unassign_form(store, ip.clone()),
        Form::On(Operation::Release, ip) => release::release_form(store, ip.clone()),
        Form::On(operation, ip) => assign::assign_form(store, *operation, ip.clone()),
    }
}
