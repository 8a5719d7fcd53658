//! What of an element follows signals. Each binding writes to the page only
//! when its value has changed.

use std::cell::RefCell;

use leptos::prelude::{Owner, document, untrack};
use leptos::reactive::effect::RenderEffect;
use leptos::wasm_bindgen::UnwrapThrowExt;
use leptos::web_sys::{Comment, Element, Node};

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

    /// Appends the element that belongs to a choice, if any. It is made anew
    /// when the choice changes, and only then.
    #[must_use]
    pub fn choose<K: PartialEq + 'static>(
        self,
        choice: impl Fn() -> K + 'static,
        make: impl Fn(&K) -> Option<El> + 'static,
    ) -> Self {
        let last = RefCell::new(None);
        self.swap_when(Box::new(move |show| {
            let now = choice();
            let mut last = last.borrow_mut();
            if last.as_ref() != Some(&now) {
                show(&|| make(&now));
                *last = Some(now);
            }
        }));
        self
    }

    /// Appends an element for each key. A key that stays keeps its element.
    #[must_use]
    pub fn each(
        self,
        keys: impl Fn() -> Vec<String> + 'static,
        make: impl Fn(&str) -> El + 'static,
    ) -> Self {
        self.keep_each(Box::new(keys), Box::new(make));
        self
    }

    // What the generic methods above have in common is written once, for boxed closures.

    fn swap_when(&self, step: Step) {
        let place = Place::at_end_of(self);
        let shown = RefCell::new(None::<Part>);
        run(Box::new(move || {
            step(&mut |make| place.swap(&mut shown.borrow_mut(), make))
        }));
    }

    fn keep_each(&self, keys: Box<dyn Fn() -> Vec<String>>, make: Box<dyn Fn(&str) -> El>) {
        let place = Place::at_end_of(self);
        let parts = RefCell::new(Vec::<(String, Part)>::new());
        run(Box::new(move || {
            let keys = keys();
            // What goes leaves first: what stays is then in its place already, and keeps its focus.
            let (mut old, gone): (Vec<_>, Vec<_>) = std::mem::take(&mut *parts.borrow_mut())
                .into_iter()
                .partition(|(key, _)| keys.contains(key));
            gone.into_iter().for_each(|(_, part)| part.end());
            let mut new = Vec::new();
            let mut before = place.start.clone();
            for key in keys {
                let known = old.iter().position(|(other, _)| *other == key);
                let part = match known.map(|at| old.remove(at)) {
                    Some((_, part)) => part,
                    None => place.make(&|| make(&key)),
                };
                before = place.put_after(&before, &part.element);
                new.push((key, part));
            }
            old.into_iter().for_each(|(_, part)| part.end());
            parts.replace(new);
        }));
    }
}

/// Calls back with what is to be shown, if that is something new.
type Step = Box<dyn Fn(&mut dyn FnMut(&dyn Fn() -> Option<El>))>;

/// A part of the page that was made under an owner of its own, and ends with it.
struct Part {
    element: Element,
    owner: Owner,
}

impl Part {
    fn end(self) {
        self.element.remove();
        self.owner.cleanup();
    }
}

/// Where parts come and go: after a mark among the children of an element.
struct Place {
    parent: Element,
    start: Node,
    owner: Owner,
}

impl Place {
    fn at_end_of(parent: &El) -> Self {
        let mark: Comment = document().create_comment("");
        let parent = parent.node().clone();
        parent.append_child(&mark).unwrap_throw();
        Self {
            parent,
            start: mark.into(),
            owner: Owner::current().unwrap_or_default(),
        }
    }

    fn make(&self, make: &dyn Fn() -> El) -> Part {
        let owner = self.owner.child();
        let element = owner.with(|| untrack(make)).node().clone();
        Part { element, owner }
    }

    fn swap(&self, shown: &mut Option<Part>, make: &dyn Fn() -> Option<El>) {
        if let Some(part) = shown.take() {
            part.end();
        }
        let owner = self.owner.child();
        match owner.with(|| untrack(make)) {
            Some(el) => {
                self.put_after(&self.start, el.node());
                *shown = Some(Part {
                    element: el.node().clone(),
                    owner,
                });
            }
            None => owner.cleanup(),
        }
    }

    /// Puts an element after another, unless it is there: to move it would take its focus away.
    fn put_after(&self, before: &Node, element: &Element) -> Node {
        let next = before.next_sibling();
        if next.as_ref() != Some(element.as_ref()) {
            self.parent
                .insert_before(element, next.as_ref())
                .unwrap_throw();
        }
        element.clone().into()
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

/// Runs now, and again whenever a signal that it read has changed.
pub fn run(effect: Box<dyn Fn()>) {
    keep(RenderEffect::new(move |_: Option<()>| effect()));
}
