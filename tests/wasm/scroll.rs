//! What scrolls: which rows are in view, and whether the end is.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use dom::html::div;
use public_ips::browser::sentinel::Sentinel;
use public_ips::browser::viewport::{Cause, Seen, Viewport};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, frame, until};

/// A box 100 pixels high around content of this height, with a mark at its end.
fn scroller(height: u32) -> Stage {
    let content = format!("height: {height}px");
    Stage::draw(move || {
        div()
            .class("scroller")
            .attr("style", "height: 100px; width: 100px; overflow-y: scroll")
            .child(div().class("rows").attr("style", &content))
            .child(div().class("end").attr("style", "height: 1px"))
    })
}

async fn frames(count: u32) {
    for _ in 0..count {
        frame().await;
    }
}

#[wasm_bindgen_test]
async fn what_is_in_view_follows_scrolling_and_size() {
    let stage = scroller(2000);
    let (frame_of, rows) = (stage.find(".scroller"), stage.find(".rows"));
    let causes = Rc::new(RefCell::new(Vec::new()));
    let told = causes.clone();
    let viewport = Viewport::watch(&frame_of, &rows, move |cause| told.borrow_mut().push(cause));
    let viewport = RefCell::new(viewport.unwrap());
    let seen = |above, height| viewport.borrow_mut().seen() == Seen { above, height };
    // Whoever watches a size is told the first one too.
    until("the first size is told", || {
        *causes.borrow() == [Cause::Resized]
    })
    .await;
    assert!(seen(0.0, 100.0));

    frames(3).await;
    causes.borrow_mut().clear();
    frame_of.set_scroll_top(1010);
    frame_of.set_scroll_top(1020);
    until("scrolling is told", || {
        *causes.borrow() == [Cause::Scrolled]
    })
    .await;
    assert!(seen(1020.0, 100.0));
    viewport.borrow().scroll_by(-20.0);
    assert!(seen(1000.0, 100.0));

    frames(3).await;
    causes.borrow_mut().clear();
    let low = "height: 40px; width: 100px; overflow-y: scroll";
    frame_of.set_attribute("style", low).unwrap();
    until("the size is told", || *causes.borrow() == [Cause::Resized]).await;
    assert_eq!(
        viewport.borrow_mut().measure(),
        Seen {
            above: 1000.0,
            height: 40.0
        }
    );

    // Asked for twice, told once, by the stronger cause; and never after the end.
    causes.borrow_mut().clear();
    viewport.borrow().request(Cause::Scrolled);
    viewport.borrow().request(Cause::Rested);
    frames(2).await;
    assert_eq!(*causes.borrow(), [Cause::Scrolled]);
    viewport.borrow().request(Cause::Rested);
    drop(viewport);
    frame_of.set_scroll_top(0);
    frames(3).await;
    assert_eq!(*causes.borrow(), [Cause::Scrolled]);
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
    sentinel.check_again();
    until("it was looked for again", || seen.get() == 2).await;

    drop(sentinel);
    scroller.set_scroll_top(0);
    frame().await;
    scroller.set_scroll_top(1900);
    frames(3).await;
    assert_eq!(seen.get(), 2, "nobody watches any more");
}
