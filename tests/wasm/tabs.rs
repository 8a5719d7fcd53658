//! What tabs tell each other, and what they make of anything else.

use std::cell::RefCell;
use std::rc::Rc;

use app::ports::{TabMessage, Tabs};
use public_ips::browser::tabs::TabChannel;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::BroadcastChannel;

use crate::stage::until;

#[wasm_bindgen_test]
async fn a_word_reaches_the_other_tabs_and_nothing_else_does() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let ear = heard.clone();
    TabChannel::open().on_message(move |message| ear.borrow_mut().push(message));
    let echo = Rc::new(RefCell::new(0));
    let own = echo.clone();
    let telling = TabChannel::open();
    telling.on_message(move |_| *own.borrow_mut() += 1);

    let forger = BroadcastChannel::new("public-ips").unwrap();
    let object = js_sys::Object::new();
    js_sys::Reflect::set(&object, &"locked".into(), &JsValue::TRUE).unwrap();
    for forged in [
        JsValue::NULL,
        JsValue::UNDEFINED,
        JsValue::from(7),
        "".into(),
        "Locked".into(),
        "signed-out ".into(),
        "key=a-key".into(),
        "x".repeat(1_000_000).into(),
        js_sys::Array::of1(&"locked".into()).into(),
        object.into(),
    ] {
        forger.post_message(&forged).unwrap();
    }
    telling.broadcast(TabMessage::Locked);
    telling.broadcast(TabMessage::SignedOut);
    until("both words arrive", || heard.borrow().len() >= 2).await;
    assert_eq!(*heard.borrow(), [TabMessage::Locked, TabMessage::SignedOut]);
    assert_eq!(*echo.borrow(), 0, "a tab does not hear itself");
    forger.close();
}

#[wasm_bindgen_test]
async fn what_is_told_holds_no_key() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let ear = heard.clone();
    let listener = wasm_bindgen::prelude::Closure::<dyn FnMut(web_sys::MessageEvent)>::new(
        move |event: web_sys::MessageEvent| ear.borrow_mut().push(event.data().as_string()),
    );
    let tap = BroadcastChannel::new("public-ips").unwrap();
    tap.set_onmessage(Some(wasm_bindgen::JsCast::unchecked_ref(listener.as_ref())));
    let telling = TabChannel::open();
    telling.broadcast(TabMessage::SignedOut);
    telling.broadcast(TabMessage::Locked);
    until("both words arrive", || heard.borrow().len() == 2).await;
    let words = ["signed-out", "locked"].map(|word| Some(word.to_owned()));
    assert_eq!(*heard.borrow(), words);
    tap.close();
}
