//! Where tests draw, and how they wait: for events and frames, never for time.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
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

/// Puts another value in the place of a property of the browser while it lives.
pub struct Property {
    object: Object,
    name: JsValue,
    /// None where the property is inherited.
    own: Option<JsValue>,
}

impl Property {
    /// The body of the function that returns the value.
    pub fn replace(object: &JsValue, name: &str, body: &str) -> Self {
        let (object, name) = (
            object.unchecked_ref::<Object>().clone(),
            JsValue::from(name),
        );
        let own = Reflect::get_own_property_descriptor(&object, &name).unwrap();
        let descriptor = Object::new();
        let get = Function::new_no_args(body);
        Reflect::set(&descriptor, &"get".into(), &get).unwrap();
        Reflect::set(&descriptor, &"configurable".into(), &true.into()).unwrap();
        Object::define_property(&object, &name, &descriptor);
        Self {
            object,
            name,
            own: Some(own).filter(|own| !own.is_undefined()),
        }
    }
}

impl Drop for Property {
    fn drop(&mut self) {
        if let Some(own) = &self.own {
            Object::define_property(&self.object, &self.name, own.unchecked_ref());
        } else {
            Reflect::delete_property(&self.object, &self.name).unwrap();
        }
    }
}
