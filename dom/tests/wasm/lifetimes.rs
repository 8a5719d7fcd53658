//! Listeners, effects and content end with their owner.

use std::rc::Rc;

use dom::html::{b, button, div};
use dom::{effect, ev, for_each, keep, show};
use leptos::prelude::{Get, GetUntracked, RwSignal, Set, Update};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{KeyboardEvent, KeyboardEventInit, MouseEvent};

use crate::stage::{Stage, frame};

#[wasm_bindgen_test]
async fn what_is_attached_ends_with_its_owner() {
    let held = [(); 6].map(Rc::new);
    let (pressed, number) = (RwSignal::new(0), RwSignal::new(0));
    let stage = Stage::draw({
        let [handler, binding, text, running, kept, content] = held.clone();
        move || {
            keep(kept);
            effect(move || {
                let _held = &running;
                number.get();
            });
            let item = move |number: i32| {
                let content = content.clone();
                b().child(number).on(ev::click, move |_| {
                    let _held = &content;
                })
            };
            button()
                .on(ev::click, move |_| {
                    let _held = &handler;
                    pressed.update(|count| *count += 1);
                })
                .attr("title", move || {
                    let _held = &binding;
                    number.get()
                })
                .child(move || {
                    let _held = &text;
                    number.get()
                })
                .child(show(|| true, {
                    let item = item.clone();
                    move || div().child(item(1))
                }))
                .child(for_each(|| vec![2, 3], |number| *number, item))
        }
    });
    let button = stage.find("button");
    button.click();
    assert_eq!(pressed.get_untracked(), 1);
    // The last stands in two closures that make content, and in what three handlers hold.
    let alive = || held.each_ref().map(|held| Rc::strong_count(held) - 1);
    assert_eq!(alive(), [1, 1, 1, 1, 1, 5]);
    drop(stage);
    number.set(1);
    frame().await;
    assert_eq!(button.title(), "0");
    assert_eq!(alive(), [0; 6]);
}

#[wasm_bindgen_test]
fn handlers_get_the_event_of_their_type() {
    let heard = RwSignal::new(Vec::new());
    let stage = Stage::draw(move || {
        button()
            .on(ev::click, move |event: MouseEvent| {
                heard.update(|heard| heard.push(format!("click {}", event.detail())));
            })
            .on(ev::keydown, move |event: KeyboardEvent| {
                heard.update(|heard| heard.push(format!("key {}", event.key())));
            })
            .on(ev::Custom::<MouseEvent>::new("auxclick"), |_| ())
    });
    let button = stage.find("button");
    button.click();
    let escape = KeyboardEventInit::new();
    escape.set_key("Escape");
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &escape).unwrap();
    button.dispatch_event(&event).unwrap();
    assert_eq!(heard.get_untracked(), ["click 0", "key Escape"]);
}
