//! Tasks and effects that outlive the event they began in.

use std::pin::Pin;

use any_spawner::Executor;
use reactive_graph::diagnostics::SpecialNonReactiveFuture;
use reactive_graph::effect::RenderEffect;

use crate::ports::Ports;

/// Runs a task. Reads of signals inside it track nothing.
///
/// Boxed, so that the machinery of tasks is compiled once and not for each of them.
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    Executor::spawn_local(SpecialNonReactiveFuture::new(task));
}

/// Does something again and again, as long as the page lives.
pub(crate) fn every(ports: &'static Ports, ms: u32, act: impl Fn() + 'static) {
    spawn(async move {
        loop {
            ports.clock.sleep(ms).await;
            act();
        }
    });
}

/// Runs an effect now, and again after each change of a signal that it read,
/// for as long as the page lives. Wrap verbs in [`reactive_graph::graph::untrack`].
pub(crate) fn follow(effect: impl Fn() + 'static) {
    let effect: Box<dyn Fn()> = Box::new(effect);
    let running = RenderEffect::new(move |_: Option<()>| effect());
    // Slices live as long as the page, and so do the effects between them.
    std::mem::forget(running);
}
