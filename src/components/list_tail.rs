//! The end of the table: more, coming, failed, or really the end.

use leptos::html;
use leptos::prelude::*;
use model::domain::Operation;
use model::state::Tail;

use crate::browser::sentinel::Sentinel;
use crate::store::Store;
use crate::ui::Icon;

const MORE: &str = "Load more";
const LOADING: &str = "Loading more addresses";
const NOT_LOADED: &str = "The next addresses did not load. ";
const RETRY: &str = "Retry";

/// What stands below the last row. When it comes into view it loads the next
/// page, just as its button does.
#[component]
pub fn ListTail(scroller: NodeRef<html::Section>) -> impl IntoView {
    let store = Store::of_app();
    let end = NodeRef::<html::Div>::new();
    let sentinel = StoredValue::new_local(None::<Sentinel>);
    let ready = Memo::new(move |_| {
        store
            .feed
            .with(|feed| matches!(feed.tail(), Tail::Ready(_)))
    });
    end.on_load(move |end| {
        if let Some(scroller) = scroller.get_untracked() {
            sentinel.set_value(Sentinel::watch(end.into(), &scroller, move || {
                store.load_more()
            }));
        }
    });
    Effect::new(move |_| {
        if ready.get() {
            sentinel.with_value(|sentinel| sentinel.iter().for_each(Sentinel::look_again));
        }
    });
    on_cleanup(move || sentinel.set_value(None));
    view! { <div node_ref=end>{move || store.feed.with(|feed| tail(store, feed.tail(), feed.rows().is_empty()))}</div> }
}

fn tail(store: Store, tail: &Tail, is_empty: bool) -> Option<AnyView> {
    match tail {
        // The skeleton already says that the first page is on its way.
        Tail::Loading(..) | Tail::Ready(_) if is_empty => None,
        Tail::End(_) => None,
        Tail::Loading(..) => Some(view! { <div class="tail"><span class="spin">{LOADING}</span></div> }.into_any()),
        Tail::Ready(_) => Some(
            view! {
                <div class="tail"><button class="btn" type="button" on:click=move |_| store.load_more()>{MORE}</button></div>
            }
            .into_any(),
        ),
        Tail::Failed(_, failure) => {
            let words = failure.words(Operation::List).sentence();
            Some(
                view! {
                    <div class="tail" role="alert">
                        <Icon icon=Icon::Warning />
                        <p><strong>{NOT_LOADED}</strong>{words}</p>
                        <button class="btn" type="button" on:click=move |_| store.retry()>{RETRY}</button>
                    </div>
                }
                .into_any(),
            )
        }
    }
}
