//! Where tests draw, and how they wait: for events and frames, never for time.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::EventTarget;

#[path = "../../dom/tests/wasm/stage.rs"]
mod dom_stage;

pub use dom_stage::{Stage, frame};

/// Longer than anything here takes; a condition that does not come true fails its test.
const PATIENCE: usize = 300;

/// Waits, frame by frame, until something is true.
pub async fn until(what: &str, is_true: impl Fn() -> bool) {
    for _ in 0..PATIENCE {
        if is_true() {
            return;
        }
        frame().await;
    }
    panic!("it never came true that {what}");
}

/// Does something and waits for the event that follows from it. Listeners
/// that were there before have heard it by then.
pub async fn heard(target: &EventTarget, event: &str, act: impl FnOnce()) -> JsValue {
    let next = Promise::new(&mut |resolve, _| {
        target
            .add_event_listener_with_callback(event, &resolve)
            .unwrap();
    });
    act();
    JsFuture::from(next).await.unwrap()
}
