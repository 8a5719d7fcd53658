//! The forms, all in one shell.

mod assign;
mod claim;
mod release;
mod shell;
mod unassign;

use assign::AssignForm;
use claim::ClaimForm;
use leptos::prelude::*;
use model::domain::Operation;
use release::ReleaseForm;
use unassign::UnassignForm;

use crate::store::{Form, Store};

/// The form that is open, if any.
#[component]
pub fn OpenForm() -> impl IntoView {
    let store = Store::of_app();
    move || {
        let view = match store.form.get()? {
            Form::Claim => view! { <ClaimForm /> }.into_any(),
            Form::On(Operation::Unassign, ip) => view! { <UnassignForm ip /> }.into_any(),
            Form::On(Operation::Release, ip) => view! { <ReleaseForm ip /> }.into_any(),
            Form::On(operation, ip) => view! { <AssignForm operation ip /> }.into_any(),
        };
        Some(view)
    }
}
