//! Attributes and text that follow signals. Each binding writes to the page
//! only when its value has changed.

use std::cell::RefCell;

use leptos::reactive::effect::RenderEffect;
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};
use leptos::wasm_bindgen::UnwrapThrowExt;

use super::El;
use super::el::keep;

impl El {
    /// Binds an attribute; none takes it away.
    #[must_use]
    pub fn bind(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        let element = self.node().clone();
        let write = move |value: Option<&str>| match value {
            Some(value) => element.set_attribute(name, value).unwrap_throw(),
            None => element.remove_attribute(name).unwrap_throw(),
        };
        follow(Box::new(value), Box::new(write));
        self
    }

    /// Binds an attribute that is `true` or absent, as `aria-busy`.
    #[must_use]
    pub fn bind_flag(self, name: &'static str, set: impl Fn() -> bool + 'static) -> Self {
        self.bind(name, move || set().then(|| "true".to_owned()))
    }

    /// Binds the text of the element, in place of any content.
    #[must_use]
    pub fn bind_text(self, text: impl Fn() -> String + 'static) -> Self {
        let element = self.node().clone();
        let write = move |text: Option<&str>| element.set_text_content(text);
        follow(Box::new(move || Some(text())), Box::new(write));
        self
    }
}

type Value = Box<dyn Fn() -> Option<String>>;
type Write = Box<dyn Fn(Option<&str>)>;

/// Writes a value now and whenever it has changed.
fn follow(value: Value, write: Write) {
    let last = RefCell::new(None);
    run(Box::new(move || {
        let now = value();
        let mut last = last.borrow_mut();
        if last.as_ref() != Some(&now) {
            write(now.as_deref());
            *last = Some(now);
        }
    }));
}

/// Runs now, and again whenever a signal that it read has changed, as long as
/// the present reactive owner.
pub fn run(effect: Box<dyn Fn()>) {
    keep(Running(RenderEffect::new(move |_: Option<()>| effect())));
}

struct Running(RenderEffect<()>);

impl Drop for Running {
    /// A signal lets go of an effect that has ended only when it changes next.
    /// Those of the store live as long as the page, and some never change.
    fn drop(&mut self) {
        let subscriber = self.0.to_any_subscriber();
        subscriber.clear_sources(&subscriber);
    }
}
