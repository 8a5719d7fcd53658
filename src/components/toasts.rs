//! Messages at the edge of the page. Successes are announced politely in the
//! one `status` of the page, failures at once as an `alert`.

use leptos::prelude::*;

use crate::store::{Notice, Store};
use crate::ui::Icon;

const DISMISS: &str = "Dismiss";

/// The region of the messages; it is always in the page, so that what
/// appears in it is announced.
#[component]
pub fn Toasts() -> impl IntoView {
    let store = Store::of_app();
    let of_kind = move |failed: bool| {
        move || {
            store.notices.with(|all| {
                all.iter()
                    .filter(|it| it.failure.is_some() == failed)
                    .cloned()
                    .collect::<Vec<_>>()
            })
        }
    };
    view! {
        <div class="toasts">
            <div role="status">
                <For each=of_kind(false) key=|notice| notice.id let:notice><Toast notice /></For>
            </div>
            <div>
                <For each=of_kind(true) key=|notice| notice.id let:notice><Toast notice /></For>
            </div>
        </div>
    }
}

#[component]
fn Toast(notice: Notice) -> impl IntoView {
    let store = Store::of_app();
    let (kind, role, icon) = match notice.failure {
        Some(_) => ("error", Some("alert"), Icon::Warning),
        None => ("ok", None, Icon::Check),
    };
    view! {
        <div class="toast" data-kind=kind role=role>
            <Icon icon />
            <p>{notice.title}</p>
            {notice.failure.map(|text| view! { <p class="detail">{text}</p> })}
            <button class="icon-btn" type="button" aria-label=DISMISS on:click=move |_| store.dismiss(notice.id)>
                <Icon icon=Icon::Close />
            </button>
        </div>
    }
}
