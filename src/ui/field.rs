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
            <p id=hint_id class=move || if problem.get().is_some() { "problem" } else { "hint" }>
                {move || problem.get().map_or_else(|| hint.clone(), str::to_owned)}
            </p>
        </div>
    }
}
