//! What every form has: a title that is the act, the consequence in words, the
//! fields, a slot for the failure, Cancel and the act, and a state in which
//! nothing can be sent twice or closed by accident.

use leptos::ev;
use leptos::prelude::*;
use model::domain::Operation;
use model::state::Draft;

use crate::store::Store;
use crate::ui::{Dialog, ErrorNotice};

const CANCEL: &str = "Cancel";

/// How the act is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It can be taken back.
    Normal,
    /// It cannot.
    Danger,
}

/// The shell of a form. `on_submit` runs only while nothing is under way.
#[component]
pub fn FormShell(
    operation: Operation,
    #[prop(into)] title: String,
    #[prop(into)] consequence: String,
    #[prop(default = Weight::Normal)] weight: Weight,
    #[prop(into)] on_submit: Callback<()>,
    children: Children,
) -> impl IntoView {
    let store = Store::of_app();
    let draft = store.draft;
    let saving = Memo::new(move |_| draft.with(Draft::is_saving));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if !saving.get_untracked() {
            on_submit.run(());
        }
    };
    let act_class = match weight {
        Weight::Normal => "btn btn-primary",
        Weight::Danger => "btn btn-danger",
    };
    view! {
        <Dialog locked=saving on_close=move |()| store.close()>
            <form class="dialog-form" novalidate on:submit=submit>
                <h2 class="dialog-title" id="dialog-title">{title}</h2>
                <p class="dialog-text" id="dialog-text">{consequence}</p>
                {children()}
                <div class="slot">{move || draft.with(|draft| failure_notice(operation, draft))}</div>
                <div class="dialog-foot">
                    // Where the act cannot be taken back, the way out has the focus first.
                    <button
                        class="btn"
                        type="button"
                        data-first-focus=(weight == Weight::Danger).then_some("")
                        aria-disabled=move || saving.get().then_some("true")
                        on:click=move |_| store.close()
                    >
                        {CANCEL}
                    </button>
                    <button
                        class=act_class
                        type="submit"
                        aria-disabled=move || saving.get().then_some("true")
                        data-busy=saving
                    >
                        {operation.verb()}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

fn failure_notice(operation: Operation, draft: &Draft) -> Option<AnyView> {
    let words = draft.failure()?.words(operation);
    let paragraphs = vec![words.what, [words.changed, " ", words.next].concat()];
    Some(view! { <ErrorNotice title=words.title paragraphs /> }.into_any())
}
