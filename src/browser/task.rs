//! Work that goes on after the event that began it.

use std::future::{Future, poll_fn};

use leptos::reactive::diagnostics::SpecialNonReactiveZone;

/// Starts a task. As in the handlers of `dom`, what it reads is not tracked.
/// It is boxed, so that the machinery of tasks is compiled once and not for each of them.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let mut task: std::pin::Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    wasm_bindgen_futures::spawn_local(poll_fn(move |context| {
        let _zone = SpecialNonReactiveZone::enter();
        task.as_mut().poll(context)
    }));
}
