//! Numbers first: how many addresses, and how many of them idle.

use leptos::prelude::*;
use model::state::{Ending, Tail};

use crate::store::Store;

/// What is known of the list as numbers; "so far" until all of it is loaded.
#[component]
pub fn Summary() -> impl IntoView {
    let store = Store::of_app();
    let numbers = Memo::new(move |_| {
        store.feed.with(|feed| {
            let idle = feed.rows().iter().filter(|ip| ip.machine.is_none()).count();
            let complete = *feed.tail() == Tail::End(Ending::Complete);
            let known = complete || !feed.rows().is_empty();
            known.then_some((feed.rows().len(), idle, complete))
        })
    });
    view! {
        <p class="summary">
            {move || match numbers.get() {
                None => view! { <span class="bone"></span> }.into_any(),
                Some((all, idle, complete)) => {
                    let words = match (complete, all) {
                        (false, _) => " loaded so far",
                        (true, 1) => " address",
                        (true, _) => " addresses",
                    };
                    let rest = (all > 0).then(|| {
                        view! {
                            <span><b>{all - idle}</b>" assigned"</span>
                            <span><b>{idle}</b>" idle"</span>
                        }
                    });
                    view! { <span><b>{all}</b>{words}</span>{rest} }.into_any()
                }
            }}
        </p>
    }
}
