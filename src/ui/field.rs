//! A labelled line of text.

use leptos::prelude::*;

/// A field of an identifier: monospace, and never corrected by the browser.
/// Its hint gives way to the problem with what was typed.
#[component]
pub fn TextField(
    /// Unique in the page.
    id: &'static str,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into)] hint: String,
    #[prop(into)] problem: Signal<Option<&'static str>>,
    #[prop(into)] locked: Signal<bool>,
    /// Offered as completions.
    #[prop(optional)]
    suggestions: Vec<String>,
) -> impl IntoView {
    let list = [id, "-list"].concat();
    let hint_id = [id, "-hint"].concat();
    let has_list = (!suggestions.is_empty()).then(|| list.clone());
    let options: Vec<_> = suggestions
        .into_iter()
        .map(|value| view! { <option value=value></option> })
        .collect();
    view! {
        <div class="field">
            <label class="label" for=id>{label}</label>
            <input
                class="input mono"
                id=id
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                list=has_list
                prop:value=value
                readonly=locked
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=hint_id.clone()
                on:input=move |event| value.set(event_target_value(&event))
            />
            <datalist id=list>{options}</datalist>
            // The problem is an alert of its own, so that it is announced when it appears.
            {move || match problem.get() {
                Some(problem) => view! { <p class="problem" id=hint_id.clone() role="alert">{problem}</p> }.into_any(),
                None => view! { <p class="hint" id=hint_id.clone()>{hint.clone()}</p> }.into_any(),
            }}
        </div>
    }
}
