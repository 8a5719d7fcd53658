//! The address bar, and where the keyboard is.

use std::cell::RefCell;
use std::rc::Rc;

use dom::El;
use dom::html::{button, div, p, span};
use leptos::prelude::window;
use public_ips::browser::focus::{self, FocusTarget};
use public_ips::browser::{location, page};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, frame, heard};

fn active() -> String {
    focus::current()
        .map(|element| element.id())
        .unwrap_or_default()
}

#[wasm_bindgen_test]
async fn the_fragment_is_set_read_and_told_with_each_step_of_the_history() {
    let told = Rc::new(RefCell::new(Vec::new()));
    location::on_fragment({
        let told = told.clone();
        move |fragment| told.borrow_mut().push(fragment)
    });
    let before = location::fragment();
    let (one, two) = ("#region=ny2&order=asc", "#region=ca1");
    heard(&window(), "hashchange", || location::set_fragment(one)).await;
    assert_eq!(location::fragment(), one);
    heard(&window(), "hashchange", || location::set_fragment(two)).await;
    assert_eq!(location::fragment(), two);
    for expected in [one, before.as_str()] {
        let back = || drop(js_sys::eval("history.back()").unwrap());
        heard(&window(), "hashchange", back).await;
        assert_eq!(location::fragment(), expected);
    }
    assert_eq!(*told.borrow(), [one, two, one, before.as_str()]);
}

/// A row of a table with its header, a button that is hidden and one that is not.
fn row(header: &str) -> El {
    let button = |act: &str| button().attr("data-act", act).id(format!("{header}-{act}"));
    div()
        .attr("role", "row")
        .child(div().attr("role", "rowheader").child(span().child(header)))
        .child(button("Move").attr("hidden", true))
        .child(button("Assign"))
}

#[wasm_bindgen_test]
async fn the_focus_goes_back_to_the_first_that_can_take_it() {
    let stage = Stage::draw(|| {
        div()
            .child(button().id("opener"))
            .child(button().id("hidden").attr("hidden", true))
            .child(button().id("next"))
            .child(["203.0.113.70", "203.0.113.7"].map(row))
    });
    let ids = || ["absent", "hidden", "next"].map(|id| FocusTarget::Id(id.to_owned()));
    let opener = stage.find("#opener");

    focus::restore_focus(Some(opener.clone()), ids().into());
    assert_ne!(active(), "opener", "only once the page has been drawn");
    frame().await;
    assert_eq!(active(), "opener");

    opener.remove();
    focus::restore_focus(Some(opener.clone()), ids().into());
    frame().await;
    assert_eq!(active(), "next");

    let in_row = |act| FocusTarget::Row {
        header: "203.0.113.7".to_owned(),
        act,
    };
    focus::restore_focus(None, vec![in_row("Fly"), in_row("Move"), in_row("Assign")]);
    frame().await;
    assert_eq!(active(), "203.0.113.7-Assign");

    assert!(!focus::take(&stage.find("#hidden")));
    assert!(!focus::take(&opener));
    assert!(focus::take(&stage.find("#next")));
}

#[wasm_bindgen_test]
fn the_panel_takes_the_place_of_the_shell() {
    let stage = Stage::draw(|| div().id("app").child(p().child("Shell")));
    assert_eq!(stage.text(), "Shell");
    let app = page::emptied_app().unwrap();
    assert_eq!(app, stage.find("#app"));
    assert!(!app.has_child_nodes());
    drop(stage);
    assert!(page::emptied_app().is_none());
}
