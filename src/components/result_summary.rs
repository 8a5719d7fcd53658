//! How many addresses a search or a filter has found, and among how many; or that a list
//! which is not loaded to its end is sorted as far as it is.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use app::list::{ListSlice, ListView};
use dom::html::{div, p};
use dom::{El, effect, show};
use leptos::prelude::set_timeout;
use model::domain::format_count;
use model::state::{ListEnd, SortBy, Tail, ViewOptions};

use super::load_all::load_rest_button;

/// The result is spoken once the user has stopped typing for so long.
const PAUSE: Duration = Duration::from_millis(700);

/// Empty while everything loaded is shown in the order of the service.
pub fn result_summary(list: &'static ListSlice) -> El {
    let words = move || list.with_view(|view| words(view, &list.view_options()));
    // Where nothing is found, what stands in place of the rows has the button.
    let has_button = move || !words().is_empty() && list.shown_len() > 0;
    div()
        .class("found")
        .child(p().child(words))
        .child(show(has_button, move || {
            load_rest_button(list, "btn btn-quiet")
        }))
        .child(announcer(words))
}

/// Announces the summary, not at each letter.
fn announcer(words: impl Fn() -> String + 'static) -> El {
    let status = p().class("sr-only").attr("role", "status");
    let spoken = status.clone();
    let newest = Rc::new(Cell::new(0_u32));
    effect(move || {
        let words = words();
        let turn = newest.get() + 1;
        newest.set(turn);
        let (newest, spoken) = (newest.clone(), spoken.clone());
        set_timeout(
            move || {
                if newest.get() == turn {
                    spoken.node().set_text_content(Some(&words));
                }
            },
            PAUSE,
        );
    });
    status
}

fn words(view: ListView<'_>, options: &ViewOptions) -> String {
    let total = view.view.total();
    let listed = format_count(total);
    let end = match view.list.tail() {
        Tail::End(ListEnd::Complete) => "",
        Tail::End(ListEnd::Incomplete(_)) => " loaded, more may exist",
        Tail::Ready(_) | Tail::Loading(..) | Tail::Failed(..) => " loaded, more exist",
    };
    if total == 0 {
        String::new()
    } else if options.is_filtered() {
        let found = format_count(view.rows().len());
        format!("{found} found in {listed}{end}")
    } else if options.sort.by != SortBy::Claimed && !end.is_empty() {
        format!("Sorting only the {listed}{end}")
    } else {
        String::new()
    }
}
