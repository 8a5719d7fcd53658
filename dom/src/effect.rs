//! Effects that end with their owner.

use std::any::Any;

use leptos::prelude::{LocalStorage, StoredValue};
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};

/// Runs now, and again whenever a signal that it read changes, until the present owner ends.
/// Leptos' own `Effect` runs for the first time only after the page is drawn.
pub fn effect(run: impl FnMut() + 'static) {
    start(Box::new(run));
}

fn start(mut run: Box<dyn FnMut()>) {
    keep(Running(RenderEffect::new(move |_: Option<()>| run())));
}

struct Running(RenderEffect<()>);

impl Drop for Running {
    /// A signal lets go of an effect that has ended only when it changes next.
    /// Those that live as long as the page may never change.
    fn drop(&mut self) {
        let subscriber = self.0.to_any_subscriber();
        subscriber.clear_sources(&subscriber);
    }
}

/// Keeps a value, such as a listener that stops when it is dropped, until the present owner ends.
/// It is boxed, so that Leptos' store is compiled for one type.
pub fn keep<T: 'static>(value: T) {
    let value: Box<dyn Any> = Box::new(value);
    let _owned: StoredValue<Box<dyn Any>, LocalStorage> = StoredValue::new_local(value);
}
