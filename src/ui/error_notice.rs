//! Something went wrong, said where it matters.

use leptos::prelude::*;

use super::Icon;

/// An announced notice of what happened, and what follows from it, a paragraph each.
#[component]
pub fn ErrorNotice(#[prop(into)] title: String, paragraphs: Vec<String>) -> impl IntoView {
    let paragraphs: Vec<_> = paragraphs
        .into_iter()
        .map(|text| view! { <p>{text}</p> })
        .collect();
    view! {
        <div class="notice" data-kind="error" role="alert">
            <Icon icon=Icon::Warning />
            <p class="notice-title">{title}</p>
            {paragraphs}
        </div>
    }
}
