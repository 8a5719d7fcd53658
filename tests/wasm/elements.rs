//! What of an element follows signals, and what ends with it.

use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use leptos::prelude::{Get, GetUntracked, RwSignal, Set, Update, document, on_cleanup};
use public_ips::{El, el};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Stage, frame};

/// Counts the calls of something. Atomic only because a clean-up may be told to another thread.
#[derive(Clone, Default)]
struct Count(Arc<AtomicU32>);

impl Count {
    fn up(&self) {
        self.0.fetch_add(1, Relaxed);
    }

    fn get(&self) -> u32 {
        self.0.load(Relaxed)
    }
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// A list of buttons, one for each word.
fn buttons(keys: RwSignal<Vec<String>>) -> Stage {
    let button = |key: &str| el("button").attr("id", key).text(key);
    Stage::draw(move || el("div").each(move || keys.get(), button))
}

#[wasm_bindgen_test]
async fn a_binding_writes_what_has_changed_and_nothing_else() {
    let number = RwSignal::new(1);
    let tens = move || (number.get() >= 10).then(|| (number.get() / 10).to_string());
    let stage = Stage::draw(move || {
        el("p")
            .bind("title", tens)
            .bind_flag("aria-busy", move || number.get() > 30)
            .bind_text(move || tens().unwrap_or_default())
    });
    let line = stage.find("p");
    let busy = || line.get_attribute("aria-busy");
    assert_eq!(line.get_attribute("title"), None);

    number.set(25);
    frame().await;
    assert_eq!(line.get_attribute("title").as_deref(), Some("2"));
    assert_eq!((stage.text().as_str(), busy()), ("2", None));

    // Whatever was written by hand would be lost if the same value were written again.
    line.set_attribute("title", "by hand").unwrap();
    line.set_text_content(Some("by hand"));
    number.set(26);
    frame().await;
    assert_eq!(line.get_attribute("title").as_deref(), Some("by hand"));
    assert_eq!(stage.text(), "by hand");

    number.set(31);
    frame().await;
    assert_eq!(line.get_attribute("title").as_deref(), Some("3"));
    assert_eq!(
        (stage.text().as_str(), busy().as_deref()),
        ("3", Some("true"))
    );

    number.set(3);
    frame().await;
    assert_eq!(line.get_attribute("title"), None);
    assert_eq!((stage.text().as_str(), busy()), ("", None));
}

#[wasm_bindgen_test]
async fn a_choice_is_drawn_anew_when_it_changes_and_ends_what_was_there() {
    let number = RwSignal::new(0);
    let (made, ended, followed) = (Count::default(), Count::default(), Count::default());
    let stage = Stage::draw({
        let (made, ended, followed) = (made.clone(), ended.clone(), followed.clone());
        move || {
            el("div")
                .choose(
                    move || number.get() / 10,
                    move |tens| {
                        made.up();
                        let (ended, followed) = (ended.clone(), followed.clone());
                        on_cleanup(move || ended.up());
                        let text = move || {
                            followed.up();
                            number.get().to_string()
                        };
                        (*tens != 2).then(|| el("b").bind_text(text))
                    },
                )
                .child(el("i").text("!"))
        }
    });
    assert_eq!(stage.text(), "0!");
    let first = stage.find("b");

    number.set(5);
    frame().await;
    assert_eq!(stage.text(), "5!");
    assert_eq!(stage.find("b"), first);
    assert_eq!((made.get(), ended.get(), followed.get()), (1, 0, 2));

    number.set(10);
    frame().await;
    assert_eq!(stage.text(), "10!", "in its own place, before what follows");
    assert_ne!(stage.find("b"), first);
    assert_eq!((made.get(), ended.get()), (2, 1));
    let so_far = followed.get();
    number.set(11);
    frame().await;
    assert_eq!(followed.get(), so_far + 1, "the old one follows no more");

    number.set(20);
    frame().await;
    assert_eq!(stage.text(), "!");
    let so_far = followed.get();
    number.set(21);
    frame().await;
    assert_eq!((made.get(), ended.get()), (3, 3));
    assert_eq!(followed.get(), so_far, "nothing is shown that could follow");
}

#[wasm_bindgen_test]
async fn each_key_keeps_its_element_in_the_order_of_the_keys() {
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
async fn what_is_attached_ends_with_its_owner() {
    let [handler, binding, part, inside] = [(); 4].map(Rc::new);
    let (pressed, number) = (RwSignal::new(0), RwSignal::new(0));
    let stage = Stage::draw({
        let [handler, binding, part, inside] = [&handler, &binding, &part, &inside].map(Rc::clone);
        move || {
            el("button")
                .on_press(move || {
                    let _held = &handler;
                    pressed.update(|count| *count += 1);
                })
                .bind("title", move || {
                    let _held = &binding;
                    Some(number.get().to_string())
                })
                .each(
                    move || words("row"),
                    move |text| {
                        let (_held, inside) = (&part, inside.clone());
                        el("b").text(text).on_press(move || {
                            let _held = &inside;
                        })
                    },
                )
        }
    });
    let button = stage.find("button");
    button.click();
    assert_eq!(pressed.get_untracked(), 1);
    let held = || [&handler, &binding, &part, &inside].map(|held| Rc::strong_count(held) - 1);
    assert_eq!(held(), [1, 1, 1, 2]);
    drop(stage);
    number.set(1);
    frame().await;
    assert_eq!(button.get_attribute("title").as_deref(), Some("0"));
    assert_eq!(held(), [0; 4], "handler, binding, part, what is inside");
}

#[wasm_bindgen_test]
fn an_element_is_built_in_the_order_of_the_calls() {
    let stage = Stage::draw(|| {
        el("p")
            .class("line")
            .attr("lang", "en")
            .flag("hidden", false)
            .flag("data-set", true)
            .text("lost")
            .text("one ")
            .children(["two", "three"].map(|text| el("b").text(text)))
            .then_text(" <four>")
            .child(El::svg("svg"))
    });
    let line = stage.find("p.line[lang=en][data-set='']:not([hidden])");
    assert_eq!(stage.text(), "one twothree <four>");
    let drawing = line.last_element_child().unwrap();
    assert_eq!(
        drawing.namespace_uri().as_deref(),
        Some("http://www.w3.org/2000/svg")
    );
}
