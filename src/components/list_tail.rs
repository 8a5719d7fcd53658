//! End of the table: more, loading, failed or complete.

use app::App;
use app::list::LoadAllPhase;
use dom::html::{div, p, span, strong};
use dom::{El, effect, ev, show_let};
use model::domain::Operation;
use model::state::Tail;

use super::load_all::progress;
use crate::browser::sentinel::Sentinel;
use crate::ui::{Icon, button, icon};

#[derive(Clone, PartialEq, Eq)]
enum TailState {
    Loading,
    /// Loading all runs, or has failed; the status line has the button.
    LoadingAll {
        has_failed: bool,
    },
    More,
    Failed(String),
}

/// Line below the last row. Coming into view loads the next page, as its button does.
pub fn list_tail(app: App, scroller: &El) -> El {
    let end = div().child(show_let(
        move || state(app),
        move |state| {
            let line = div().class("tail");
            match state {
                TailState::Loading => line.child(span().class("spin").child(move || {
                    app.requests.pause().map_or_else(
                        || "Loading more addresses".to_owned(),
                        |left| format!("Rate limited. Retrying in {left} s"),
                    )
                })),
                TailState::LoadingAll { has_failed } => {
                    let words = move || app.list.load_all_progress().map(|all| progress(&all));
                    let class = if has_failed { "" } else { "spin" };
                    line.child(
                        span()
                            .class(class)
                            .child(move || words().unwrap_or_default()),
                    )
                }
                TailState::More => line
                    .child(button("btn", "Load more").on(ev::click, move |_| app.list.load_more())),
                TailState::Failed(why) => line
                    .attr("role", "alert")
                    .child(icon(Icon::WARNING))
                    .child(
                        p().child(strong().child("Couldn't load more addresses. "))
                            .child(why),
                    )
                    .child(button("btn", "Retry").on(ev::click, move |_| app.list.retry())),
            }
        },
    ));
    // The end of the results is not the end of the list.
    let is_filtered = move || app.list.view_options().is_filtered();
    let sentinel = Sentinel::watch(end.node(), scroller.node(), move || {
        if !is_filtered() {
            app.list.load_more();
        }
    });
    // Owned by the effect, the sentinel watches while the list is shown.
    effect(move || {
        let is_ready = app.list.with(|list| matches!(list.tail(), Tail::Ready(_)));
        if let Some(sentinel) = &sentinel
            && is_ready
            && !is_filtered()
        {
            sentinel.check_again();
        }
    });
    end
}

fn state(app: App) -> Option<TailState> {
    if let Some(all) = app.list.load_all_progress() {
        let has_failed = all.phase == LoadAllPhase::Failed;
        return Some(TailState::LoadingAll { has_failed });
    }
    app.list.with(|list| match list.tail() {
        Tail::End(_) => None,
        Tail::Loading(..) => Some(TailState::Loading),
        Tail::Ready(_) => Some(TailState::More),
        Tail::Failed(_, failure) => {
            let why = failure.words(Operation::List).sentence();
            Some(TailState::Failed(why))
        }
    })
}
