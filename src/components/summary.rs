//! Numbers first: how many addresses, and how many of them idle.

use leptos::prelude::*;
use model::state::{Ending, Tail};

use crate::store::Store;
use crate::ui::{El, el};

/// What is known of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Numbers {
    all: usize,
    idle: usize,
    complete: bool,
}

/// What is known of the list as numbers; "so far" until all of it is loaded.
#[must_use]
pub fn summary(store: Store) -> El {
    let numbers = move || {
        store.feed.with(|feed| {
            let idle = feed.rows().iter().filter(|ip| ip.machine.is_none()).count();
            let complete = *feed.tail() == Tail::End(Ending::Complete);
            let known = complete || !feed.rows().is_empty();
            known.then_some(Numbers {
                all: feed.rows().len(),
                idle,
                complete,
            })
        })
    };
    el("div").class("summary").choose(numbers, |numbers| {
        Some(match numbers {
            None => el("span").class("bone"),
            Some(numbers) => numbers_line(*numbers),
        })
    })
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
        .child(el("b").text(&count.to_string()))
        .then_text(words)
}
