//! What scrolls: which rows are in view, and whether the end is.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::GetUntracked;
use public_ips::browser::sentinel::Sentinel;
use public_ips::browser::viewport::{self, Visible};
use public_ips::el;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, frame, until};

/// A box 100 pixels high around content of this height, with a mark at its end.
fn scroller(height: u32) -> Stage {
    let content = format!("height: {height}px");
    Stage::draw(move || {
        el("div")
            .class("scroller")
            .attr("style", "height: 100px; width: 100px; overflow-y: scroll")
            .child(el("div").class("rows").attr("style", &content))
            .child(el("div").class("end").attr("style", "height: 1px"))
    })
}

async fn frames(count: u32) {
    for _ in 0..count {
        frame().await;
    }
}

#[wasm_bindgen_test]
async fn the_rows_in_view_follow_scrolling_and_size() {
    let stage = scroller(2000);
    let (frame_of, rows) = (stage.find(".scroller"), stage.find(".rows"));
    // 100 rows of 20 pixels: five in view, and the next one in part.
    let visible = stage.with(|| viewport::watch(&frame_of, &rows, || 100));
    let now = move || visible.get_untracked();
    assert_eq!(now(), Visible::default());
    until("rows are in view", || {
        now() == Visible { first: 0, last: 6 }
    })
    .await;

    // Whoever watches a size is told the first one too; only then is it scrolling alone that is followed.
    frames(3).await;
    frame_of.set_scroll_top(1010);
    let half = Visible {
        first: 50,
        last: 56,
    };
    until("scrolling is followed", || now() == half).await;

    frame_of.set_scroll_top(0);
    let low = "height: 40px; width: 100px; overflow-y: scroll";
    frame_of.set_attribute("style", low).unwrap();
    until("the size is followed", || {
        now() == Visible { first: 0, last: 3 }
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_end_is_told_when_it_comes_near_and_again_when_asked() {
    let stage = scroller(2000);
    let (scroller, end) = (stage.find(".scroller"), stage.find(".end"));
    let seen = Rc::new(Cell::new(0));
    let count = seen.clone();
    let sentinel = Sentinel::watch(&end, &scroller, move || count.set(count.get() + 1)).unwrap();
    frames(3).await;
    assert_eq!(seen.get(), 0, "the end is 1900 pixels away");

    // Within 600 pixels the next page is asked for, before the end itself is in view.
    scroller.set_scroll_top(1500);
    until("the end is near", || seen.get() == 1).await;
    sentinel.look_again();
    until("it was looked for again", || seen.get() == 2).await;

    drop(sentinel);
    scroller.set_scroll_top(0);
    frame().await;
    scroller.set_scroll_top(1900);
    frames(3).await;
    assert_eq!(seen.get(), 2, "nobody watches any more");
}
