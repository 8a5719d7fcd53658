//! What is followed, and what is not.

use std::cell::Cell;
use std::rc::Rc;

use dom::html::{b, button, div};
use dom::{effect, ev, for_each, show};
use js_sys::{Function, Reflect};
use leptos::prelude::{Get, RwSignal, Set, window};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, frame};

/// Counts what Leptos warns of in the console while something runs.
fn warnings(act: impl FnOnce()) -> f64 {
    let console = Reflect::get(&window(), &"console".into()).unwrap();
    let warn = Reflect::get(&console, &"warn".into()).unwrap();
    let counter = Function::new_no_args("globalThis.warnings += 1");
    Reflect::set(&window(), &"warnings".into(), &0.into()).unwrap();
    Reflect::set(&console, &"warn".into(), &counter).unwrap();
    act();
    Reflect::set(&console, &"warn".into(), &warn).unwrap();
    let counted: JsValue = Reflect::get(&window(), &"warnings".into()).unwrap();
    counted.as_f64().unwrap()
}

#[wasm_bindgen_test]
async fn handlers_track_nothing_and_are_not_warned() {
    let (cause, read) = (RwSignal::new(0), RwSignal::new(0));
    let runs = Rc::new(Cell::new(0));
    let stage = Stage::draw(move || {
        button().on(ev::click, move |_| {
            read.get();
        })
    });
    let button = stage.find("button");
    let read_here = || {
        read.get();
    };
    assert_eq!(warnings(read_here), 1.0, "outside of a handler");
    assert_eq!(warnings(|| button.click()), 0.0);

    // Here the handler runs within an effect, as one does that listens to the focus.
    let counted = runs.clone();
    let _effects = Stage::draw(move || {
        effect(move || {
            cause.get();
            counted.set(counted.get() + 1);
            button.click();
        });
        div()
    });
    read.set(1);
    frame().await;
    assert_eq!(runs.get(), 1);
    cause.set(1);
    frame().await;
    assert_eq!(runs.get(), 2);
}

#[wasm_bindgen_test]
async fn content_is_not_made_again_for_what_it_read() {
    let (shown, read) = (RwSignal::new(true), RwSignal::new(0));
    let stage = Stage::draw(move || {
        div()
            .child(show(move || shown.get(), move || b().child(read.get())))
            .child(for_each(
                || vec![1, 2],
                |n| *n,
                move |n| b().child(n + read.get()),
            ))
    });
    assert_eq!(stage.text(), "012");
    let first = stage.find("b");
    read.set(5);
    frame().await;
    assert_eq!((stage.text().as_str(), stage.find("b")), ("012", first));
    for is_shown in [false, true] {
        shown.set(is_shown);
        frame().await;
    }
    assert_eq!(stage.text(), "512");
}

#[wasm_bindgen_test]
async fn an_effect_runs_at_once_and_whenever_a_signal_changes() {
    let (number, seen) = (RwSignal::new(1), Rc::new(Cell::new(0)));
    let copy = seen.clone();
    let _stage = Stage::draw(move || {
        effect(move || copy.set(number.get()));
        div()
    });
    assert_eq!(seen.get(), 1);
    number.set(2);
    frame().await;
    assert_eq!(seen.get(), 2);
}
