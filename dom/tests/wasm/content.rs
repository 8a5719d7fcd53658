//! Content that comes and goes, and keyed lists.

use std::cell::Cell;
use std::rc::Rc;

use dom::html::{b, button, div, span};
use dom::{for_each, keep, show, show_let, switch};
use leptos::prelude::{Get, RwSignal, Set, Update, document};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Stage, frame};

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// A list of buttons, one for each word.
fn buttons(keys: RwSignal<Vec<String>>) -> Stage {
    Stage::draw(move || {
        div().child(for_each(
            move || keys.get(),
            String::clone,
            |key| button().id(&key).child(key),
        ))
    })
}

#[wasm_bindgen_test]
async fn content_is_shown_while_the_condition_holds_in_its_own_place() {
    let number = RwSignal::new(0);
    let stage = Stage::draw(move || {
        div()
            .child("<")
            .child(show(move || number.get() > 9, || b().child("many")))
            .child(">")
    });
    assert_eq!(stage.text(), "<>");
    number.set(10);
    frame().await;
    assert_eq!(stage.text(), "<many>");
    let many = stage.find("b");
    number.set(11);
    frame().await;
    assert_eq!(stage.find("b"), many, "not made again");
    number.set(0);
    frame().await;
    assert_eq!(stage.text(), "<>");
}

#[wasm_bindgen_test]
async fn other_values_have_other_content_and_what_was_there_ends() {
    let number = RwSignal::new(0_u32);
    let tens = move || number.get() / 10;
    let (made, followed) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    let held = Rc::new(());
    let stage = Stage::draw({
        let (made, followed, held) = (made.clone(), followed.clone(), held.clone());
        move || {
            let content = show_let(
                move || Some(tens()).filter(|tens| *tens != 2),
                move |tens| {
                    made.set(made.get() + 1);
                    keep(held.clone());
                    let followed = followed.clone();
                    b().attr("title", tens).child(move || {
                        followed.set(followed.get() + 1);
                        number.get()
                    })
                },
            );
            div().child(content).child("!")
        }
    });
    // One is held by the test, one by the closure.
    let alive = || Rc::strong_count(&held) - 2;
    assert_eq!(stage.text(), "0!");
    let first = stage.find("b");

    number.set(5);
    frame().await;
    assert_eq!(
        (stage.text(), stage.find("b")),
        ("5!".to_owned(), first.clone())
    );
    assert_eq!((made.get(), followed.get(), alive()), (1, 2, 1));

    number.set(10);
    frame().await;
    assert_eq!(
        (stage.text(), stage.find("b").title()),
        ("10!".to_owned(), "1".to_owned())
    );
    assert_ne!(stage.find("b"), first);
    assert_eq!((made.get(), alive()), (2, 1));
    let so_far = followed.get();
    number.set(11);
    frame().await;
    assert_eq!(followed.get(), so_far + 1, "the old one follows no more");

    number.set(20);
    frame().await;
    let so_far = followed.get();
    number.set(21);
    frame().await;
    assert_eq!(stage.text(), "!");
    assert_eq!((made.get(), followed.get(), alive()), (2, so_far, 0));
}

#[wasm_bindgen_test]
async fn a_switch_always_shows_the_content_of_its_value() {
    let is_open = RwSignal::new(false);
    let stage = Stage::draw(move || {
        div().child(switch(
            move || is_open.get(),
            |is_open| {
                if is_open {
                    b().child("open")
                } else {
                    span().child("closed")
                }
            },
        ))
    });
    assert_eq!(stage.text(), "closed");
    is_open.set(true);
    frame().await;
    assert_eq!(stage.text(), "open");
}

#[wasm_bindgen_test]
async fn each_key_keeps_its_element_in_the_order_of_the_items() {
    let keys = RwSignal::new(words("a b c"));
    let stage = buttons(keys);
    let [a, b, c] = ["#a", "#b", "#c"].map(|id| stage.find(id));
    assert_eq!(stage.text(), "abc");
    for order in ["c a b", "x b c", "b", "", "q"] {
        keys.set(words(order));
        frame().await;
        assert_eq!(stage.text(), order.replace(' ', ""));
        for (id, kept) in [("a", &a), ("b", &b), ("c", &c)] {
            assert_eq!(kept.is_connected(), order.contains(id), "{id} in {order}");
        }
    }
}

#[wasm_bindgen_test]
async fn items_of_the_same_key_are_all_shown() {
    let keys = RwSignal::new(words("a a"));
    let stage = buttons(keys);
    assert_eq!(stage.text(), "aa");
    keys.set(words("a b a a"));
    frame().await;
    assert_eq!(stage.text(), "abaa");
    keys.set(words("a"));
    frame().await;
    assert_eq!(stage.text(), "a");
}

#[wasm_bindgen_test]
async fn an_element_that_stays_keeps_the_focus() {
    for (before, after) in [
        ("a b c", "new a b c"),
        ("a b c", "b c"),
        ("a b c", "a b"),
        ("a b c", "b"),
        ("a b c", "new b other c"),
    ] {
        let keys = RwSignal::new(words(before));
        let stage = buttons(keys);
        let focused: HtmlElement = stage.find("#b");
        focused.focus().unwrap();
        keys.set(words(after));
        frame().await;
        assert_eq!(stage.text(), after.replace(' ', ""));
        let active = document().active_element().unwrap();
        assert_eq!(active.id(), "b", "from {before} to {after}");
    }
}

#[wasm_bindgen_test]
async fn what_goes_from_a_list_ends() {
    let keys = RwSignal::new(words("a b"));
    let held = Rc::new(());
    let stage = Stage::draw({
        let held = held.clone();
        move || {
            div().child(for_each(
                move || keys.get(),
                String::clone,
                move |key| {
                    keep(held.clone());
                    b().child(key)
                },
            ))
        }
    });
    let alive = || Rc::strong_count(&held) - 2;
    assert_eq!(alive(), 2);
    keys.update(|keys| keys.retain(|key| key != "a"));
    frame().await;
    assert_eq!((stage.text().as_str(), alive()), ("b", 1));
}
