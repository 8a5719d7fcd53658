//! Numbers first: how many addresses, and how many of them idle.

use model::domain::grouped;
use model::state::{Ending, Feed, Tail, View};

use crate::store::Store;
use crate::ui::{El, el};

/// What is known of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// The first page is on its way.
    NothingYet,
    /// It could not be had.
    Nothing,
    /// Some addresses, or all.
    Numbers(Numbers),
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Numbers {
    all: usize,
    idle: usize,
    complete: bool,
}

/// What is known of the list as numbers, whatever is searched for; "so far"
/// until all of it is loaded.
#[must_use]
pub fn summary(store: Store) -> El {
    el("div").class("summary").choose(
        move || store.with_view(known),
        |known| match known {
            Known::NothingYet => Some(el("span").class("bone")),
            Known::Nothing => None,
            Known::Numbers(numbers) => Some(numbers_line(*numbers)),
        },
    )
}

fn known(feed: &Feed, view: &View) -> Known {
    let tail = feed.tail();
    match tail {
        Tail::Failed(..) if feed.is_empty() => Known::Nothing,
        Tail::Ready(_) | Tail::Loading(..) if feed.is_empty() => Known::NothingYet,
        Tail::Ready(_) | Tail::Loading(..) | Tail::Failed(..) | Tail::End(_) => {
            Known::Numbers(Numbers {
                all: view.listed(),
                idle: view.idle(),
                complete: *tail == Tail::End(Ending::Complete),
            })
        }
    }
}

fn numbers_line(
    Numbers {
        all,
        idle,
        complete,
    }: Numbers,
) -> El {
    let words = match (complete, all) {
        (false, _) => " loaded so far",
        (true, 1) => " address",
        (true, _) => " addresses",
    };
    let line = el("p").child(number(all, words));
    if all == 0 {
        line
    } else {
        line.child(number(all - idle, " assigned"))
            .child(number(idle, " idle"))
    }
}

fn number(count: usize, words: &str) -> El {
    el("span")
        .child(el("b").text(&grouped(count)))
        .then_text(words)
}
