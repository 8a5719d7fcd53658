//! `config.json` is wrong: nothing can be done before the host corrects it.

use leptos::prelude::*;
use model::wire::ConfigProblem;

use crate::browser::location;
use crate::ui::{ErrorNotice, Mark};

const PRODUCT: &str = "Public IPs";
const TITLE: &str = "config.json cannot be used";
const NEXT: &str = "Correct the file beside index.html and reload. No rebuild is needed.";
const RELOAD: &str = "Reload";

/// Names the field and what is wrong with it.
#[component]
pub fn ConfigErrorPage(problem: ConfigProblem) -> impl IntoView {
    let what = [problem.field, ": ", problem.words].concat();
    view! {
        <main class="alone alone-wide">
            <div class="intro">
                <h1 class="brand"><Mark />{PRODUCT}</h1>
            </div>
            <ErrorNotice title=TITLE paragraphs=vec![what, NEXT.to_owned()] />
            <p><button class="btn" type="button" on:click=|_| location::reload()>{RELOAD}</button></p>
        </main>
    }
}
