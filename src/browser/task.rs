//! Work that goes on after the event that began it.

use std::future::Future;

/// Begins a task. It is boxed, so that the machinery of tasks is compiled once
/// and not for each of them.
pub fn begin(task: impl Future<Output = ()> + 'static) {
    let task: std::pin::Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    wasm_bindgen_futures::spawn_local(task);
}
